import { memo } from "react";
import type { OrderView } from "#host/generated";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import type { Plan } from "./columns";
import { grouped } from "#kit/figures";
import styles from "./Grid.module.css";

/** What the lines come to, as Rust says it (YW-ORD-14), below the columns it belongs to. */
export const SumsRow = memo(function SumsRow({ head, plan }: { head: OrderView; plan: Plan }) {
  const { lang, text } = useText();
  const { row } = head;
  const words = text.lines;
  const difference = head.problems.find((problem) => problem.code === "ORD_TOTAL_DIFF");
  const figures = [
    { column: "packages", label: words.columns.packages, value: head.packages_sum },
    { column: "amount", label: words.amountIn(row.line_currency), value: row.line_sum },
  ] as const;
  return (
    <div className={styles.sums} style={{ width: plan.width }} role="group" aria-label={words.sum}>
      <span className={styles.sumWords}>
        <span>{words.sum}</span>
        <span>{words.count(grouped(row.line_count))}</span>
        <span className={styles.soft}>
          {words.linkedCount(grouped(head.lines_linked), grouped(row.line_count - head.lines_linked))}
        </span>
        {row.lines_wrong > 0 && (
          <span className={styles.bad}>{words.wrongCount(grouped(row.lines_wrong))}</span>
        )}
        {difference && <span className={styles.wait}>{sentence(difference, lang)}</span>}
      </span>
      {figures.map(({ column, label, value }) => {
        const planned = plan.columns.find((one) => one.column === column);
        return (
          planned && (
            <span
              key={column}
              className={styles.figure}
              style={{
                right: plan.width - planned.left - planned.width + (planned === plan.columns.at(-1) ? 8 : 0),
              }}
            >
              <span className="visually-hidden">{label}</span> <b>{grouped(value)}</b>
            </span>
          )
        );
      })}
    </div>
  );
});
