import type { LineColumn, LineRange, LinesDone } from "#host/generated";
import { LINE_COLUMNS } from "#host/forms";
import type { LineSheet } from "./LineSheet";
import { isEntry, rectangle, rowRuns } from "./selection";

// What is done to a selected rectangle: one call and one step to undo each, resolved in Rust. The screen names the lines at
// its ends only.

interface Rows {
  top: number;
  bottom: number;
}

/** The selected rectangle by its lines' ids; `null` where it holds no line. */
export async function range(sheet: LineSheet, rows?: Rows): Promise<LineRange | null> {
  const box = rectangle(sheet.state.selection, sheet.shape);
  const bottom = Math.min(rows?.bottom ?? box.bottom, sheet.state.lines - 1);
  const [from, to] = await Promise.all([sheet.pages.load(rows?.top ?? box.top), sheet.pages.load(bottom)]);
  if (!from || !to) return null;
  return { from: from.id, to: to.id, columns: sheet.columns.slice(box.left, box.right + 1) };
}

/** Does something to the selected rectangle. Where it is refused, it can be tried again. */
async function onRange(sheet: LineSheet, run: (range: LineRange) => Promise<LinesDone>, rows?: Rows) {
  const whole = await range(sheet, rows);
  if (!whole) return null;
  const attempt = async (): Promise<LinesDone | null> => {
    try {
      return await sheet.write(() => run(whole));
    } catch (cause) {
      sheet.refused(cause, () => void attempt());
      return null;
    }
  };
  return attempt();
}

/** Ctrl+C and Ctrl+X. The rows may not be here, so Rust fills the system's clipboard. */
export async function copy(sheet: LineSheet, cut: boolean) {
  const box = rectangle(sheet.state.selection, sheet.shape);
  try {
    const whole = await range(sheet);
    if (!whole) return;
    await sheet.host.copyCells(sheet.order, whole);
    if (cut && sheet.writable) await sheet.write(() => sheet.host.clearCells(sheet.order, whole));
    const said = { rows: box.bottom - box.top + 1, columns: whole.columns.length };
    sheet.set({ said: { what: cut ? "cut" : "copied", ...said } });
  } catch (cause) {
    sheet.refused(cause, () => void copy(sheet, cut));
  }
}

/** The whole clipboard in one call. The texts were read from the event before anything else. */
export async function paste(sheet: LineSheet, text: string, html: string | null) {
  if (!sheet.writable) return;
  const box = rectangle(sheet.state.selection, sheet.shape);
  const one = box.top === box.bottom && box.left === box.right;
  const entry = isEntry(sheet.state.selection.active, sheet.shape);
  const columns = sheet.columns.slice(box.left);
  const line = entry ? null : ((await sheet.pages.load(box.top))?.id ?? null);
  const onto = one || entry ? null : await range(sheet);
  const attempt = async () => {
    try {
      const done = await sheet.write(() =>
        sheet.host.pasteCells(sheet.order, { line, columns, onto, text, html }),
      );
      const wrong = done.problems.filter((problem) => problem.severity === "error").length;
      await selectDone(sheet, done, columns, Math.max(columnsOf(text), box.right - box.left + 1));
      const { changed, added, columns_left_out: leftOut } = done;
      sheet.set({ said: { what: "pasted", changed, added, wrong, leftOut } });
    } catch (cause) {
      sheet.refused(cause, () => void attempt());
    }
  };
  await attempt();
}

async function selectDone(sheet: LineSheet, done: LinesDone, columns: readonly LineColumn[], wide: number) {
  if (done.first === null || done.last === null) return;
  const [top, bottom] = await sheet.host.placesOf(sheet.order, [done.first, done.last]);
  const left = columns[0];
  const right = columns[Math.min(wide, columns.length) - 1];
  if (top == null || bottom == null || !left || !right) return;
  sheet.step({ do: "to", row: top - 1, column: left, extend: false });
  // The view stays where the paste began.
  sheet.step({ do: "to", row: bottom - 1, column: right, extend: true }, false);
}

/** How many columns a tab-separated text has, to select what was pasted; parsing it is Rust's. */
function columnsOf(text: string): number {
  return (text.split("\n", 1)[0] ?? "").split("\t").length;
}

/** Delete. */
export async function clear(sheet: LineSheet) {
  if (!sheet.writable) return;
  if (isEntry(sheet.state.selection.active, sheet.shape)) {
    const box = rectangle(sheet.state.selection, sheet.shape);
    const columns = sheet.columns.slice(box.left, box.right + 1);
    sheet.typeEntry(Object.fromEntries(columns.map((column) => [column, ""])));
    return;
  }
  await onRange(sheet, (whole) => sheet.host.clearCells(sheet.order, whole));
}

/** Ctrl+D and Ctrl+R: the first row or column over the rest of the range; over one alone, its neighbour before it. */
export async function fill(sheet: LineSheet, direction: "down" | "right") {
  if (!sheet.writable || isEntry(sheet.state.selection.active, sheet.shape)) return;
  const box = rectangle(sheet.state.selection, sheet.shape);
  if (direction === "down") {
    const top = box.top === box.bottom ? box.top - 1 : box.top;
    if (top < 0) return;
    await onRange(sheet, (whole) => sheet.host.fillCells(sheet.order, whole, "down"), { ...box, top });
    return;
  }
  const left = box.left === box.right ? box.left - 1 : box.left;
  if (left < 0) return;
  const columns = sheet.columns.slice(left, box.right + 1);
  await onRange(sheet, (whole) => sheet.host.fillCells(sheet.order, { ...whole, columns }, "right"));
}

/** The fill handle, drawn to a row below or else to a column on the right. */
export async function fillTo(sheet: LineSheet, row: number, column: LineColumn) {
  const box = rectangle(sheet.state.selection, sheet.shape);
  const down = row > box.bottom;
  const left = sheet.columns[box.left];
  const right = down ? sheet.columns[box.right] : column;
  if (!left || !right || (!down && sheet.columns.indexOf(column) <= box.right)) return;
  sheet.step({ do: "to", row: box.top, column: left, extend: false });
  sheet.step({ do: "to", row: down ? row : box.bottom, column: right, extend: true });
  await onRange(sheet, (whole) => sheet.host.fillCells(sheet.order, whole, down ? "down" : "right"));
}

/** 【-】, after its question: every selected line, picked ones too. Answers how many went; 0 if it was refused. */
export async function remove(sheet: LineSheet): Promise<number> {
  const runs = rowRuns(sheet.state.selection, sheet.shape);
  const { column } = sheet.state.selection.active;
  const ends = await Promise.all(
    runs.map(({ top, bottom }) =>
      Promise.all([sheet.pages.load(top), sheet.pages.load(Math.min(bottom, sheet.state.lines - 1))]),
    ),
  );
  const columns = [...LINE_COLUMNS];
  const gone = ends.flatMap(([from, to]) => (from && to ? [{ from: from.id, to: to.id, columns }] : []));
  const attempt = async (): Promise<number> => {
    try {
      const done = await sheet.write(() => sheet.host.removeLines(sheet.order, gone));
      const top = Math.min(...runs.map((run) => run.top));
      sheet.goTo(Math.min(top, Math.max(0, sheet.state.lines - 1)), column);
      return done.removed;
    } catch (cause) {
      sheet.refused(cause, () => void attempt());
      return 0;
    }
  };
  return gone.length > 0 ? attempt() : 0;
}

/** 撤销, or 重做. */
export async function undo(sheet: LineSheet, again: boolean) {
  if (!sheet.writable) return;
  try {
    const { step, problems } = await sheet.write(() =>
      again ? sheet.host.redo(sheet.order) : sheet.host.undo(sheet.order),
    );
    const [problem] = problems;
    sheet.set({
      said: { what: again ? "redone" : "undone", change: step.change, lines: step.lines },
      notice: problem ? { problem, retry: null } : null,
    });
  } catch (cause) {
    sheet.refused(cause, null);
  }
}
