import type { Plan } from "./columns";
import { turns, type Box } from "./geometry";
import styles from "./Grid.module.css";
import { GridRow, type RowSelection } from "./GridRow";
import type { LineSheet } from "./LineSheet";
import type { SheetState } from "./sheetState";
import { rectangle, rowRuns, type Rectangle } from "./selection";

interface GridBodyProps {
  sheet: LineSheet;
  state: SheetState;
  plan: Plan;
  box: Box;
  window: { first: number; last: number };
  /** Where the fill handle is being drawn to. */
  filling: Rectangle | null;
  activeId: string;
  readOnly: boolean;
}

const NOTHING: RowSelection = { from: -1, to: -1, active: -1, corner: -1, fillFrom: -1, fillTo: -1 };

/** The rows that are drawn now. Rows take turns in a fixed number of places, so that scrolling makes no new elements. */
export function GridBody({ sheet, state, plan, box, window, filling, activeId, readOnly }: GridBodyProps) {
  const chosen = rectangle(state.selection, sheet.shape);
  const runs = rowRuns(state.selection, sheet.shape).slice(1);
  const { active } = state.selection;
  const activeColumn = sheet.columns.indexOf(active.column);
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
  for (let row = window.first; row <= window.last; row += 1) {
    rows.push(
      <GridRow
        key={row % places}
        index={row}
        top={row * box.row}
        line={sheet.pages.row(row)}
        plan={plan}
        unsaved={state.unsaved}
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
      style={{ height: state.lines * box.row, width: plan.width }}
      aria-busy={(state.lines > 0 && sheet.pages.row(window.first) === undefined) || undefined}
    >
      {rows}
    </div>
  );
}
