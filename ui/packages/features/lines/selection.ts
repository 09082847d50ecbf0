import type { LineColumn } from "#host/generated";

/** A cell: its line by id, because rows move while others write, and where that line stands now. */
export interface Place {
  /** From 0; the number of lines for the entry row. */
  row: number;
  /** `null` for the entry row, and until the line's page has come. */
  line: string | null;
  column: LineColumn;
}

/** What is selected: a rectangle from the active cell to the far corner. */
export interface Selection {
  active: Place;
  far: Place;
  whole: "cells" | "rows" | "columns" | "all";
  /** Where Enter returns to after Tabs. */
  home: LineColumn | null;
  /** Whole lines that were picked before with Ctrl and the row number; removing takes them along. */
  also: readonly Rows[];
}

/** Lines from one to another. */
export interface Rows {
  from: Place;
  to: Place;
}

/** How far the table reaches. */
export interface Extent {
  lines: number;
  /** Whether the entry row stands below. */
  entry: boolean;
  /** Shown columns from the left. */
  columns: readonly LineColumn[];
}

/** What a step needs to know of the table. */
export interface Shape extends Extent {
  lineAt: (row: number) => string | null;
}

export type Direction = "up" | "down" | "left" | "right";

export type Step =
  | { do: "to"; row: number; column: LineColumn; extend: boolean }
  | { do: "move"; by: Direction; edge: boolean; extend: boolean }
  | { do: "page"; rows: number; extend: boolean }
  | { do: "rowEdge"; end: boolean; extend: boolean }
  | { do: "corner"; end: boolean; extend: boolean }
  | { do: "row"; row: number; extend: boolean; add?: true }
  | { do: "column"; column: LineColumn; extend: boolean }
  | { do: "all" }
  | { do: "tab"; back: boolean }
  | { do: "enter"; back: boolean }
  | { do: "moved"; rows: ReadonlyMap<string, number | null> }
  | { do: "fit" };

/** Every run of selected rows, from 0 and both ends within; the present rectangle's first. */
export function rowRuns(selection: Selection, shape: Extent): { top: number; bottom: number }[] {
  const { top, bottom } = rectangle(selection, shape);
  const also = selection.also.map(({ from, to }) => ({
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
  }));
  return [{ top, bottom }, ...also];
}

/** Rows and columns of a rectangle, both ends within. */
export interface Rectangle {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function start(column: LineColumn): Selection {
  const place = { row: 0, line: null, column };
  return { active: place, far: place, whole: "cells", home: null, also: [] };
}

export function rectangle({ active, far, whole }: Selection, shape: Extent): Rectangle {
  const a = Math.max(0, shape.columns.indexOf(active.column));
  const b = Math.max(0, shape.columns.indexOf(far.column));
  const wide = whole === "rows" || whole === "all";
  const high = whole === "columns" || whole === "all";
  return {
    top: high ? 0 : Math.min(active.row, far.row),
    bottom: high ? Math.max(0, shape.lines - 1) : Math.max(active.row, far.row),
    left: wide ? 0 : Math.min(a, b),
    right: wide ? shape.columns.length - 1 : Math.max(a, b),
  };
}

const same = (a: Place, b: Place) => a.row === b.row && a.line === b.line && a.column === b.column;

/** Whether one cell alone is selected. */
export const isOneCell = ({ active, far, whole }: Selection) => whole === "cells" && same(active, far);

export const isEntry = (place: Place, shape: Extent) => shape.entry && place.row >= shape.lines;

const clamp = (value: number, low: number, high: number) =>
  Math.min(Math.max(value, low), Math.max(low, high));

function lastRow(shape: Shape): number {
  return shape.entry ? shape.lines : Math.max(0, shape.lines - 1);
}

function place(shape: Shape, row: number, column: LineColumn): Place {
  const at = clamp(row, 0, lastRow(shape));
  return { row: at, line: at < shape.lines ? shape.lineAt(at) : null, column };
}

/** The selection at one cell, or stretched to it. A range never reaches from the lines into the entry row. */
function to(selection: Selection, shape: Shape, row: number, column: LineColumn, extend: boolean): Selection {
  if (!extend) {
    const at = place(shape, row, column);
    return { active: at, far: at, whole: "cells", home: null, also: [] };
  }
  const { active, whole } = selection;
  const within = isEntry(active, shape) ? active.row : clamp(row, 0, shape.lines - 1);
  return {
    ...selection,
    whole,
    far: place(shape, within, column),
    home: null,
    also: whole === "rows" ? selection.also : [],
  };
}

/** Applies one step; pure, and total for every step on every shape. */
export function select(selection: Selection, step: Step, shape: Shape): Selection {
  const { active, far } = selection;
  const columns = shape.columns;
  const columnAt = (at: number): LineColumn => columns[clamp(at, 0, columns.length - 1)] ?? active.column;
  switch (step.do) {
    case "to":
      return to({ ...selection, whole: "cells" }, shape, step.row, step.column, step.extend);
    case "move":
      return moved(selection, step, shape);
    case "page":
      return to(
        selection,
        shape,
        (step.extend ? far : active).row + step.rows,
        (step.extend ? far : active).column,
        step.extend,
      );
    case "rowEdge": {
      const from = step.extend ? far : active;
      return to(selection, shape, from.row, columnAt(step.end ? columns.length : 0), step.extend);
    }
    case "corner":
      return to(
        selection,
        shape,
        step.end ? shape.lines - 1 : 0,
        columnAt(step.end ? columns.length : 0),
        step.extend,
      );
    case "row": {
      const kept = step.extend ? selection.active : place(shape, step.row, active.column);
      const row = isEntry(kept, shape) ? kept.row : clamp(step.row, 0, shape.lines - 1);
      const before = selection.whole === "rows" ? [...selection.also, { from: active, to: far }] : [];
      const also = step.add ? before : step.extend ? selection.also : [];
      return { active: kept, far: place(shape, row, kept.column), whole: "rows", home: null, also };
    }
    case "column": {
      const kept = step.extend ? selection.active : place(shape, 0, step.column);
      return { active: kept, far: { ...kept, column: step.column }, whole: "columns", home: null, also: [] };
    }
    case "all":
      return { ...selection, whole: "all", far: active, home: null, also: [] };
    case "tab":
      return { ...tab(selection, step.back, shape), home: selection.home ?? active.column };
    case "enter":
      return to(selection, shape, active.row + (step.back ? -1 : 1), selection.home ?? active.column, false);
    case "moved": {
      const follow = (one: Place): Place => {
        const row = one.line === null ? undefined : step.rows.get(one.line);
        if (row === undefined) return one;
        return row === null ? place(shape, one.row, one.column) : { ...one, row };
      };
      const also = selection.also.map(({ from, to }) => ({ from: follow(from), to: follow(to) }));
      return { ...selection, active: follow(active), far: follow(far), also };
    }
    case "fit": {
      const fit = (one: Place): Place => {
        const column = columns.includes(one.column) ? one.column : columnAt(0);
        return one.line === null || one.row > lastRow(shape)
          ? place(shape, one.row, column)
          : { ...one, column };
      };
      const next = { ...selection, active: fit(active), far: fit(far) };
      return same(next.active, active) && same(next.far, far) ? selection : next;
    }
  }
}

/** One cell on, or to the edge: down is first the last line and then the entry row. */
function moved(selection: Selection, step: Extract<Step, { do: "move" }>, shape: Shape): Selection {
  const from = step.extend ? selection.far : selection.active;
  const last = shape.columns.length - 1;
  const at = shape.columns.indexOf(from.column);
  const columnAt = (to: number) => shape.columns[clamp(to, 0, last)] ?? from.column;
  switch (step.by) {
    case "up":
      return to(selection, shape, step.edge ? 0 : from.row - 1, from.column, step.extend);
    case "down": {
      const end = from.row < shape.lines - 1 ? shape.lines - 1 : lastRow(shape);
      return to(selection, shape, step.edge ? end : from.row + 1, from.column, step.extend);
    }
    case "left":
      return to(selection, shape, from.row, columnAt(step.edge ? 0 : at - 1), step.extend);
    case "right":
      return to(selection, shape, from.row, columnAt(step.edge ? last : at + 1), step.extend);
  }
}

/** One cell on; behind the last column the next row begins. */
function tab(selection: Selection, back: boolean, shape: Shape): Selection {
  const { active } = selection;
  const last = shape.columns.length - 1;
  const at = shape.columns.indexOf(active.column) + (back ? -1 : 1);
  const first = shape.columns[0] ?? active.column;
  if (at < 0 && active.row > 0)
    return to(selection, shape, active.row - 1, shape.columns[last] ?? first, false);
  if (at > last && active.row < lastRow(shape)) return to(selection, shape, active.row + 1, first, false);
  return to(selection, shape, active.row, shape.columns[clamp(at, 0, last)] ?? first, false);
}

/** Whether Tab has nowhere to go within the table and so leaves it. */
export function leaves(selection: Selection, back: boolean, shape: Shape): boolean {
  const at = shape.columns.indexOf(selection.active.column);
  return back
    ? at === 0 && selection.active.row === 0
    : at === shape.columns.length - 1 && selection.active.row === lastRow(shape);
}
