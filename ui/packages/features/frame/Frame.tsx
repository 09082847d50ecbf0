import { Link, Outlet, useLocation } from "react-router";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import styles from "./Frame.module.css";
import { StatusBar } from "./StatusBar";

/** Navigation on the left, the page, the status bar below. */
export function Frame() {
  const { text } = useText();
  const { pathname } = useLocation();
  return (
    <div className={styles.frame}>
      <nav className={styles.nav} aria-label={text.frame.menu}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" />
          <b>{text.frame.product}</b>
        </div>
        <div className={styles.group}>{text.frame.ordersGroup}</div>
        <Link
          className={styles.entry}
          to="/orders"
          title={text.frame.orders}
          aria-current={pathname.startsWith("/orders") ? "page" : undefined}
        >
          <Icon name="order" />
          <span>{text.frame.orders}</span>
        </Link>
      </nav>
      <main className={styles.page}>
        <Outlet />
      </main>
      <StatusBar />
    </div>
  );
}
