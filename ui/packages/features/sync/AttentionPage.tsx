import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import type { AttentionRow } from "#host/generated";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { shortInstant } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { Pager } from "#kit/Pager";
import { changeName } from "#text/names";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Sync.module.css";

const PAGE = 50;

/** 需处理: conflicts and what the server did not take, the newest first. Each is decided on a page of its own. */
export function AttentionPage() {
  const { lang, text } = useText();
  const words = text.sync;
  const host = useHost();
  const told = (useLocation().state as { told?: string } | null)?.told;
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(PAGE);
  const query = { offset: (page - 1) * size, limit: size };
  const list = useQuery({
    queryKey: ["attention", "list", query],
    queryFn: () => host.attentionList(query),
    placeholderData: keepPreviousData,
  });
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
                <col style={{ width: 300 }} />
                <col style={{ width: 220 }} />
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
          {list.data.total > 20 && (
            <div className={styles.foot}>
              <Pager
                text={text.orders.paging}
                page={page}
                size={size}
                total={list.data.total}
                onMove={(to, of) => {
                  setPage(to);
                  setSize(of);
                }}
              />
            </div>
          )}
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
      <td title={sentence(row.problem, lang)}>
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
