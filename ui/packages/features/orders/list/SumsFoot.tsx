import type { OrderColumn, OrderFigures, OrderSums } from "#host/generated";
import { grouped } from "#kit/figures";
import ledger from "#kit/Ledger.module.css";
import { useText } from "#text/TextProvider";
import styles from "./SumsFoot.module.css";

interface SumsFootProps {
  /** The columns shown, in their order; 序号 stands before them, 操作 behind. */
  columns: readonly OrderColumn[];
  /** What the list finds in all; `undefined` until it is known. */
  sums: OrderSums | undefined;
  /** Whether a filter leaves anything out. */
  narrowed: boolean;
}

const SUMMED: readonly OrderColumn[] = ["total_usd", "line_count", "line_sum"];

/** What the orders of the filter come to, all pages of them, below the columns it belongs to. Its room is always there. */
export function SumsFoot({ columns, sums, narrowed }: SumsFootProps) {
  const { text } = useText();
  const words = text.orders.sums;
  const figures = sums?.figures ?? null;
  const [first, ...more] = figures?.line_sums ?? [];
  const at = columns.findIndex((column) => SUMMED.includes(column));
  // The words have the room of the columns before the first sum, and that of 序号.
  const before = 1 + (at < 0 ? columns.length : at);
  const said =
    figures !== null
      ? [
          words.label(grouped(figures.orders), narrowed),
          ...(figures.lines_wrong > 0 ? [words.wrong(grouped(figures.lines_wrong))] : []),
        ]
      : sums
        ? [words.capped]
        : [];
  const currency = ({ currency, sum }: OrderFigures["line_sums"][number]) => (
    <Figure sign={text.orders.currencySign(currency)} value={sum} />
  );
  return (
    <tfoot className={styles.foot}>
      <tr>
        <th scope="row" colSpan={before} title={said.join(" ")}>
          {said.map((words, at) => (
            <span key={words} className={at > 0 ? styles.aside : undefined}>
              {words}
            </span>
          ))}
        </th>
        {columns.slice(before - 1).map((column) => (
          <td key={column} className={ledger.num}>
            {column === "total_usd" && figures && <Figure value={figures.total_usd} />}
            {column === "line_count" && figures && <Figure value={figures.lines} />}
            {column === "line_sum" && first && currency(first)}
          </td>
        ))}
        <td />
      </tr>
      {columns.includes("line_sum") &&
        more.map((sum) => (
          <tr key={sum.currency}>
            <td colSpan={1 + columns.indexOf("line_sum")} />
            <td className={ledger.num}>{currency(sum)}</td>
            <td colSpan={columns.length - columns.indexOf("line_sum")} />
          </tr>
        ))}
    </tfoot>
  );
}

/** A sum is closed by a double line. */
function Figure({ sign, value }: { sign?: string; value: string | number }) {
  return (
    <span className={styles.figure}>
      <b>
        {sign}
        {grouped(value)}
      </b>
    </span>
  );
}
