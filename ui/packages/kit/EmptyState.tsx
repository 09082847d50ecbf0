import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  /** One sentence on what is missing. */
  missing: string;
  /** One sentence on what to do. */
  next: string;
  /** What to do it with: a button, or a line to type. */
  children?: ReactNode;
}

/** A drawn blank ledger, what is missing, what to do. */
export function EmptyState({ missing, next, children }: EmptyStateProps) {
  return (
    <section className={styles.empty}>
      <svg viewBox="0 0 96 64" aria-hidden="true">
        <path d="M1 12h94M1 26h94M1 40h94M1 54h94" className={styles.rules} />
        <path d="M22 1v62M25 1v62" className={styles.margin} />
        <path d="M70 1v62" className={styles.rules} />
      </svg>
      <h2>{missing}</h2>
      <p>{next}</p>
      {children}
    </section>
  );
}
