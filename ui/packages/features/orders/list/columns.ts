import type { Columns, OrderColumn } from "#host/generated";
import type { orders as zh } from "#text/zh/orders";

/** A column of the order list. */
export interface ListColumn {
  column: OrderColumn;
  /** Its name in the texts. */
  word: keyof typeof zh.columns;
  /** Numbers stand right. */
  numeric?: boolean;
  /** In CSS pixels at 100 %. */
  width: number;
  /** Where English words need another width. */
  english?: number;
  /** Where no order of the page has a number of the platform: its columns are narrow, and the buyer has their room. */
  empty?: number;
  /** Takes what the others leave over, and gives up to this much where they need more. */
  least?: number;
}

/** The columns of the specification (YW-ORD-01) in their usual order. 序号 stands before them, 操作 behind. */
export const LIST_COLUMNS: ListColumn[] = [
  { column: "order_no", word: "orderNo", width: 126, empty: 100 },
  { column: "buyer_name", word: "buyer", width: 110, english: 104, empty: 150, least: 66 },
  { column: "buyer_passport", word: "passport", width: 78 },
  { column: "destination", word: "destination", width: 70, english: 76 },
  { column: "total_usd", word: "total", numeric: true, width: 92 },
  { column: "line_count", word: "lineCount", numeric: true, width: 44 },
  { column: "line_sum", word: "lineSum", numeric: true, width: 102 },
  { column: "link_state", word: "link", width: 60, english: 48 },
  { column: "state", word: "state", width: 60, english: 82 },
  { column: "declaration_no", word: "declaration", width: 138, empty: 84 },
  { column: "created_at", word: "created", width: 78 },
  { column: "updated_at", word: "updated", width: 78 },
  { column: "sync", word: "sync", width: 80, english: 94 },
];

/** Widths of 序号 and 操作, which cannot be moved or hidden. */
export const NUMBER_WIDTH = 40;
export const ACTIONS_WIDTH = 34;

/** Narrowest and widest column, in CSS pixels at 100 %. */
export const NARROWEST = 44;
export const WIDEST = 480;

/** What a cell keeps free left and right of its text. */
const CELL_EDGES = 8;

/** How wide the list is at least: the one that takes what is left over gives first. */
export const leastWidth = (heads: ReturnType<typeof shown>, columns: Columns) =>
  heads.reduce(
    (sum, { column, width, least }) =>
      sum + (columns.widths[column] === undefined ? Math.min(least ?? width, width) : width),
    NUMBER_WIDTH + ACTIONS_WIDTH,
  );

/** Columns that stay when the list scrolls sideways, as long as nothing stands before them that does not. */
const STAYING: OrderColumn[] = ["order_no", "buyer_name"];

/** As nobody has changed it yet. */
export const USUAL: Columns = { order: [], widths: {}, hidden: [], frozen: null };

/** Every column in the chosen order: those that are not named follow in their usual order. */
export function inOrder(columns: Columns): ListColumn[] {
  const named = columns.order.flatMap((name) => LIST_COLUMNS.filter(({ column }) => column === name));
  return [...named, ...LIST_COLUMNS.filter((column) => !named.includes(column))];
}

/** What a text of bold figures takes in a cell, in CSS pixels at 100 %, in the widest face that we know. */
export function roomFor(figures: string): number {
  const digits = figures.replace(/[,. ]/g, "").length;
  return Math.ceil(digits * 8.2 + (figures.length - digits) * 4.4) + CELL_EDGES;
}

/** The columns to show, with their chosen widths or the usual ones (some are `empty` on this page) but never narrower than the sum below needs, and from the left where each that stays begins. */
export function shown(
  columns: Columns,
  english = false,
  empty: readonly OrderColumn[] = [],
  sums: Partial<Record<OrderColumn, string>> = {},
): (ListColumn & { left: number | null })[] {
  let left: number | null = NUMBER_WIDTH;
  return inOrder(columns)
    .filter(({ column }) => !columns.hidden.includes(column))
    .map((each) => {
      const usual = (english ? each.english : undefined) ?? each.width;
      const fitting = empty.includes(each.column) ? (each.empty ?? usual) : usual;
      const chosen = columns.widths[each.column];
      const width =
        chosen === undefined ? Math.max(fitting, roomFor(sums[each.column] ?? "")) : clamp(chosen);
      const begins: number | null = STAYING.includes(each.column) ? left : null;
      left = begins === null ? null : begins + width;
      return { ...each, width, left: begins };
    });
}

export const clamp = (width: number) => Math.min(Math.max(Math.round(width), NARROWEST), WIDEST);

/** A column one place further to the left or right. */
export function moved(columns: Columns, column: OrderColumn, by: -1 | 1): Columns {
  const order = inOrder(columns).map((each) => each.column);
  const at = order.indexOf(column);
  const other = order[at + by];
  if (other === undefined) return columns;
  order[at + by] = column;
  order[at] = other;
  return { ...columns, order };
}

/** A column shown or hidden; the order's number is the way in and stays. */
export function toggled(columns: Columns, column: OrderColumn): Columns {
  const hidden = columns.hidden.includes(column)
    ? columns.hidden.filter((name) => name !== column)
    : [...columns.hidden, column];
  return { ...columns, hidden };
}

export const resized = (columns: Columns, column: OrderColumn, width: number): Columns => ({
  ...columns,
  widths: { ...columns.widths, [column]: clamp(width) },
});

/** A column back at its usual width. */
export const unsized = (columns: Columns, column: OrderColumn): Columns => ({
  ...columns,
  widths: Object.fromEntries(Object.entries(columns.widths).filter(([name]) => name !== column)),
});
