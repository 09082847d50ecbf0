import { memo } from "react";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { CHAIN, GUTTER, isNumeric, type Plan, type PlannedColumn } from "./columns";
import { columnOf } from "#host/forms";
import { entryText, isTyped, type Entry } from "./entry";
import styles from "./Grid.module.css";
import type { LineSheet } from "./LineSheet";

interface EntryRowProps {
  sheet: LineSheet;
  /** Lines of the order: the row stands behind them. */
  lines: number;
  entry: Entry;
  /** Selected columns by their places among the shown ones, and the active one; -1 for none. */
  from: number;
  to: number;
  active: number;
  plan: Plan;
  activeId: string;
}

/** The line that is being typed; it becomes part of the order by 【+】 (YW-ORD-10). */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { sheet, lines, entry, plan, activeId } = props;
  const { lang, text } = useText();
  const typed = isTyped(entry);
  const cell = ({ column, width }: PlannedColumn, at: number) => {
    const problems = entry.problems.filter((problem) => columnOf(problem) === column);
    const wrong = problems.some((problem) => problem.severity === "error");
    const value = entryText(entry, column);
    const selected = at >= props.from && at <= props.to;
    const active = at === props.active;
    const classes = [
      styles.cell,
      isNumeric(column) && styles.num,
      selected && styles.selected,
      wrong && styles.wrong,
      active && styles.active,
    ];
    return (
      <div
        key={column}
        role="gridcell"
        id={active ? activeId : undefined}
        aria-colindex={at + 3}
        aria-selected={selected}
        aria-invalid={wrong || undefined}
        data-column={column}
        data-noted={wrong || undefined}
        className={classes.filter(Boolean).join(" ")}
        style={{ width }}
      >
        {wrong && value === "" ? (
          <span className={`${styles.text} ${styles.required}`}>{text.lines.required}</span>
        ) : (
          <span className={styles.text}>{value}</span>
        )}
        {wrong && (
          <span className="visually-hidden">
            {problems.map((problem) => text.lines.cell.error(sentence(problem, lang))).join(" ")}
          </span>
        )}
      </div>
    );
  };
  return (
    <div
      role="row"
      aria-rowindex={lines + 2}
      aria-label={text.lines.entry.label}
      data-row={lines}
      data-entry
      className={[styles.row, styles.entry, typed && styles.withAdd].filter(Boolean).join(" ")}
      style={{ width: plan.width }}
    >
      <div role="presentation" className={styles.still}>
        <div
          role="rowheader"
          aria-colindex={1}
          data-gutter
          className={styles.gutter}
          style={{ width: GUTTER }}
        >
          {typed ? (
            <span className={`${styles.tag} ${styles.tagWait}`}>{text.lines.entry.tag}</span>
          ) : (
            <>
              <Icon name="plus" small />
              <span className="visually-hidden">{text.lines.entry.label}</span>
            </>
          )}
        </div>
        <div role="gridcell" aria-colindex={2} className={styles.chain} style={{ width: CHAIN }} />
        {plan.columns.map((planned, at) => (planned.frozen ? cell(planned, at) : null))}
      </div>
      {plan.columns.map((planned, at) => (planned.frozen ? null : cell(planned, at)))}
      {typed && (
        <div role="gridcell" className={styles.add}>
          <button
            type="button"
            tabIndex={-1}
            aria-label={text.lines.entry.add}
            onClick={() => {
              void sheet.add();
            }}
          >
            <Icon name="plus" small />
            <span>Enter</span>
          </button>
        </div>
      )}
    </div>
  );
});
