import { Link } from "react-router";
import { useConsoleText } from "#text/consoles";
import styles from "./Firm.module.css";
import { useFirm } from "./FirmProvider";
import { Notices } from "./Notices";
import { Phones } from "./Phones";

/** 首页 (YW-NAV-01): before sign-in the filing on the left and the entrance on the right; notices and service numbers below. */
export function FirmHome() {
  const { text } = useConsoleText();
  const words = text.firm;
  const isSignedIn = useFirm().session() !== null;
  return (
    <>
      <header className="page-head">
        <h1>{words.product}</h1>
      </header>
      <div className={styles.body}>
        {!isSignedIn && (
          <div className={styles.doors}>
            <Link to="/account/register" className={styles.filing}>
              <b>{words.filing}</b>
              <span>{words.filingText}</span>
            </Link>
            <Link to="/account" className={styles.entrance}>
              <b>{words.entrance}</b>
              <span>{words.entranceText}</span>
            </Link>
          </div>
        )}
        <Notices />
        <Phones />
        {!isSignedIn && (
          <p className={styles.staff}>
            <a href="/ops/">{words.staff}</a>
          </p>
        )}
      </div>
    </>
  );
}
