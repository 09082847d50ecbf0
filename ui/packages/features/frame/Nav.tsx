import { useSyncExternalStore } from "react";
import { Link, useLocation } from "react-router";
import { useConnection } from "#host/syncQueries";
import { Icon } from "#kit/Icon";
import { Tooltip } from "#kit/Tooltip";
import { useText } from "#text/TextProvider";
import { COMPUTER, entryOf, MENU, type Entry } from "./areas";
import styles from "./Nav.module.css";

// The same width as in the style sheet: below it the navigation is a rail of signs, and their words are tooltips.
const RAIL = "(max-width: 1359px)";

function useIsRail(): boolean {
  return useSyncExternalStore(
    (told) => {
      const rail = window.matchMedia(RAIL);
      rail.addEventListener("change", told);
      return () => {
        rail.removeEventListener("change", told);
      };
    },
    () => window.matchMedia(RAIL).matches,
  );
}

/** Index tabs of a book (YW-NAV-03). */
export function Nav() {
  const { text } = useText();
  const here = entryOf(useLocation().pathname);
  const isRail = useIsRail();
  const entries = (list: Entry[]) =>
    list.map((entry) => (
      <li key={entry.to}>
        <Tooltip text={text.frame[entry.word]} off={!isRail}>
          <Link className={styles.entry} to={entry.to} aria-current={entry.to === here ? "page" : undefined}>
            <Icon name={entry.icon} />
            <span>{text.frame[entry.word]}</span>
          </Link>
        </Tooltip>
      </li>
    ));
  return (
    <nav className={styles.nav} aria-label={text.frame.menu}>
      <div className={styles.brand}>
        <img src="/icon.svg" alt="" />
        <b>{text.frame.product}</b>
      </div>
      <div className={styles.menu}>
        {MENU.map(({ group, entries: list }) => (
          <section key={list[0]?.to}>
            {group && <h2 className={styles.group}>{text.frame[group]}</h2>}
            <ul>{entries(list)}</ul>
          </section>
        ))}
        <ul className={styles.computer}>{entries(COMPUTER)}</ul>
      </div>
      <Person />
    </nav>
  );
}

/** Who works here: the firm and the person, or local mode. */
function Person() {
  const { text } = useText();
  const { server, account, signed_in } = useConnection().data ?? {
    server: null,
    account: null,
    signed_in: false,
  };
  return (
    <div className={styles.person}>
      {account ? (
        <>
          <p title={account.company_name}>{account.company_name}</p>
          <p className="hint">
            {text.account.roles[account.role]}
            <i />
            {signed_in ? account.person || account.uscc : text.frame.notSignedIn}
          </p>
        </>
      ) : (
        <>
          <p>{server === null ? text.frame.localMode : server.replace(/^https?:\/\//, "")}</p>
          <p className="hint">{server === null ? text.frame.notConnected : text.frame.notSignedIn}</p>
        </>
      )}
    </div>
  );
}
