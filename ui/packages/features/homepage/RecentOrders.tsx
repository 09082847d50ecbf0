import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { OrderRow, OrderState } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { asProblem } from "#host/Host";
import { shortInstant } from "#kit/instants";
import { Stamp, type StampLine } from "#kit/Stamp";
import { sentence } from "#text/sentence";
import { grouped } from "#kit/figures";
import { useText } from "#text/TextProvider";
import styles from "./HomePage.module.css";
import { recentQuery } from "./recentQuery";

const LINES: Record<OrderState, StampLine> = {
  draft: "dashed",
  confirmed: "solid",
  declared: "double",
  voided: "struck",
};

/** What was worked on last, to go on with. */
export function RecentOrders() {
  const { lang, text } = useText();
  const words = text.home;
  const host = useHost();
  const recent = useQuery(recentQuery(host));
  const problem = recent.error && asProblem(recent.error);
  return (
    <section className={styles.recent} aria-labelledby="home-recent">
      <header>
        <h2 id="home-recent">{words.recent}</h2>
        <Link to="/orders">{words.all}</Link>
      </header>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {recent.data?.total === 0 && <EmptyState missing={words.none} next={words.noneDo} />}
      {recent.data && recent.data.total > 0 && (
        <table aria-label={text.home.recent}>
          <thead>
            <tr>
              <th scope="col">{words.columns.number}</th>
              <th scope="col">{words.columns.buyer}</th>
              <th scope="col">{words.columns.destination}</th>
              <th scope="col" className={styles.number}>
                {words.columns.lines}
              </th>
              <th scope="col" className={styles.number}>
                {words.columns.sum}
              </th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">{words.columns.updated}</th>
            </tr>
          </thead>
          <tbody>
            {recent.data.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ row }: { row: OrderRow }) {
  const { lang, text } = useText();
  const words = text.home;
  const buyer = row.buyer_name.text;
  return (
    <tr>
      <td>
        <Link to={`/orders/${row.id}`}>{row.order_no ?? text.orders.draftNo(row.draft_no.slice(-6))}</Link>
      </td>
      <td className={buyer === "" ? styles.soft : undefined} title={buyer}>
        {buyer === "" ? words.noBuyer : buyer}
      </td>
      <td>{row.destination[lang]}</td>
      <td className={styles.number}>{grouped(row.line_count)}</td>
      <td className={styles.number}>
        {row.line_count > 0 && (
          <>
            <span className="hint">{text.orders.currencySign(row.line_currency)}</span>
            {grouped(row.line_sum)}
          </>
        )}
      </td>
      <td>
        <Stamp line={LINES[row.state]}>{text.orders.state(row.state)}</Stamp>{" "}
        {row.lines_wrong > 0 && <span className={styles.wrong}>{words.wrong(grouped(row.lines_wrong))}</span>}
      </td>
      <td>{shortInstant(row.updated_at, new Date())}</td>
    </tr>
  );
}
