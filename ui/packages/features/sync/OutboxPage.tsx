import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { OutboxRow, SyncView } from "#host/generated";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { connectionQuery, syncQuery } from "#host/syncQueries";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { Icon } from "#kit/Icon";
import { shortInstant } from "#kit/instants";
import ledger from "#kit/Ledger.module.css";
import { PagerFoot, usePages } from "#kit/Pager";
import { sentence } from "#text/sentence";
import { age } from "#text/age";
import { useText } from "#text/TextProvider";
import styles from "./Sync.module.css";

/** 待同步: what no server has yet, since when, and why it waits. */
export function OutboxPage() {
  const { lang, text } = useText();
  const words = text.sync;
  const host = useHost();
  const pages = usePages();
  const [told, setTold] = useState("");
  const connection = useQuery(connectionQuery(host));
  const state = useQuery(syncQuery(host));
  const outbox = useQuery({
    queryKey: ["outbox", pages.query],
    queryFn: () => host.outbox(pages.query),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  pages.fit(outbox.data?.total);
  const now = useCommand("syncNow");
  const save = useCommand("exportOutbox", {
    done: (file) => {
      if (file) setTold(words.exported(file.path));
    },
  });
  if (!connection.data || !state.data) return null;
  const isLocal = connection.data.server === null;
  const rows = outbox.data?.rows ?? [];
  const problem = now.problem ?? save.problem ?? (outbox.error && asProblem(outbox.error));
  return (
    <>
      <header className="page-head">
        <h1>{words.outboxTitle}</h1>
        <span className="hint" role="status">
          {state.data.waiting > 0 &&
            words.outboxCount(grouped(outbox.data?.total ?? 0), grouped(state.data.waiting))}
        </span>
        <span className={styles.grow} />
        <Button
          disabled={save.pending || state.data.waiting === 0}
          onClick={() => {
            setTold("");
            save.run();
          }}
        >
          <Icon name="export" />
          {words.export}
        </Button>
        {!isLocal && (
          <Button
            tone="primary"
            disabled={now.pending || state.data.working}
            onClick={() => {
              now.run();
            }}
          >
            {state.data.working ? words.working : words.now}
          </Button>
        )}
      </header>
      <Stopped state={state.data} signedIn={connection.data.signed_in} isLocal={isLocal} />
      <div className={styles.messages}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        <p role="status">{told}</p>
      </div>
      {outbox.data?.total === 0 ? (
        <EmptyState
          missing={isLocal ? words.outboxLocal : words.outboxNone}
          next={isLocal ? words.outboxLocalDo : words.outboxNoneDo}
        >
          {isLocal && <Link to="/account">{words.connect}</Link>}
        </EmptyState>
      ) : (
        <>
          <p className={styles.lead}>{words.outboxLead}</p>
          <div className={ledger.sheet}>
            <table className={`${ledger.ledger} ${styles.table}`} aria-label={words.list}>
              <colgroup>
                <col style={{ width: 176 }} />
                <col style={{ width: 240 }} />
                <col style={{ width: 80 }} />
                <col style={{ width: 120 }} />
                <col style={{ width: 96 }} />
                <col />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{words.columns.order}</th>
                  <th scope="col">{words.columns.buyer}</th>
                  <th scope="col" className={ledger.num}>
                    {words.columns.changes}
                  </th>
                  <th scope="col">{words.columns.since}</th>
                  <th scope="col">{words.columns.waited}</th>
                  <th scope="col">{words.columns.reason}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.order} row={row} state={state.data} signedIn={connection.data.signed_in} />
                ))}
              </tbody>
            </table>
          </div>
          <PagerFoot text={text.orders.paging} pages={pages} total={outbox.data?.total ?? 0} />
        </>
      )}
    </>
  );
}

function Row({ row, state, signedIn }: { row: OutboxRow; state: SyncView; signedIn: boolean }) {
  const { lang, text } = useText();
  const words = text.sync;
  const name = row.order_no ?? text.orders.draftNo(row.order.slice(-6).toUpperCase());
  const why = row.reason
    ? sentence(row.reason, lang)
    : !signedIn
      ? words.signIn
      : !state.online
        ? words.network
        : state.retrying
          ? words.retrying
          : words.turn;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {row.deleted ? words.deleted : <Link to={`/orders/${row.order}`}>{name}</Link>}
      </th>
      <td className={row.buyer_name ? undefined : ledger.soft}>{row.buyer_name || words.noBuyer}</td>
      <td className={ledger.num}>{grouped(row.changes)}</td>
      <td title={row.oldest_at}>{shortInstant(row.oldest_at, new Date())}</td>
      <td>{age(row.oldest_seconds, words)}</td>
      <td className={styles.why}>
        {why} {row.reason && <code className={styles.code}>{row.reason.code}</code>}
      </td>
    </tr>
  );
}

/** Why nothing is sent at all. */
function Stopped({ state, signedIn, isLocal }: { state: SyncView; signedIn: boolean; isLocal: boolean }) {
  const { lang, text } = useText();
  const words = text.sync;
  if (isLocal || (signedIn && !state.stopped)) return null;
  return (
    <div className={styles.stopped} role="alert">
      <Icon name="triangle" />
      <p>
        <b>{words.stoppedTitle}</b>{" "}
        {state.stopped ? (
          <>
            {sentence(state.stopped, lang)} <code className={styles.code}>{state.stopped.code}</code>
          </>
        ) : (
          words.notSignedIn
        )}{" "}
        {words.stoppedKept}
      </p>
      {!signedIn && <Link to="/account">{words.toAccount}</Link>}
    </div>
  );
}
