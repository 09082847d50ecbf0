import { Icon, type IconName } from "./Icon";
import styles from "./Signal.module.css";

export type SignalTone = "calm" | "wait" | "ok" | "bad";

const signs: Record<SignalTone, IconName> = { calm: "disk", wait: "arrow", ok: "tick", bad: "triangle" };

/** A process: a sign and a word, no frame. */
export function Signal({ tone, children }: { tone: SignalTone; children: string }) {
  return (
    <span className={`${styles.signal} ${styles[tone]}`}>
      <Icon name={signs[tone]} />
      {children}
    </span>
  );
}
