import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import type { AttentionRow } from "#host/generated";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { shortInstant } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { PagerFoot, usePages } from "#kit/Pager";
import { changeName } from "#text/names";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Sync.module.css";

/** 需处理: conflicts and what the server did not take, the newest first. Each is decided on a page of its own. */
export function AttentionPage() {
  const { lang, text } = useText();
  const words = text.sync;
  const host = useHost();
  const told = (useLocation().state as { told?: string } | null)?.told;
  const pages = usePages();
  const list = useQuery({
    queryKey: ["attention", "list", pages.query],
    queryFn: () => host.attentionList(pages.query),
    placeholderData: keepPreviousData,
  });
  pages.fit(list.data?.total);
  const problem = list.error && asProblem(list.error);
  return (
    <>
      <header className="page-head">
        <h1>{words.attentionTitle}</h1>
        <span className="hint">
          {list.data && list.data.total > 0 && words.attentionCount(grouped(list.data.total))}
        </span>
      </header>
      <div className={styles.messages}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        <p role="status">{told}</p>
      </div>
      {list.data?.total === 0 && (
        <EmptyState missing={words.attentionNone} next={words.attentionNoneDo}>
          <Link to="/orders">{text.orders.crumb}</Link>
        </EmptyState>
      )}
      {list.data && list.data.total > 0 && (
        <>
          <p className={styles.lead}>{words.attentionLead}</p>
          <div className={ledger.sheet}>
            <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.attentionList}>
              <colgroup>
                <col style={{ width: 280 }} />
                <col style={{ width: 200 }} />
                <col />
                <col style={{ width: 120 }} />
                <col style={{ width: 88 }} />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{words.attentionColumns.order}</th>
                  <th scope="col">{words.attentionColumns.what}</th>
                  <th scope="col">{words.attentionColumns.why}</th>
                  <th scope="col">{words.attentionColumns.at}</th>
                  <th scope="col">
                    <span className="visually-hidden">{words.open}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.data.rows.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </div>
          <PagerFoot text={text.orders.paging} pages={pages} total={list.data.total} />
        </>
      )}
    </>
  );
}

function Row({ row }: { row: AttentionRow }) {
  const { lang, text } = useText();
  const words = text.sync;
  const name = row.order_no ?? text.orders.draftNo(row.order.slice(-6).toUpperCase());
  const what =
    row.contested > 0 ? words.conflict(grouped(row.contested)) : words.rejected(changeName(row.step, lang));
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {name} <span className="hint">{row.buyer_name}</span>
      </th>
      <td>{what}</td>
      <td className={styles.why}>
        {sentence(row.problem, lang)} <code className={styles.code}>{row.problem.code}</code>
      </td>
      <td title={row.at}>{shortInstant(row.at, new Date())}</td>
      <td>
        <Link to={`/attention/${row.id}`} aria-label={words.openOf(name)}>
          {words.open}
        </Link>
      </td>
    </tr>
  );
}
