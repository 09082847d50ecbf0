import type { Host } from "../Host";
import type { EditView, FoundCell, LineColumn, LineRange, LinesDone, ProblemView } from "../generated";
import { checkCell, fromCents, fromUnits, toCents, toUnits } from "./check";
import { block, parseTable } from "./paste";
import { cells, columnAt, isWrong, places, problemsAt, sums, twins, valid, view } from "./read";
import { LINE_COLUMNS as COLUMNS } from "../forms";
import { MERCHANTS } from "./samples";
import { refuse, type Line, type StoredOrder, type World } from "./world";

/** Lines of one order at most (YW-IMP-03). */
export const LINE_LIMIT = 100_000;

type Calls = Pick<
  Host,
  | "linesPage"
  | "addLine"
  | "typeCell"
  | "pasteCells"
  | "fillCells"
  | "clearCells"
  | "removeLines"
  | "copyCells"
  | "sumCells"
  | "placesOf"
  | "nextWrong"
  | "nextDuplicate"
  | "findInLines"
  | "knownMerchants"
  | "scratch"
  | "keepScratch"
>;

/** The code that stands against changing an order's lines (YW-ORD-15). */
export function linesLocked(order: StoredOrder): string | null {
  if (order.state === "declared") return "ORD_LOCKED_DECLARED";
  return order.state === "voided" ? "ORD_STATE" : null;
}

/** Nothing was written. */
const NOTHING: LinesDone = {
  changed: 0,
  added: 0,
  removed: 0,
  columns_left_out: 0,
  first: null,
  last: null,
  saved_at: "",
  problems: [],
};

export function lineCalls(world: World): Calls {
  const kept = new Map<string, string>();
  const open = (id: string) => {
    const order = world.order(id);
    const locked = linesLocked(order);
    if (locked) refuse(locked);
    return order;
  };
  const change = (id: string, work: (lines: Line[]) => void, what = "edit_lines") =>
    write(world, open(id), what, work);

  return {
    linesPage: async (id, { offset, limit }) => {
      const order = world.order(id);
      const { lines } = order.content;
      const end = Math.min(lines.length, offset + Math.min(limit, 200));
      const page = [];
      for (let at = offset; at < end; at += 1) page.push(view(lines, at));
      return Promise.resolve({ lines: page, total: lines.length, revision: String(order.revision) });
    },
    addLine: async (id, fields) => {
      const texts = COLUMNS.map((name) => fields.find((one) => one.field === name)?.text ?? "");
      const line = written(blank(world), texts);
      const problems = cells(line).flatMap((cell) => cell.problems);
      if (problems.some(({ severity }) => severity === "error")) {
        return Promise.resolve({ ...NOTHING, problems });
      }
      return Promise.resolve(change(id, (lines) => void lines.push(line), "add_lines"));
    },
    typeCell: async (id, line, column, text) =>
      Promise.resolve(
        change(id, (lines) => {
          const at = placeOf(lines, line);
          const before = lines[at];
          if (before) lines[at] = typed(before, column, text);
        }),
      ),
    pasteCells: async (id, paste) => {
      const pasted = parseTable(paste.text);
      return Promise.resolve(
        change(id, (lines) => {
          const from = paste.onto ? span(lines, paste.onto)[0] : paste.line;
          const first = typeof from === "number" ? from : from ? placeOf(lines, from) : lines.length;
          const onto = paste.onto ? span(lines, paste.onto) : null;
          const rows = block(pasted, onto ? onto[1] - onto[0] + 1 : 1, paste.onto?.columns.length ?? 1);
          rows.forEach((texts, row) => {
            let line = lines[first + row] ?? blank(world);
            texts.forEach((text, at) => {
              const column = paste.onto?.columns[at] ?? paste.columns[at];
              if (column) line = typed(line, column, text);
            });
            lines[first + row] = line;
          });
        }),
      );
    },
    fillCells: async (id, range, direction) =>
      Promise.resolve(
        change(id, (lines) => {
          const [from, to] = span(lines, range);
          const source = lines[from];
          for (let at = from; at <= to; at += 1) {
            range.columns.forEach((column, place) => {
              const line = lines[at];
              if (!line || !source || (direction === "down" ? at === from : place === 0)) return;
              const given = direction === "down" ? source : line;
              const taken = direction === "down" ? column : (range.columns[0] ?? column);
              lines[at] = typed(line, column, given.texts[columnAt(taken)] ?? "");
            });
          }
        }),
      ),
    clearCells: async (id, range) =>
      Promise.resolve(
        change(id, (lines) => {
          const [from, to] = span(lines, range);
          for (let at = from; at <= to; at += 1) {
            for (const column of range.columns) lines[at] = typed(lines[at] as Line, column, "");
          }
        }),
      ),
    removeLines: async (id, ranges) =>
      Promise.resolve(
        change(
          id,
          (lines) => {
            const spans = ranges
              .map(({ from, to }) => span(lines, { from, to, columns: [] }))
              .sort((a, b) => b[0] - a[0]);
            if (spans.some(([from, to]) => lines.slice(from, to + 1).some((line) => line.linked))) {
              refuse("LINE_LINKED");
            }
            for (const [from, to] of spans) lines.splice(from, to - from + 1);
          },
          "remove_lines",
        ),
      ),
    copyCells: async (id, range) => {
      const { lines } = world.order(id).content;
      const [from, to] = span(lines, range);
      const rows = lines
        .slice(from, to + 1)
        .map((line) => range.columns.map((column) => line.texts[columnAt(column)] ?? ""));
      const table = rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("");
      world.clipboard = {
        text: rows.map((row) => row.join("\t")).join("\r\n"),
        html: `<table>${table}</table>`,
      };
      return Promise.resolve();
    },
    sumCells: async (id, range) => {
      const { lines } = world.order(id).content;
      const [from, to] = span(lines, range);
      const chosen = lines.slice(from, to + 1);
      const total = (column: LineColumn, read: (text: string) => bigint) =>
        range.columns.includes(column)
          ? chosen.reduce((sum, line) => sum + valid(cells(line)[columnAt(column)], read), 0n)
          : 0n;
      const quantity = fromUnits(
        total("quantity", (text) => toUnits(text, 3)),
        3,
      ).replace(/\.?0+$/, "");
      const filled = chosen
        .flatMap((line) => range.columns.map((column) => line.texts[columnAt(column)]))
        .filter(Boolean).length;
      return Promise.resolve({
        rows: chosen.length,
        filled,
        quantity,
        packages: String(total("packages", (text) => toUnits(text, 0))),
        amount: fromCents(total("amount", toCents)),
      });
    },
    placesOf: async (id, ids) => {
      const known = places(world.order(id).content.lines);
      return Promise.resolve(
        ids.map((line) => {
          const at = known.get(line);
          return at === undefined ? null : at + 1;
        }),
      );
    },
    nextWrong: async (id, after) => {
      const { lines } = world.order(id).content;
      return Promise.resolve(
        around(lines, after, (line) => {
          const at = cells(line).findIndex((cell) =>
            cell.problems.some(({ severity }) => severity === "error"),
          );
          return at < 0 ? undefined : (COLUMNS[at] ?? null);
        }),
      );
    },
    nextDuplicate: async (id, after) => {
      const { lines } = world.order(id).content;
      const equal = twins(lines);
      return Promise.resolve(around(lines, after, (_, at) => (equal.has(at) ? null : undefined)));
    },
    findInLines: async (id, text, after, backwards) => {
      const { lines } = world.order(id).content;
      const wanted = text.toLowerCase();
      const found = (line: Line) => {
        const at = line.texts.findIndex((cell) => cell.toLowerCase().includes(wanted));
        return at < 0 ? undefined : (COLUMNS[at] ?? null);
      };
      return Promise.resolve(wanted === "" ? null : around(lines, after, found, backwards));
    },
    knownMerchants: async (_, text) =>
      Promise.resolve(
        MERCHANTS.filter((known) => Object.values(known).some((part: string) => part.includes(text.trim()))),
      ),
    scratch: async (place) => Promise.resolve(kept.get(place) ?? null),
    keepScratch: async (place, body) => {
      if (body === null) kept.delete(place);
      else kept.set(place, body);
      return Promise.resolve();
    },
  };
}

/** A line with nothing in it. */
export const blank = (world: World): Line => ({
  id: world.nextId("line"),
  texts: COLUMNS.map(() => ""),
  linked: false,
});

/** The line with these texts, each as the store keeps it. */
export function written(line: Line, texts: readonly string[]): Line {
  const known = (texts[0] ?? "").trim() !== "";
  return { ...line, texts: COLUMNS.map((column, at) => checkCell(column, texts[at] ?? "", known).text) };
}

/** The line with a cell typed; a purchase number that is known brings its merchant (YW-ORD-12). */
function typed(line: Line, column: LineColumn, text: string): Line {
  const locked = column.startsWith("merchant_") || column === "order_month";
  if (line.linked && locked) refuse("LINE_LINKED", { field: column });
  const texts = [...line.texts];
  texts[columnAt(column)] = checkCell(column, text).text;
  const merchant = MERCHANTS.find((known) => column === "merchant_no" && known.merchant_no === texts[0]);
  if (merchant && !texts[1] && !texts[2]) {
    texts[1] = merchant.merchant_name;
    texts[2] = merchant.merchant_phone;
  }
  return { ...line, texts };
}

function placeOf(lines: readonly Line[], id: string): number {
  const at = lines.findIndex((line) => line.id === id);
  if (at < 0) refuse("NOT_FOUND");
  return at;
}

/** First and last place of a range, from 0. */
function span(lines: readonly Line[], range: LineRange): [number, number] {
  const [a, b] = [placeOf(lines, range.from), placeOf(lines, range.to)];
  return a < b ? [a, b] : [b, a];
}

/** The next line behind a place, around the end, for which `column` answers something. */
function around(
  lines: readonly Line[],
  after: number,
  column: (line: Line, at: number) => LineColumn | null | undefined,
  backwards = false,
): FoundCell | null {
  const count = lines.length;
  for (let step = 0; step < count; step += 1) {
    const at = (((backwards ? after - 2 - step : after + step) % count) + count) % count;
    const found = column(lines[at] as Line, at);
    if (found !== undefined) return { number: at + 1, column: found };
  }
  return null;
}

/** One change of an order's lines, and what the screen is told of it. */
export function write(
  world: World,
  order: StoredOrder,
  change: string,
  work: (lines: Line[]) => void,
): LinesDone {
  const before = order.content.lines;
  const lines = [...before];
  work(lines);
  if (lines.length > LINE_LIMIT) refuse("LINE_LIMIT");
  if (order.state === "confirmed" && lines.length === 0) refuse("LINE_LAST");
  const was = places(before);
  const touched: number[] = [];
  const edits: EditView[] = [];
  let added = 0;
  lines.forEach((line, at) => {
    const place = was.get(line.id);
    const old = place === undefined ? undefined : before[place];
    if (old === line) return;
    if (!old) added += 1;
    touched.push(at);
    if (edits.length < 50) edits.push(...differences(old, line, at));
  });
  const removed = before.length + added - lines.length;
  const count = touched.length + removed;
  if (count > 0) world.write(order, change, count, { head: order.content.head, lines }, edits);
  const problems: ProblemView[] = [];
  for (const at of touched) if (problems.length < 200) problems.push(...problemsAt(lines, at));
  return {
    changed: touched.length - added,
    added,
    removed,
    first: lines[touched[0] ?? -1]?.id ?? null,
    last: lines[touched.at(-1) ?? -1]?.id ?? null,
    saved_at: world.savedAt(),
    columns_left_out: 0,
    problems: problems.slice(0, 200),
  };
}

function differences(old: Line | undefined, line: Line, at: number): EditView[] {
  return COLUMNS.flatMap((field, place) => {
    const [before, after] = [old?.texts[place] ?? "", line.texts[place] ?? ""];
    return before === after ? [] : [{ line: line.id, number: at + 1, field, before, after }];
  });
}

/** For the order's head: lines in all, wrong ones, sums. */
export const lineFacts = (lines: readonly Line[]) => ({
  ...sums(lines),
  duplicates: Math.min(1000, twins(lines).size),
  anyWrong: lines.some(isWrong),
});
