import { memo, useState, type PointerEvent } from "react";
import type { Columns, LineColumn } from "#host/generated";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { CHAIN, GUTTER, isNumeric, reordered, resized, type Plan, type PlannedColumn } from "./columns";
import styles from "./Grid.module.css";
import type { LineSheet } from "./LineSheet";

interface GridHeadProps {
  sheet: LineSheet;
  /** Selected columns by their places among the shown ones. */
  from: number;
  to: number;
  /** Whether whole columns are selected. */
  wholeColumns: boolean;
  plan: Plan;
  currency: string;
  choice: Columns;
  onChoice: (choice: Columns) => void;
}

/**
 * Heads of the columns. A press selects the column; a selected one is drawn to another place; the right edge sets the
 * width, a double press there fits it to what is seen.
 */
export const GridHead = memo(function GridHead(props: GridHeadProps) {
  const { sheet, wholeColumns, plan, currency, choice, onChoice } = props;
  const { text } = useText();
  const [drop, setDrop] = useState<{ left: number; before: LineColumn | null } | null>(null);
  const isChosen = (at: number) => at >= props.from && at <= props.to;

  const press = (event: PointerEvent<HTMLElement>, { column }: PlannedColumn, at: number) => {
    if (event.button !== 0) return;
    if (!wholeColumns || !isChosen(at) || event.shiftKey) {
      sheet.step({ do: "column", column, extend: event.shiftKey });
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const draw = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const head = event.currentTarget.closest("[data-head]");
    if (!head) return;
    const seen = event.clientX - head.getBoundingClientRect().left;
    const before = plan.columns.find((planned) => seen < planned.left + planned.width / 2);
    setDrop({
      left: (before?.left ?? plan.width) - (before?.frozen ? 0 : 1),
      before: before?.column ?? null,
    });
  };
  const release = (column: LineColumn) => {
    if (drop && drop.before !== column) onChoice(reordered(choice, column, drop.before));
    setDrop(null);
  };

  const cell = (planned: PlannedColumn, at: number) => {
    const { column, width } = planned;
    const name = column === "amount" ? text.lines.amountIn(currency) : text.lines.columns[column];
    const classes = [
      styles.headCell,
      isNumeric(column) && styles.num,
      isChosen(at) && styles.chosen,
      wholeColumns && isChosen(at) && styles.movable,
    ];
    return (
      <div
        key={column}
        role="columnheader"
        aria-colindex={at + 3}
        data-head-column={column}
        className={classes.filter(Boolean).join(" ")}
        style={{ width }}
        title={text.lines.wholeNames[column]}
        onPointerDown={(event) => {
          press(event, planned, at);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          release(column);
        }}
        onPointerCancel={() => {
          setDrop(null);
        }}
      >
        <span className={styles.text}>{name}</span>
        <Edge planned={planned} choice={choice} onChoice={onChoice} />
      </div>
    );
  };
  return (
    <div role="rowgroup" className={styles.head} data-head style={{ width: plan.width }}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <div role="presentation" className={styles.still}>
          <div
            role="columnheader"
            aria-colindex={1}
            className={`${styles.headCell} ${styles.num}`}
            style={{ width: GUTTER }}
            onPointerDown={() => {
              sheet.step({ do: "all" });
            }}
          >
            {text.lines.row}
          </div>
          <div
            role="columnheader"
            aria-colindex={2}
            className={`${styles.headCell} ${styles.chain}`}
            style={{ width: CHAIN }}
            title={text.lines.link}
          >
            <Icon name="link" />
            <span className="visually-hidden">{text.lines.link}</span>
          </div>
          {plan.columns.map((planned, at) => (planned.frozen ? cell(planned, at) : null))}
        </div>
        {plan.columns.map((planned, at) => (planned.frozen ? null : cell(planned, at)))}
      </div>
      {drop && <span className={styles.drop} style={{ left: drop.left }} />}
    </div>
  );
});

interface EdgeProps {
  planned: PlannedColumn;
  choice: Columns;
  onChoice: (choice: Columns) => void;
}

/** The right edge of a head. */
function Edge({ planned, choice, onChoice }: EdgeProps) {
  const { column, width } = planned;
  const [from, setFrom] = useState<number | null>(null);
  return (
    <span
      className={styles.resize}
      data-resize={column}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(event.clientX - width);
      }}
      onPointerMove={(event) => {
        if (from !== null) onChoice(resized(choice, column, event.clientX - from));
      }}
      onPointerUp={() => {
        setFrom(null);
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        const table = event.currentTarget.closest("[role=grid]");
        onChoice(resized(choice, column, widest(table, column)));
      }}
    />
  );
}

/** What the widest text that is drawn needs, with the cell's edges. */
function widest(table: Element | null, column: LineColumn): number {
  const EDGES = 18;
  const cells = table?.querySelectorAll(`[data-column="${column}"], [data-head-column="${column}"]`) ?? [];
  const widths = [...cells].map((cell) =>
    [...cell.children]
      .filter((part) => !part.matches("[data-resize], [data-handle], .visually-hidden"))
      .reduce((sum, part) => sum + part.scrollWidth + 4, 0),
  );
  return Math.max(0, ...widths) + EDGES;
}
