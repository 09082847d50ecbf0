import type { ReactNode } from "react";
import styles from "./Settings.module.css";

/** One line of the form: what it is, how it stands, what can be done. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <h2>{label}</h2>
      <div>{children}</div>
    </div>
  );
}
