import { memo } from "react";
import type { Plan } from "./columns";
import { turns, type Box } from "./geometry";
import styles from "./Grid.module.css";
import { GridRow, type RowSelection } from "./GridRow";
import type { LineSheet } from "./LineSheet";
import { rectangle, rowRuns, type Extent, type Rectangle, type Selection } from "./selection";
import { linesUnsaved, NONE_UNSAVED, type UnsavedCells } from "./unsaved";

interface GridBodyProps {
  sheet: LineSheet;
  extent: Extent;
  /** Which lines the sheet holds: another number, other lines. */
  version: number;
  selection: Selection;
  unsaved: UnsavedCells;
  plan: Plan;
  box: Box;
  window: { first: number; last: number };
  /** Where the fill handle is being drawn to. */
  filling: Rectangle | null;
  activeId: string;
  readOnly: boolean;
}

const NOTHING: RowSelection = { from: -1, to: -1, active: -1, corner: -1, fillFrom: -1, fillTo: -1 };

/**
 * The rows that are drawn now. Rows take turns in a fixed number of places, so that scrolling makes no new elements; each is
 * given only what is its own, so that a key draws the rows that it touches.
 */
export const GridBody = memo(function GridBody(props: GridBodyProps) {
  const { sheet, extent, selection, unsaved, plan, box, window, filling, activeId, readOnly } = props;
  const chosen = rectangle(selection, extent);
  const runs = rowRuns(selection, extent).slice(1);
  const unsavedLines = linesUnsaved(unsaved);
  const { active } = selection;
  const activeColumn = extent.columns.indexOf(active.column);
  const selectionOf = (row: number): RowSelection => {
    const within = row >= chosen.top && row <= chosen.bottom;
    const picked = !within && runs.some((run) => row >= run.top && row <= run.bottom);
    const filled = filling && row >= filling.top && row <= filling.bottom ? filling : null;
    if (picked) return { ...NOTHING, from: 0, to: plan.columns.length - 1 };
    if (!within && !filled) return NOTHING;
    return {
      from: within ? chosen.left : -1,
      to: within ? chosen.right : -1,
      active: row === active.row ? activeColumn : -1,
      corner: row === chosen.bottom ? chosen.right : -1,
      fillFrom: filled ? filled.left : -1,
      fillTo: filled ? filled.right : -1,
    };
  };
  const places = turns(box);
  const rows = [];
  // Blank rows stand for lines that are scrolled to; before the first page, a moment after opening, they would be drawn only
  // to be drawn again.
  const drawnRows = props.version > 0 ? window : { first: 0, last: -1 };
  for (let row = drawnRows.first; row <= drawnRows.last; row += 1) {
    const line = sheet.pages.row(row);
    rows.push(
      <GridRow
        key={row % places}
        index={row}
        top={row * box.row}
        line={line}
        plan={plan}
        unsaved={line && unsavedLines.has(line.id) ? unsaved : NONE_UNSAVED}
        activeId={activeId}
        readOnly={readOnly}
        {...selectionOf(row)}
      />,
    );
  }
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={{ height: extent.lines * box.row, width: plan.width }}
      aria-busy={(extent.lines > 0 && sheet.pages.row(window.first) === undefined) || undefined}
    >
      {rows}
    </div>
  );
});
