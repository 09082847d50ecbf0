import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { ConnectionView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { syncQuery } from "#host/syncQueries";
import { useCommand } from "#host/useCommand";
import { confirm } from "#kit/confirm";
import { grouped } from "#kit/figures";
import { shortInstant } from "#kit/instants";
import { Signal } from "#kit/Signal";
import { age } from "#text/age";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./StatusBar.module.css";

/** Where the work of this computer stands with the server (CM-OFF-02), in a fixed order. */
export function SyncStatus({ connection }: { connection: ConnectionView }) {
  const { lang, text } = useText();
  const words = text.sync;
  const state = useQuery(syncQuery(useHost()));
  // Asked for with a key or a click, a refusal has no place of its own in the bar.
  const now = useCommand("syncNow", {
    refused: (problem) => {
      const answers = [{ key: "understood", label: text.frame.understood }] as const;
      void confirm({
        title: text.frame.refused,
        text: `${sentence(problem, lang)} ${problem.code}`,
        answers,
      });
    },
  });
  if (!state.data) return null;
  const { online, working, waiting, oldest_seconds, synced_at, attention, stopped } = state.data;
  return (
    <div className={styles.sync} role="group" aria-label={words.region}>
      <Signal tone={online ? "ok" : "calm"} sign={online ? "online" : "offline"}>
        {online ? words.online : words.offline}
      </Signal>
      {waiting > 0 ? (
        <Link to="/outbox">
          <Signal tone="wait">{words.waiting(grouped(waiting))}</Signal>
        </Link>
      ) : (
        synced_at !== null && <Signal tone="ok">{words.allSynced}</Signal>
      )}
      {oldest_seconds !== null && (
        <span className={styles.age}>{words.waited(age(oldest_seconds, words))}</span>
      )}
      <span className={styles.last} title={synced_at ?? undefined}>
        {synced_at === null ? words.never : words.lastAt(shortInstant(synced_at, new Date()))}
      </span>
      {attention > 0 && (
        <Link to="/attention">
          <Signal tone="bad">{words.attention(grouped(attention))}</Signal>
        </Link>
      )}
      {stopped && (
        <Link to="/outbox" title={sentence(stopped, lang)}>
          <Signal tone="bad">{words.stopped}</Signal>
        </Link>
      )}
      {connection.signed_in ? (
        <button
          type="button"
          className={styles.now}
          disabled={working || now.pending}
          onClick={() => {
            now.run();
          }}
        >
          {working ? words.working : words.now}
        </button>
      ) : (
        <Link to="/account">{words.notSignedIn}</Link>
      )}
    </div>
  );
}
