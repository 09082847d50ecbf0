import type { ReactNode } from "react";
import styles from "./Paper.module.css";

/** A sheet on ruled paper: what is shown while the vault is closed. */
export function Paper({
  children,
  foot,
  corner,
}: {
  children: ReactNode;
  foot: ReactNode;
  corner?: ReactNode;
}) {
  return (
    <div className={styles.desk}>
      <main className={styles.sheet}>
        <div className={styles.top}>
          <img src="/icon.svg" alt="" width="56" height="56" />
          <span className="hint">{corner}</span>
        </div>
        {children}
      </main>
      <footer className={styles.foot}>{foot}</footer>
    </div>
  );
}
