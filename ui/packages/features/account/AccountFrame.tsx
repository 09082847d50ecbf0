import type { ReactNode } from "react";
import { Link } from "react-router";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";

interface AccountFrameProps {
  title: string;
  /** What the page is about, in one or two sentences. */
  lead?: string | undefined;
  /** Where 返回 leads; absent on the first of these pages. */
  back?: string;
  /** What that place is called. */
  backTitle?: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the account: title, what it is about, its form. */
export function AccountFrame({ title, lead, back, backTitle, aside, children }: AccountFrameProps) {
  const { text } = useText();
  return (
    <>
      <header className="page-head">
        {back !== undefined && (
          <span className={styles.crumb}>
            <Link to={back}>{backTitle ?? text.account.title}</Link> <span aria-hidden="true">/</span>
          </span>
        )}
        <h1>{title}</h1>
        {aside}
      </header>
      <div className={styles.body}>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </>
  );
}
