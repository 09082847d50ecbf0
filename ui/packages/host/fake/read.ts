import type { Cell, LineColumn, LineView, ProblemView } from "../generated";
import { checkCell, fromCents, fromUnits, toCents, toUnits } from "./check";
import { LINE_COLUMNS as COLUMNS, problemOf as problem } from "../forms";
import type { Line } from "./world";

/** What is derived from lines is kept beside them: they never change, they are only replaced. */
const cellsOf = new WeakMap<Line, Cell[]>();
const placesIn = new WeakMap<readonly Line[], Map<string, number>>();
const twinsIn = new WeakMap<readonly Line[], Map<number, number>>();
const sumsIn = new WeakMap<readonly Line[], Sums>();

interface Sums {
  amount: string;
  packages: string;
  wrong: number;
  linked: number;
}

export const columnAt = (column: LineColumn) => COLUMNS.indexOf(column);

/** The eight cells of a line with their problems. */
export function cells(line: Line): Cell[] {
  const kept = cellsOf.get(line);
  if (kept) return kept;
  const known = (line.texts[0] ?? "") !== "";
  const read = COLUMNS.map((column, at) => checkCell(column, line.texts[at] ?? "", known));
  cellsOf.set(line, read);
  return read;
}

export const isWrong = (line: Line) =>
  cells(line).some((cell) => cell.problems.some((found) => found.severity === "error"));

/** Where each line stands, from 0. */
export function places(lines: readonly Line[]): Map<string, number> {
  let map = placesIn.get(lines);
  if (!map) placesIn.set(lines, (map = new Map(lines.map((line, at) => [line.id, at]))));
  return map;
}

/** The six values by which lines are equal (YW-ORD-13). */
export const sameness = (texts: readonly string[]) => texts.slice(2).join("\t");

/** Lines that equal an earlier one, each with that one's place; from 0. */
export function twins(lines: readonly Line[]): Map<number, number> {
  const kept = twinsIn.get(lines);
  if (kept) return kept;
  const first = new Map<string, number>();
  const found = new Map<number, number>();
  lines.forEach((line, at) => {
    const key = sameness(line.texts);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, at);
    else if (line.texts.some((text) => text !== "")) found.set(at, twin);
  });
  twinsIn.set(lines, found);
  return found;
}

/** Sums of what can be read. */
export function sums(lines: readonly Line[]): Sums {
  const kept = sumsIn.get(lines);
  if (kept) return kept;
  let cents = 0n;
  let packages = 0n;
  let wrong = 0;
  let linked = 0;
  for (const line of lines) {
    const read = cells(line);
    cents += valid(read[7], toCents);
    packages += valid(read[6], (text) => toUnits(text, 0));
    if (isWrong(line)) wrong += 1;
    if (line.linked) linked += 1;
  }
  const found = { amount: fromCents(cents), packages: fromUnits(packages, 0), wrong, linked };
  sumsIn.set(lines, found);
  return found;
}

export function valid(cell: Cell | undefined, read: (text: string) => bigint): bigint {
  if (!cell || cell.text === "" || cell.problems.some((found) => found.severity === "error")) return 0n;
  return read(cell.text);
}

/** A line as the screen gets it. */
export function view(lines: readonly Line[], at: number): LineView {
  const line = lines[at];
  if (!line) throw new RangeError(`no line ${at}`);
  const [no, name, phone, month, goods, quantity, packages, amount] = cells(line) as [
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
    Cell,
  ];
  const twin = twins(lines).get(at);
  return {
    id: line.id,
    number: at + 1,
    merchant_no: no,
    merchant_name: name,
    merchant_phone: phone,
    order_month: month,
    goods_name: goods,
    quantity,
    packages,
    amount,
    linked: line.linked,
    lookup: no.text ? "platform" : "none",
    twin: twin === undefined ? null : twin + 1,
  };
}

/** What is wrong or doubtful with the line at a place, its twin included, as a write tells it. */
export function problemsAt(lines: readonly Line[], at: number): ProblemView[] {
  const line = lines[at];
  if (!line) return [];
  const found: ProblemView[] = cells(line)
    .flatMap((cell) => cell.problems)
    .map((one) => ({ ...one, field: `lines[${at}].${one.field ?? ""}` }));
  const twin = twins(lines).get(at);
  if (twin !== undefined) {
    const params = { position: String(twin + 1) };
    found.push(problem("LINE_DUPLICATE", { severity: "warning", field: `lines[${at}]`, params }));
  }
  return found;
}
