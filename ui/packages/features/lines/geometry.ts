import { GUTTER, type Plan } from "./columns";

/** Height of the sums below the lines, CSS pixels at 100 %. */
export const FOOT = 36;

/** The scroller's measures, CSS pixels: without its bars, and the height of one row. */
export interface Box {
  width: number;
  height: number;
  row: number;
}

export interface Scroll {
  top: number;
  left: number;
}

/** How high the part is in which lines are seen: below the head, above the entry row and the sums. */
export function room(box: Box, entry: boolean): number {
  return Math.max(box.row, box.height - box.row - FOOT - (entry ? box.row : 0));
}

/**
 * The rows to draw: what is seen and a few more, in steps, so that most scrolling draws nothing anew. Before the first paint
 * nothing more than what is seen.
 */
export function drawn(
  top: number,
  box: Box,
  lines: number,
  painted: boolean,
): { first: number; last: number } {
  if (!painted) {
    const first = Math.floor(top / box.row);
    return { first, last: Math.min(lines, first + Math.ceil(room(box, true) / box.row)) - 1 };
  }
  const AHEAD = 8;
  const STEP = 4;
  const seen = Math.floor(top / box.row / STEP) * STEP;
  const count = Math.ceil(box.height / box.row) + STEP;
  return { first: Math.max(0, seen - AHEAD), last: Math.min(lines - 1, seen + count + AHEAD) };
}

/** At least as many places as rows are drawn at once: rows take turns in them. */
export const turns = (box: Box) => Math.ceil(box.height / box.row) + 24;

/** Where to scroll so that a cell is seen; `row` is `null` for the entry row, which always is. */
export function revealed(
  row: number | null,
  column: { left: number; width: number; frozen: boolean } | undefined,
  now: Scroll,
  box: Box,
  plan: Plan,
): Scroll {
  let { top, left } = now;
  if (row !== null) {
    const seen = room(box, true);
    if (row * box.row < top) top = row * box.row;
    else if ((row + 1) * box.row > top + seen) top = (row + 1) * box.row - seen;
  }
  if (column && !column.frozen) {
    if (column.left < left + plan.frozenWidth) left = column.left - plan.frozenWidth;
    else if (column.left + column.width > left + box.width) left = column.left + column.width - box.width;
  }
  return { top, left };
}

/** What lies under a point of the scroller's own box: row and column; `null` column for the gutter. */
export function under(
  x: number,
  y: number,
  now: Scroll,
  box: Box,
  plan: Plan,
): { row: number; column: number | null } {
  const row = Math.floor((Math.min(Math.max(y, box.row), box.height - FOOT) - box.row + now.top) / box.row);
  if (x < GUTTER) return { row, column: null };
  const within = x < plan.frozenWidth ? x : x + now.left;
  const at = plan.columns.findIndex((column) => within < column.left + column.width);
  return { row, column: at < 0 ? plan.columns.length - 1 : at };
}
