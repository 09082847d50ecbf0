import type { LineColumn, LineView, ProblemView } from "#host/generated";
import { shown } from "./figures";
import { cellKey, type Unsaved, type UnsavedCells } from "./unsaved";

/** What one cell shows. */
export interface CellState {
  /** As it is shown: grouped where it could be read, as typed where not. */
  text: string;
  problems: readonly ProblemView[];
  /** An error, or a text that is not stored. */
  wrong: boolean;
  /** Warnings only. */
  doubtful: boolean;
  /** A required cell with nothing in it: it says so. */
  missing: boolean;
  /** Data of the platform, read-only until the number is cleared (YW-ORD-12). */
  platform: boolean;
  /** Typed, and not on the disk. */
  unsaved: Unsaved | null;
}

const errors = (problems: readonly ProblemView[]) => problems.some((problem) => problem.severity === "error");

export function cellState(line: LineView, column: LineColumn, cells: UnsavedCells): CellState {
  const cell = line[column];
  const unsaved = cells.size > 0 ? (cells.get(cellKey(line.id, column)) ?? null) : null;
  const own = unsaved ? [] : cell.problems;
  const problems = unsaved?.problem ? [unsaved.problem] : own;
  const wrong = errors(problems);
  const text = unsaved ? unsaved.text : cell.text;
  return {
    text: wrong || unsaved ? text : shown(column, text),
    problems,
    wrong,
    doubtful: !wrong && problems.length > 0,
    missing: wrong && text === "",
    platform: line.lookup === "platform" && (column === "merchant_name" || column === "merchant_phone"),
    unsaved,
  };
}

/** The gutter's sign: the worst of the line. */
export function lineMark(line: LineView, columns: readonly LineColumn[], cells: UnsavedCells) {
  const states = columns.map((column) => cellState(line, column, cells));
  if (states.some((state) => state.wrong)) return "wrong";
  if (states.some((state) => state.doubtful)) return "doubtful";
  return line.twin === null ? null : "twin";
}
