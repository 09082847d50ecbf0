import type { Host } from "../Host";
import type { ImportedView, ImportOptions, ImportState, PreviewView, ProblemView } from "../generated";
import { columnsOf, lettersOf, readHeader } from "./header";
import { LINE_LIMIT, linesLocked, blank, written } from "./lines";
import { Preview } from "./preview";
import { sameness } from "./read";
import { problemOf as problem } from "../forms";
import { stateNames } from "./orders";
import { SAMPLE_FILES, type FakeFile } from "./sheets";
import { refuse, type Line, type StoredOrder, type World } from "./world";

type Calls = Pick<
  Host,
  | "chooseWorkbook"
  | "startImport"
  | "importState"
  | "importColumns"
  | "previewRows"
  | "previewFindings"
  | "correctCell"
  | "storeImport"
  | "cancelImport"
  | "saveErrorWorkbook"
  | "saveTemplate"
>;

/** Steps in which a file is read: a test goes from one to the next. */
const STEPS = 4;

interface Run {
  order: StoredOrder;
  options: ImportOptions;
  file: FakeFile;
  name: string;
  sheet: string;
  rows: readonly (readonly string[])[];
  places: number[];
  preview: Preview;
  problems: ProblemView[];
  step: number;
  /** Corrections of the preview that this reading takes the place of. */
  again: Preview["corrections"];
}

/** Whether the person only chose between appending and replacing: then what was corrected holds on. */
const onlyModeDiffers = (one: ImportOptions, other: ImportOptions) =>
  one.replace !== other.replace &&
  JSON.stringify({ ...one, replace: false }) === JSON.stringify({ ...other, replace: false });

/** A file that is gone when it is read. */
const MISSING: FakeFile = {
  sheets: { "": () => [[]] },
  refused: [
    problem("FILE_READ", { params: { reason_zh: "文件不存在", reason_en: "there is no such file" } }),
  ],
};

/** The import of the fake desk: it goes on only when it is told to. */
export interface ImportControls {
  /** Files by path; one that is not here cannot be read. */
  files: Map<string, FakeFile>;
  /** What the system's dialog answers next; `null`: it was closed. */
  chosen: string | null;
  /** Reads or stores one step further. */
  advance: () => void;
}

/** Where the files of the fake desk lie. */
export const FOLDER = "D:/示例/文档/";
const FIRST = `${FOLDER}三月交易清单.xlsx`;

export function importCalls(world: World, byItself: boolean): Calls & { controls: ImportControls } {
  let state: ImportState = { state: "none" };
  let run: Run | null = null;
  let storing: (() => void) | null = null;
  const before: { order: string; path: string; at: string; count: number }[] = [];
  const controls: ImportControls = {
    files: new Map(Object.entries(SAMPLE_FILES).map(([name, file]) => [FOLDER + name, file])),
    chosen: FIRST,
    advance: () => {
      if (storing) storing();
      else if (run && state.state === "reading") read(run);
    },
  };
  const goOn = () => {
    if (byItself) setTimeout(controls.advance, 250);
  };
  const set = (next: ImportState, rows: number) => {
    state = next;
    world.emit({ kind: "import", rows });
  };
  const refused = (of: Run, problems: ProblemView[], mappable: boolean) => {
    const columns = mappable ? columnsOf(of.rows, of.places) : null;
    const { order, name: file_name, options } = of;
    const which = problems.some(({ code }) => code === "IMP_SHEET_CHOICE" || code === "IMP_SHEET_UNKNOWN");
    const sheets = which ? Object.keys(of.file.sheets) : [];
    set({ state: "refused", order: order.id, file_name, problems, columns, sheets, options }, 0);
  };
  const ready = (of: Run) => {
    for (const one of of.again.splice(0)) of.preview.correct(one.row, one.column, one.text);
    set(
      { state: "ready", order: of.order.id, preview: tally(of, before), options: of.options },
      of.rows.length - 1,
    );
  };
  const read = (of: Run) => {
    const wrong = of.problems.filter(({ severity }) => severity === "error");
    if (of.file.refused) {
      refused(of, of.file.refused, false);
      return;
    }
    if (wrong.length > 0) {
      refused(
        of,
        of.problems,
        wrong.some(({ code }) => code === "IMP_HEADER" || code === "IMP_COLUMN_MISSING"),
      );
      return;
    }
    const count = of.rows.length - 1;
    const from = Math.ceil((count * of.step) / STEPS);
    of.step += 1;
    const to = Math.ceil((count * of.step) / STEPS);
    for (let at = from; at < to; at += 1) {
      const row = of.rows[at + 1] ?? [];
      of.preview.add(
        at + 2,
        of.places.map((place) => row[place] ?? ""),
      );
    }
    if (of.step < STEPS) {
      set({ state: "reading", order: of.order.id, file_name: of.name, rows: to }, to);
      goOn();
      return;
    }
    if (count > LINE_LIMIT) refused(of, [problem("IMP_ROWS", { params: { n: String(count) } })], false);
    else ready(of);
  };
  const present = (): Run => run ?? refuse("NOT_FOUND");

  return {
    controls,
    chooseWorkbook: async () => Promise.resolve(controls.chosen),
    startImport: async (id, options) => {
      const order = world.order(id);
      const again =
        run?.order === order && onlyModeDiffers(run.options, options) ? run.preview.corrections : [];
      const file = controls.files.get(options.path) ?? MISSING;
      run = open(order, options, file, [...again]);
      const locked = linesLocked(order);
      if (locked) run.problems.unshift(problem(locked, { params: stateNames(order) }));
      if (options.replace && order.content.lines.some((line) => line.linked)) {
        run.problems.unshift(problem("IMP_REPLACE_LINKED"));
      }
      set({ state: "reading", order: id, file_name: run.name, rows: 0 }, 0);
      goOn();
      return Promise.resolve();
    },
    importState: async () => Promise.resolve(state),
    importColumns: async () => {
      const { rows, places } = present();
      return Promise.resolve(state.state === "ready" ? columnsOf(rows, places) : refuse("NOT_FOUND"));
    },
    previewRows: async (tab, { offset, limit }) => {
      const { preview } = present();
      const rows = preview.tab(tab);
      return Promise.resolve({
        rows: rows.slice(offset, offset + Math.min(limit, 200)),
        total: rows.length,
        revision: preview.revision,
      });
    },
    previewFindings: async (tab, page) => Promise.resolve(present().preview.findings(tab, page)),
    correctCell: async (row, column, text) => {
      const of = present();
      const corrected = of.preview.correct(row, column, text) ?? refuse("NOT_FOUND");
      ready(of);
      return Promise.resolve(corrected);
    },
    storeImport: async (choice) => {
      const of = present();
      const { order, preview } = of;
      const locked = linesLocked(order);
      if (locked) refuse("IMP_STATE_CHANGED", { params: stateNames(order) });
      const faulty = preview.tab("faulty").length;
      if (faulty > 0 && !choice.only_good) refuse("IMP_HAS_ERRORS", { params: { n: String(faulty) } });
      const taken = preview.rows.filter(
        ({ state }) => state !== "faulty" && (state !== "duplicate" || choice.include_duplicates),
      );
      const kept = of.options.replace ? [] : order.content.lines;
      if (kept.length + taken.length > LINE_LIMIT) refuse("LINE_LIMIT");
      set({ state: "storing", order: order.id, file_name: of.name, rows: taken.length }, 0);
      goOn();
      return new Promise<ImportedView>((done) => {
        storing = () => {
          storing = null;
          const lines: Line[] = taken.map((row) => written(blank(world), preview.texts(row)));
          const content = { head: order.content.head, lines: [...kept, ...lines] };
          world.write(order, "import_lines", lines.length, content);
          before.push({ order: order.id, path: of.options.path, at: world.now(), count: lines.length });
          order.imports.unshift(record(world, of, lines.length));
          set({ state: "none" }, lines.length);
          done({
            imported: lines.length,
            left_out: preview.rows.length - lines.length,
            saved_at: world.savedAt(),
          });
        };
      });
    },
    cancelImport: async () => {
      run = null;
      storing = null;
      set({ state: "none" }, 0);
      return Promise.resolve();
    },
    saveErrorWorkbook: async () => {
      const { preview, name } = present();
      return Promise.resolve(world.save(`${name}-错误报告.xlsx`, preview.tab("faulty").length));
    },
    saveTemplate: async () => Promise.resolve(world.save("信保订单交易清单导入模板_v1.xlsx", 0)),
  };
}

function open(
  order: StoredOrder,
  options: ImportOptions,
  file: FakeFile,
  again: Preview["corrections"],
): Run {
  const fitting = Object.keys(file.sheets).filter((name) =>
    readHeader(file.sheets[name]?.()[0] ?? [], []).problems.every(({ severity }) => severity !== "error"),
  );
  const sheet = options.sheet ?? fitting[0] ?? Object.keys(file.sheets)[0] ?? "";
  const rows = file.sheets[sheet]?.() ?? [[]];
  const { places, problems } = readHeader(rows[0] ?? [], options.mapping);
  if (options.sheet === null && fitting.length > 1 && !fitting.includes("交易清单")) {
    problems.splice(
      0,
      problems.length,
      problem("IMP_SHEET_CHOICE", { params: { names: fitting.join("、") } }),
    );
  }
  const existing = new Set(options.replace ? [] : order.content.lines.map((line) => sameness(line.texts)));
  const letters = places.map((place) => (place < 0 ? "" : lettersOf(place)));
  const name = options.path.split(/[/\\]/).at(-1) ?? options.path;
  const preview = new Preview(letters, existing);
  return { order, options, file, name, sheet, rows, places, preview, problems, step: 0, again };
}

function tally(
  of: Run,
  before: readonly { order: string; path: string; at: string; count: number }[],
): PreviewView {
  const { preview, order, file } = of;
  const same = before.findLast((one) => one.order === order.id && one.path === of.options.path);
  const warned = [...of.problems, ...(file.warned ?? [])];
  if (same) {
    const params = { time: same.at, count: String(same.count) };
    warned.unshift(problem("IMP_SAME_FILE", { severity: "warning", params }));
  }
  return {
    file_name: of.name,
    sheet: of.sheet,
    sheets: Object.keys(file.sheets),
    encoding: of.sheet === "" ? (of.options.encoding ?? file.encoding ?? "utf-8") : null,
    header_row: 1,
    letters: [...preview.letters],
    line_currency: order.content.head.line_currency ?? "CNY",
    rows: preview.rows.length,
    good: preview.tab("good").length,
    warned: preview.tab("warned").length,
    duplicates: preview.tab("duplicate").length,
    faulty: preview.tab("faulty").length,
    errors: preview.errors(),
    unchanged: 0,
    skipped_empty: 0,
    skipped_totals: 0,
    read_ms: 412,
    lines_now: order.content.lines.length,
    remembered: false,
    corrected: preview.corrections.length,
    problems: warned,
    revision: preview.revision,
  };
}

function record(world: World, of: Run, imported: number) {
  const errors: Record<string, number> = {};
  for (const row of of.preview.rows) {
    for (const { code, severity } of row.problems) {
      if (severity === "error") errors[code] = (errors[code] ?? 0) + 1;
    }
  }
  return {
    id: world.nextId("other"),
    file_name: of.name,
    sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    replaced: of.options.replace,
    rows: of.preview.rows.length,
    imported,
    left_out: of.preview.rows.length - imported,
    duplicates: of.preview.tab("duplicate").length,
    errors_by_code: errors,
    at: world.now(),
  };
}
