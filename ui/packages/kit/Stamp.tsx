import styles from "./Stamp.module.css";

export type StampLine = "dashed" | "solid" | "double" | "struck";

/** A fact in a frame: the line style says how final it is. */
export function Stamp({ line, children }: { line: StampLine; children: string }) {
  return <span className={`${styles.stamp} ${styles[line]}`}>{children}</span>;
}
