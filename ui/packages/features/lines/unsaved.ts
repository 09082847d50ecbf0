import type { LineColumn, ProblemView } from "#host/generated";
import { LINE_COLUMNS } from "#host/forms";
import { parsed } from "./entry";

/** A text that was typed into a cell and is not on the disk yet: on its way, refused, or found after a restart. */
export interface Unsaved {
  line: string;
  column: LineColumn;
  text: string;
  /** Why it was not stored; `null` while it is on its way. */
  problem: ProblemView | null;
  /** Found after a restart; nobody is storing it. */
  waiting: boolean;
}

export type UnsavedCells = ReadonlyMap<string, Unsaved>;

/** No cell of a line: one object, so that lines without any are not drawn again. */
export const NONE_UNSAVED: UnsavedCells = new Map();

/** The lines that have such cells. */
export const linesUnsaved = (cells: UnsavedCells): ReadonlySet<string> =>
  new Set([...cells.values()].map((cell) => cell.line));

export const cellKey = (line: string, column: LineColumn) => `${line}/${column}`;

export function withCell(cells: UnsavedCells, cell: Unsaved): UnsavedCells {
  return new Map(cells).set(cellKey(cell.line, cell.column), cell);
}

/** Without a text that was stored, unless another was typed there meanwhile. */
export function withoutCell(cells: UnsavedCells, cell: Unsaved): UnsavedCells {
  const key = cellKey(cell.line, cell.column);
  if (cells.get(key)?.text !== cell.text) return cells;
  const rest = new Map(cells);
  rest.delete(key);
  return rest;
}

export function cellsToScratch(cells: readonly Unsaved[]): string | null {
  if (cells.length === 0) return null;
  return JSON.stringify(cells.map(({ line, column, text }) => ({ line, column, text })));
}

export function cellsFromScratch(body: string | null): Unsaved[] {
  const kept = parsed(body);
  if (!Array.isArray(kept)) return [];
  return (kept as unknown[]).flatMap((one) => {
    if (typeof one !== "object" || one === null) return [];
    const { line, column, text } = one as Record<string, unknown>;
    const known = LINE_COLUMNS.find((name) => name === column);
    if (typeof line !== "string" || typeof text !== "string" || !known) return [];
    return [{ line, column: known, text, problem: null, waiting: true }];
  });
}
