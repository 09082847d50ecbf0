import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useHost } from "#host/HostProvider";
import { registrationQuery } from "#host/registrationQuery";
import { useConnection } from "#host/syncQueries";
import { Signal } from "#kit/Signal";
import type { StatusSlotName } from "#kit/StatusSlot";
import { useText } from "#text/TextProvider";
import styles from "./StatusBar.module.css";
import { SyncStatus } from "./SyncStatus";

/** Where the data stands; right of it the rooms that the present page fills. */
export function StatusBar({
  rooms: { keys, place, sum },
}: {
  rooms: Record<StatusSlotName, (room: HTMLElement | null) => void>;
}) {
  const host = useHost();
  const { text } = useText();
  const vault = useQuery({ queryKey: ["vault"], queryFn: () => host.vaultState() });
  const connection = useConnection();
  const registration = useQuery({ ...registrationQuery(host), enabled: vault.data?.state === "open" });
  return (
    <footer className={styles.bar}>
      {vault.data?.state === "open" && connection.data?.server != null ? (
        <SyncStatus connection={connection.data} />
      ) : vault.data?.state === "open" ? (
        <>
          <Signal tone="calm">{text.frame.localMode}</Signal>
          <span className={styles.hint}>{text.frame.localModeHint}</span>
        </>
      ) : (
        <Signal tone="wait">{text.frame.noVault}</Signal>
      )}
      {registration.data?.forgotten && (
        <Link to="/account/register" title={text.frame.draftForgottenText}>
          <Signal tone="wait">{text.frame.draftForgotten}</Signal>
        </Link>
      )}
      <span className={styles.right}>
        <span ref={keys} className={styles.keys} />
        <span ref={place} />
        <span ref={sum} className={styles.sum} aria-live="polite" />
      </span>
    </footer>
  );
}
