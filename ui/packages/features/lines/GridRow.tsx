import { memo } from "react";
import type { LineView } from "#host/generated";
import { Icon } from "#kit/Icon";
import { Shield } from "#kit/Shield";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { cellState, lineMark } from "./cellState";
import { LINE_COLUMNS } from "#host/forms";
import { CHAIN, GUTTER, isNumeric, type Plan, type PlannedColumn } from "./columns";
import { grouped } from "#kit/figures";
import styles from "./Grid.module.css";
import type { UnsavedCells } from "./unsaved";

/** Which columns of a row are selected, by their place among the shown ones; -1 for none. */
export interface RowSelection {
  from: number;
  to: number;
  /** The active cell. */
  active: number;
  /** The cell with the fill handle. */
  corner: number;
  /** Columns that a drawn fill handle would fill. */
  fillFrom: number;
  fillTo: number;
}

interface GridRowProps extends RowSelection {
  /** From 0. */
  index: number;
  top: number;
  line: LineView | undefined;
  plan: Plan;
  /** None where the line has none. */
  unsaved: UnsavedCells;
  /** The id by which the editor names the active cell. */
  activeId: string;
  readOnly: boolean;
}

/** One line. Memoised: arrows and scrolling draw only the rows that changed. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, line, plan, unsaved } = props;
  const { text } = useText();
  const selected = props.from >= 0;
  const mark = line ? lineMark(line, LINE_COLUMNS, unsaved) : null;
  const cell = (planned: PlannedColumn, at: number) =>
    line ? (
      <GridCell key={planned.column} {...props} line={line} planned={planned} at={at} />
    ) : (
      <div
        key={planned.column}
        role="gridcell"
        aria-colindex={at + 3}
        data-column={planned.column}
        className={`${styles.cell} ${styles.skeleton} ${isNumeric(planned.column) ? styles.num : ""}`}
        style={{ width: planned.width }}
      >
        <span className={styles.text} />
      </div>
    );
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={line === undefined || undefined}
      data-row={index}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, width: plan.width }}
    >
      <div role="presentation" className={styles.still}>
        <div
          role="rowheader"
          aria-colindex={1}
          data-gutter
          className={selected ? `${styles.gutter} ${styles.current}` : styles.gutter}
          style={{ width: GUTTER }}
        >
          {mark === "wrong" && (
            <span data-mark className={styles.bad}>
              <Icon name="triangle" small />
            </span>
          )}
          {mark === "doubtful" && (
            <span data-mark className={styles.wait}>
              <Icon name="triangle" small />
            </span>
          )}
          {mark === "twin" && (
            <span data-mark className={styles.calm}>
              <Icon name="bars" small />
            </span>
          )}
          {grouped(index + 1)}
        </div>
        <div
          role="gridcell"
          aria-colindex={2}
          data-gutter
          className={styles.chain}
          style={{ width: CHAIN }}
          title={line?.linked ? text.lines.linked : undefined}
        >
          {line?.linked && <Icon name="link" />}
          <span className="visually-hidden">{line?.linked ? text.lines.linked : text.lines.unlinked}</span>
        </div>
        {plan.columns.map((planned, at) => (planned.frozen ? cell(planned, at) : null))}
      </div>
      {plan.columns.map((planned, at) => (planned.frozen ? null : cell(planned, at)))}
    </div>
  );
});

interface GridCellProps extends RowSelection {
  line: LineView;
  planned: PlannedColumn;
  at: number;
  unsaved: UnsavedCells;
  activeId: string;
  readOnly: boolean;
}

function GridCell(props: GridCellProps) {
  const { line, planned, at } = props;
  const { lang, text } = useText();
  const { column, width } = planned;
  const state = cellState(line, column, props.unsaved);
  const selected = at >= props.from && at <= props.to;
  const twin = column === "goods_name" && line.twin !== null;
  const active = at === props.active;
  const classes = [
    styles.cell,
    isNumeric(column) && styles.num,
    state.platform && styles.platform,
    twin && styles.twin,
    selected && styles.selected,
    state.wrong && styles.wrong,
    state.doubtful && styles.doubtful,
    at === props.corner && styles.corner,
    at >= props.fillFrom && at <= props.fillTo && styles.filling,
    active && styles.active,
  ];
  const described = state.problems.map((problem) => {
    const words = sentence(problem, lang);
    return problem.severity === "error" ? text.lines.cell.error(words) : text.lines.cell.warning(words);
  });
  if (twin) described.push(text.lines.duplicate(grouped(String(line.twin))));
  return (
    <div
      role="gridcell"
      id={active ? props.activeId : undefined}
      aria-colindex={at + 3}
      aria-selected={selected}
      aria-invalid={state.wrong || undefined}
      aria-readonly={props.readOnly || state.platform || undefined}
      data-column={column}
      data-noted={described.length > 0 || undefined}
      className={classes.filter(Boolean).join(" ")}
      style={{ width }}
    >
      {state.missing ? (
        <span className={`${styles.text} ${styles.required}`}>{text.lines.required}</span>
      ) : (
        <span className={styles.text}>{state.text}</span>
      )}
      {column === "merchant_name" && line.lookup === "pending" && (
        <span className={`${styles.tag} ${styles.tagWait}`}>{text.lines.pendingLookup}</span>
      )}
      {state.platform && column === "merchant_name" && (
        <>
          {" "}
          <Shield name={text.lines.platform} />
        </>
      )}
      {described.length > 0 && <span className="visually-hidden"> {described.join(" ")}</span>}
      {at === props.corner && !props.readOnly && <span data-handle className={styles.handle} />}
    </div>
  );
}
