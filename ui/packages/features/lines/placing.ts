import type { CSSProperties } from "react";
import { FOOT, type Box } from "./geometry";
import type { PlannedColumn } from "./columns";

// What lies over the table follows its scrolling by two variables of the overlay, set as it scrolls: nothing is drawn anew.

/** Height that a note needs, and width that notes and lists have. */
const NOTE = 148;
const WIDE = 304;

const sideways = ({ left, frozen }: PlannedColumn) => (frozen ? `${left}px` : `calc(${left}px - var(--sl))`);

function down(row: number, lines: number, box: Box): string {
  const inTable = `calc(${(row + 1) * box.row}px - var(--st))`;
  // The entry row stands at the lower edge as soon as the lines fill the table.
  return row >= lines ? `min(${inTable}, ${box.height - FOOT - box.row}px)` : inTable;
}

/** Over a cell. `row` from 0; the number of lines for the entry row. The last column keeps clear of the scroll bar. */
export function overCell(
  row: number,
  column: PlannedColumn,
  lines: number,
  box: Box,
  last: boolean,
): CSSProperties {
  return {
    transform: `translate(${sideways(column)}, ${down(row, lines, box)})`,
    width: column.width,
    minWidth: column.width,
    height: box.row,
    paddingRight: last ? 16 : 8,
  };
}

/** Below a cell, or above it where the room below ends; never beyond the right edge. */
export function besideCell(
  row: number,
  column: PlannedColumn,
  lines: number,
  box: Box,
  scrollTop: number,
): CSSProperties {
  const x = `clamp(4px, ${sideways(column)}, ${Math.max(4, box.width - WIDE - 4)}px)`;
  const y = down(row, lines, box);
  const inTable = (row + 1) * box.row - scrollTop;
  const top = row >= lines ? Math.min(inTable, box.height - FOOT - box.row) : inTable;
  // Above only where there is more room than below.
  const fits = top + box.row + NOTE <= box.height - FOOT || top < NOTE;
  return fits
    ? { transform: `translate(${x}, calc(${y} + ${box.row + 4}px))` }
    : { transform: `translate(${x}, calc(${y} - 100% - 4px))` };
}
