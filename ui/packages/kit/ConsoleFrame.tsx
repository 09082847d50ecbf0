import type { ReactNode } from "react";
import styles from "./ConsoleFrame.module.css";

interface ConsoleFrameProps {
  product: string;
  /** Beside the name, such as that partners are simulated. */
  tag?: string | undefined;
  /** The menu's name for screen readers, and its links: the router's own, which say where one is. */
  menu: string;
  links?: ReactNode;
  /** At the right end of the head: who is signed in, the way out. */
  aside: ReactNode;
  children: ReactNode;
}

/** A console in a browser: head, menu on the left, page. Without links there is no menu. */
export function ConsoleFrame({ product, tag, menu, links, aside, children }: ConsoleFrameProps) {
  return (
    <div className={links === undefined ? `${styles.frame} ${styles.bare}` : styles.frame}>
      <header className={styles.head}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={24} height={24} />
        <b>{product}</b>
        {tag !== undefined && <span className={styles.tag}>{tag}</span>}
        <div className={styles.aside}>{aside}</div>
      </header>
      {links !== undefined && (
        <nav className={styles.menu} aria-label={menu}>
          {links}
        </nav>
      )}
      <main className={styles.page}>{children}</main>
    </div>
  );
}
