import { LINE_COLUMNS } from "#host/forms";
import type { Columns, LineColumn } from "#host/generated";

/** Row number and chain; they stand still always. CSS pixels at 100 %. */
export const GUTTER = 68;
export const CHAIN = 36;
export const SYSTEM = GUTTER + CHAIN;

const USUAL: Record<LineColumn, number> = {
  merchant_no: 104,
  merchant_name: 176,
  merchant_phone: 112,
  order_month: 84,
  goods_name: 176,
  quantity: 96,
  packages: 80,
  amount: 124,
};

/** How narrow and how wide a person may drag a column. */
export const NARROWEST = 48;
export const WIDEST = 640;

/** What gives way in a narrow window, and how far. */
const YIELDING: readonly (readonly [LineColumn, number])[] = [
  ["goods_name", 112],
  ["merchant_name", 128],
];

const NUMERIC: readonly LineColumn[] = ["quantity", "packages", "amount"];
export const isNumeric = (column: LineColumn) => NUMERIC.includes(column);

const MERCHANT: readonly LineColumn[] = ["merchant_no", "merchant_name", "merchant_phone"];
/** A column in which known merchants are suggested. */
export const isMerchant = (column: LineColumn) => MERCHANT.includes(column);

export interface PlannedColumn {
  column: LineColumn;
  /** From the left of the table, system columns included. */
  left: number;
  width: number;
  frozen: boolean;
}

export interface Plan {
  columns: readonly PlannedColumn[];
  /** Where the frozen part ends. */
  frozenWidth: number;
  width: number;
}

export const NO_CHOICE: Columns = { order: [], widths: {}, hidden: [], frozen: null };

/** All columns as the person ordered them, hidden ones included. */
export function ordered(choice: Columns): LineColumn[] {
  const named = LINE_COLUMNS.filter((column) => choice.order.includes(column)).sort(
    (a, b) => choice.order.indexOf(a) - choice.order.indexOf(b),
  );
  return [...named, ...LINE_COLUMNS.filter((column) => !named.includes(column))];
}

/** Columns as they stand on a screen of that width. Goods takes what is left over; it and the name give way first. */
export function plan(choice: Columns, room: number): Plan {
  const shown = ordered(choice).filter((column) => !choice.hidden.includes(column));
  const width = new Map(shown.map((column) => [column, choice.widths[column] ?? USUAL[column]]));
  let rest = room - SYSTEM - [...width.values()].reduce((sum, one) => sum + one, 0);
  for (const [column, least] of YIELDING) {
    const present = width.get(column);
    if (present === undefined || choice.widths[column] !== undefined || rest === 0) continue;
    const next = Math.max(least, present + rest);
    width.set(column, next);
    rest -= next - present;
  }
  let left = SYSTEM;
  const frozenCount = Math.min(choice.frozen ?? 0, shown.length);
  const columns = shown.map((column, at) => {
    const planned = { column, left, width: width.get(column) ?? 0, frozen: at < frozenCount };
    left += planned.width;
    return planned;
  });
  const lastFrozen = columns[frozenCount - 1];
  return { columns, frozenWidth: lastFrozen ? lastFrozen.left + lastFrozen.width : SYSTEM, width: left };
}

/** The choice with a column at another place among all columns. */
export function reordered(choice: Columns, column: LineColumn, before: LineColumn | null): Columns {
  const others = ordered(choice).filter((other) => other !== column);
  const at = before === null ? others.length : others.indexOf(before);
  return { ...choice, order: [...others.slice(0, at), column, ...others.slice(at)] };
}

export function resized(choice: Columns, column: LineColumn, width: number): Columns {
  const bounded = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
  return { ...choice, widths: { ...choice.widths, [column]: bounded } };
}

export function shownOrHidden(choice: Columns, column: LineColumn): Columns {
  const hidden = choice.hidden.includes(column)
    ? choice.hidden.filter((other) => other !== column)
    : [...choice.hidden, column];
  // One column stays, so that there is a way back that can be seen.
  return hidden.length < LINE_COLUMNS.length ? { ...choice, hidden } : choice;
}
