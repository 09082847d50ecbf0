import { asProblem, type Host } from "#host/Host";
import type { LineColumn, LineView, ProblemView } from "#host/generated";
import { LINE_COLUMNS } from "#host/forms";
import { columnOf } from "#host/forms";
import { EMPTY_ENTRY, fields, fromScratch, isTyped, next, toScratch, typed } from "./entry";
import { LinePages } from "./pages";
import { Scratch } from "./scratch";
import { isEntry, isOneCell, select, start, type Place, type Shape, type Step } from "./selection";
import type { Arrangement, SheetState } from "./sheetState";
import {
  cellKey,
  cellsFromScratch,
  cellsToScratch,
  withCell,
  withoutCell,
  type Unsaved,
  type UnsavedCells,
} from "./unsaved";

const oneLine = (text: string) => text.replace(/\s*[\r\n]+\s*/g, " ");

/**
 * One order's lines as the grid holds them: pages, selection, the open cell, the entry row, and texts on their way to
 * the disk. Knows no DOM; the screen shows `state` and calls back.
 */
export class LineSheet {
  readonly pages: LinePages;
  readonly host: Host;
  readonly order: string;
  state: SheetState;
  columns: readonly LineColumn[] = LINE_COLUMNS;
  writable = true;
  #repeats = true;
  #live = "";
  #opened = 0;

  #entryScratch: Scratch;
  #cellScratch: Scratch;
  #heard = new Set<() => void>();
  /** Writes go one after the other, in the order of the keys. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(host: Host, order: string, lines: number) {
    this.host = host;
    this.order = order;
    this.pages = new LinePages(
      (offset, limit) => host.linesPage(order, { offset, limit }),
      lines,
      this.#pagesCame.bind(this),
    );
    const failed = (cause: unknown) => {
      this.refused(cause, null);
    };
    this.#entryScratch = new Scratch(host, `order/${order}/entry`, failed);
    this.#cellScratch = new Scratch(host, `order/${order}/cell`, failed);
    this.state = {
      lines,
      version: 0,
      selection: start("merchant_no"),
      reached: { place: start("merchant_no").active, whole: "cells" },
      edit: null,
      unsaved: new Map(),
      entry: EMPTY_ENTRY,
      notice: null,
      said: null,
      suggestions: null,
    };
  }

  subscribe = (hear: () => void) => {
    this.#heard.add(hear);
    return () => this.#heard.delete(hear);
  };

  snapshot = () => this.state;

  /** What is typed in the open cell right now. */
  get live(): string {
    return this.#live;
  }

  /** Whoever listens hears only of what is different. */
  set(part: Partial<SheetState>) {
    const names = Object.keys(part) as (keyof SheetState)[];
    if (names.every((name) => Object.is(part[name], this.state[name]))) return;
    this.state = { ...this.state, ...part };
    for (const hear of this.#heard) hear();
  }

  get shape(): Shape {
    return {
      lines: this.state.lines,
      entry: this.writable,
      columns: this.columns,
      lineAt: (row) => this.pages.row(row)?.id ?? null,
    };
  }

  /** What the screen knows. */
  arrange(known: Arrangement) {
    this.columns = known.columns;
    this.writable = known.writable;
    this.#repeats = known.repeats;
    const selection = select(this.state.selection, { do: "fit" }, this.shape);
    if (selection !== this.state.selection) this.set({ selection });
  }

  /** Reads what was being typed when the program ended; a cell that was open is opened again with its text. */
  async restore() {
    try {
      const entry = fromScratch(await this.#entryScratch.read());
      if (!isTyped(this.state.entry)) this.set({ entry });
      const [cell, ...others] = cellsFromScratch(await this.#cellScratch.read());
      if (!cell) return;
      const places = await this.host.placesOf(this.order, [cell.line, ...others.map((other) => other.line)]);
      const still = [cell, ...others].filter((_, at) => places[at] != null);
      let unsaved: UnsavedCells = new Map();
      for (const one of still) unsaved = withCell(unsaved, one);
      this.set({ unsaved });
      const place = places[0];
      if (place != null) {
        await this.pages.load(place - 1);
        this.step({ do: "to", row: place - 1, column: cell.column, extend: false });
        this.open(true, cell.text);
      }
    } catch (cause) {
      this.refused(cause, null);
    }
  }

  /** Whatever waits to be kept is kept now. */
  async flush(): Promise<void> {
    await Promise.all([this.#entryScratch.flush(), this.#cellScratch.flush()]);
  }

  // Moving

  /** One step; what it reaches is scrolled into view unless told otherwise. */
  step(step: Step, seen = true) {
    const selection = select(this.state.selection, step, this.shape);
    const reached = seen ? { place: selection.far, whole: selection.whole } : this.state.reached;
    this.set({ selection, reached, said: null });
  }

  goTo(row: number, column: LineColumn) {
    this.step({ do: "to", row, column, extend: false });
  }

  /**
   * Data changed, here or elsewhere. What this sheet wrote itself it has read again by then, and asks for nothing twice;
   * without a revision anything may have changed.
   */
  async heard(revision: string | null) {
    await this.#queue;
    if (revision === null || revision !== this.pages.revision) await this.changed();
  }

  /** Something changed: reads anew and follows the selected lines to where they stand now. */
  async changed() {
    await this.pages.refresh();
    const { active, far } = this.state.selection;
    const gone = (place: Place) => place.line !== null && this.pages.row(place.row)?.id !== place.line;
    if (!gone(active) && !gone(far)) return;
    const ids = [active, far].flatMap(({ line }) => (line === null ? [] : [line]));
    const places = await this.host.placesOf(this.order, ids);
    const rows = new Map(ids.map((id, at) => [id, places[at] == null ? null : places[at] - 1]));
    const selection = select(this.state.selection, { do: "moved", rows }, this.shape);
    const edit = this.state.edit && { ...this.state.edit, place: selection.active };
    this.set({ selection, edit });
  }

  // One cell

  lineAt(place: Place): LineView | undefined {
    const line = this.pages.row(place.row);
    return line && (place.line === null || line.id === place.line) ? line : undefined;
  }

  /** A cell's text as it stands, or as typed where it is not stored yet. */
  textAt(place: Place): string {
    if (isEntry(place, this.shape)) return this.state.entry.texts[place.column] ?? "";
    const line = this.lineAt(place);
    const kept = line && this.state.unsaved.get(cellKey(line.id, place.column));
    return kept?.text ?? line?.[place.column].text ?? "";
  }

  /** Opens the active cell. Returns whether it may be. */
  open(caret: boolean, initial: string | null): boolean {
    if (!this.writable) return false;
    const place = this.state.selection.active;
    this.#live = initial ?? "";
    const selection = isOneCell(this.state.selection)
      ? this.state.selection
      : { ...this.state.selection, far: place, whole: "cells" as const };
    this.#opened += 1;
    const edit = { place, serial: this.#opened, caret, initial };
    this.set({ edit, selection, reached: { place, whole: "cells" }, said: null });
    return true;
  }

  /** F2 while typing: arrows move within the text from now on, and back. */
  toggleCaret() {
    const { edit } = this.state;
    if (edit) this.set({ edit: { ...edit, caret: !edit.caret, initial: null } });
  }

  /** Every change of the open cell's text; it is durable soon after. */
  typing(text: string) {
    const { edit } = this.state;
    if (!edit) return;
    this.#live = text;
    if (isEntry(edit.place, this.shape))
      this.#entryScratch.keep(toScratch(typed(this.state.entry, { [edit.place.column]: text })));
    else this.keepCells();
  }

  cancel() {
    const { edit } = this.state;
    if (!edit) return;
    const line = edit.place.line;
    const kept = line === null ? undefined : this.state.unsaved.get(cellKey(line, edit.place.column));
    this.set({
      edit: null,
      suggestions: null,
      unsaved: kept ? withoutCell(this.state.unsaved, kept) : this.state.unsaved,
    });
    this.keepCells();
    this.#keepEntry();
  }

  /** Closes the open cell with this text and stores it. */
  commit(text: string) {
    const { edit } = this.state;
    if (!edit) return;
    const { place } = edit;
    const before = this.textAt(place);
    const kept = place.line !== null && this.state.unsaved.has(cellKey(place.line, place.column));
    const after = oneLine(text);
    this.set({ edit: null, suggestions: null });
    if (isEntry(place, this.shape)) {
      if (after !== before) this.set({ entry: typed(this.state.entry, { [place.column]: after }) });
      this.#keepEntry();
    } else if (after !== before || kept) void this.#store(place, after);
    else this.keepCells();
  }

  async #store(place: Place, text: string) {
    const line = place.line ?? (await this.pages.load(place.row))?.id;
    if (line === undefined) return;
    await this.storeCell({ line, column: place.column, text, problem: null, waiting: false });
  }

  /** Stores a text that was typed; it stays visible until it is stored, and with its reason if it cannot be. */
  async storeCell(cell: Unsaved) {
    const sent: Unsaved = { ...cell, problem: null, waiting: false };
    this.set({ unsaved: withCell(this.state.unsaved, sent) });
    this.keepCells();
    try {
      await this.write(() => this.host.typeCell(this.order, cell.line, cell.column, cell.text));
      this.set({ unsaved: withoutCell(this.state.unsaved, sent) });
    } catch (cause) {
      // Another text may have been typed there meanwhile; that one counts.
      if (this.state.unsaved.get(cellKey(cell.line, cell.column)) === sent)
        this.set({ unsaved: withCell(this.state.unsaved, { ...sent, problem: asProblem(cause) }) });
    }
    this.keepCells();
  }

  /** The open cell closes without its text, because another way wrote it. */
  close(): Place | null {
    const place = this.state.edit?.place ?? null;
    this.set({ edit: null, suggestions: null });
    return place;
  }

  /** Gives up a text that could not be stored. */
  giveUp(cell: Unsaved) {
    this.set({ unsaved: withoutCell(this.state.unsaved, cell) });
    this.keepCells();
  }

  // The entry row

  /** Whether a line is typed there that is not added, what stands in the open cell included (YW-NAV-04). */
  get hasEntry(): boolean {
    const { edit, entry } = this.state;
    const open = edit && isEntry(edit.place, this.shape) ? { [edit.place.column]: this.#live } : {};
    return isTyped(typed(entry, open));
  }

  typeEntry(texts: Partial<Record<LineColumn, string>>) {
    this.set({ entry: typed(this.state.entry, texts) });
    this.#keepEntry();
  }

  clearEntry() {
    this.set({ entry: EMPTY_ENTRY, edit: null });
    this.#keepEntry();
  }

  /** 【+】 */
  async add() {
    const { entry } = this.state;
    if (!this.writable) return;
    try {
      const done = await this.write(() => this.host.addLine(this.order, fields(entry)));
      if (done.added === 0) {
        this.#entryRefused(done.problems);
        return;
      }
      const after = next(entry, this.#repeats);
      this.set({ entry: after, said: { what: "added", number: this.pages.total } });
      this.#keepEntry();
      const first = this.columns.find((column) => (after.texts[column] ?? "") === "") ?? this.columns[0];
      if (first) this.goToEntry(first);
    } catch (cause) {
      const problem = asProblem(cause);
      if (columnOf(problem) === null)
        this.refused(cause, () => {
          void this.add();
        });
      else this.#entryRefused([problem]);
    }
  }

  #entryRefused(problems: readonly ProblemView[]) {
    this.set({ entry: { ...this.state.entry, problems } });
    const first = this.columns.find((column) => problems.some((problem) => columnOf(problem) === column));
    if (first) this.goToEntry(first);
  }

  goToEntry(column: LineColumn) {
    this.goTo(this.state.lines, column);
  }

  // Within

  refused(cause: unknown, retry: (() => void) | null) {
    this.set({ notice: { problem: asProblem(cause), retry } });
  }

  /** Runs a write after those before it, then shows what is on the disk. */
  write<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(run).then(async (answer) => {
      this.set({ notice: null });
      await this.changed();
      return answer;
    });
    this.#queue = done.catch(() => undefined);
    return done;
  }

  keepCells() {
    const { edit, unsaved } = this.state;
    const open = edit && !isEntry(edit.place, this.shape) && edit.place.line !== null ? edit.place : null;
    const cells = [...unsaved.values()].filter(
      (cell) => cell.line !== open?.line || cell.column !== open.column,
    );
    const live = open && {
      line: open.line ?? "",
      column: open.column,
      text: this.#live,
      problem: null,
      waiting: false,
    };
    this.#cellScratch.keep(cellsToScratch(live ? [live, ...cells] : cells));
  }

  #keepEntry() {
    this.#entryScratch.keep(toScratch(this.state.entry));
  }

  #pagesCame() {
    const { total: lines, failed } = this.pages;
    const shape = { ...this.shape, lines };
    // The entry row moves with the end of the lines.
    const inEntry = isEntry(this.state.selection.active, this.shape);
    const { active } = this.state.selection;
    const fitted = inEntry
      ? select(this.state.selection, { do: "to", row: lines, column: active.column, extend: false }, shape)
      : select(this.state.selection, { do: "fit" }, shape);
    const selection = inEntry && active.row === lines ? this.state.selection : fitted;
    const edit = this.state.edit && { ...this.state.edit, place: selection.active };
    const notice = failed
      ? { problem: asProblem(failed.cause), retry: () => void this.pages.refresh() }
      : this.state.notice;
    this.set({ lines, version: this.state.version + 1, selection, edit, notice });
  }
}
