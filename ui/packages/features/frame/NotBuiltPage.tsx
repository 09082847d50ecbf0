import { Link } from "react-router";
import { useText } from "#text/TextProvider";
import type { Area } from "#text/zh/frame";
import styles from "./NotBuiltPage.module.css";

/** A place that needs registration: what it will do, what is missing, what can be done meanwhile (YW-NAV-03). */
export function NotBuiltPage({ area }: { area: Area }) {
  const { text } = useText();
  const { does, needs } = text.frame.areas[area];
  return (
    <>
      <header className="page-head">
        <h1>{text.frame[area]}</h1>
      </header>
      <section className={styles.body}>
        <p className={styles.stamp}>{text.frame.notBuilt}</p>
        <h2>{text.frame.willDo}</h2>
        <ul>
          {does.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <h2>{text.frame.needs}</h2>
        <p>{needs}</p>
        <h2>{text.frame.meanwhile}</h2>
        <p className={styles.links}>
          <Link to="/orders">{text.frame.toOrders}</Link>
          <Link to="/help">{text.frame.toHelp}</Link>
        </p>
      </section>
    </>
  );
}
