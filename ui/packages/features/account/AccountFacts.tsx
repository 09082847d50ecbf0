import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import type { ConnectionView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { Message } from "#kit/Field";
import { grouped } from "#kit/figures";
import { Signal } from "#kit/Signal";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { shown } from "./problems";

/** Who is signed in, at which server, and the way out (YW-AUTH-10). */
export function AccountFacts({ connection }: { connection: ConnectionView }) {
  const { lang, text } = useText();
  const words = text.account;
  const host = useHost();
  const client = useQueryClient();
  const signOut = useCommand("signOut", {
    done: (signedOut) => {
      client.setQueryData(["connection"], signedOut);
      void client.invalidateQueries();
    },
  });
  const syncFirst = useCommand("syncNow");
  const leave = async () => {
    const { waiting } = await host.syncState();
    if (waiting > 0) {
      const answer = await confirm({
        title: words.signOutTitle(grouped(waiting)),
        text: words.signOutText,
        answers: [
          { key: "stay", label: words.stay },
          { key: "sync", label: words.syncFirst, tone: "primary" },
          { key: "leave", label: words.signOut, tone: "danger" },
        ],
      });
      if (answer === "sync") syncFirst.run();
      if (answer !== "leave") return;
    }
    signOut.run();
  };
  const { account, server } = connection;
  return (
    <>
      {account?.suspended && (
        <div className={styles.told}>
          <p className={styles.warn}>{words.suspended}</p>
        </div>
      )}
      {account?.must_change_password && (
        <div className={styles.told}>
          <p className={styles.warn}>
            {words.mustChange} <Link to="/password">{words.passwordTitle}</Link>
          </p>
        </div>
      )}
      <dl className={styles.facts}>
        {account && (
          <>
            <div>
              <dt>{words.firm}</dt>
              <dd>{account.company_name}</dd>
            </div>
            <div>
              <dt>{words.uscc}</dt>
              <dd>{account.uscc}</dd>
            </div>
            <div>
              <dt>{words.mpn}</dt>
              <dd>{account.mpn}</dd>
            </div>
            <div>
              <dt>{words.person}</dt>
              <dd>
                {account.person || account.uscc} <span className="hint">{words.roles[account.role]}</span>
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{words.server}</dt>
          <dd>{server}</dd>
        </div>
        <div>
          <dt>{words.session}</dt>
          <dd>
            <Signal tone="ok">{words.signedIn}</Signal>
            <Button disabled={signOut.pending} onClick={() => void leave()}>
              {words.signOut}
            </Button>
            <Message problem={shown(signOut.problem ?? syncFirst.problem, lang)} />
          </dd>
        </div>
        <div>
          <dt>{words.offlineUnlock}</dt>
          <dd>{words.offlineUnlockText}</dd>
        </div>
      </dl>
    </>
  );
}
