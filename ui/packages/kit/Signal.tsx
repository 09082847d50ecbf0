import { Icon, type IconName } from "./Icon";
import styles from "./Signal.module.css";

export type SignalTone = "calm" | "wait" | "ok" | "bad";

const signs: Record<SignalTone, IconName> = { calm: "disk", wait: "arrow", ok: "tick", bad: "triangle" };

interface SignalProps {
  tone: SignalTone;
  /** The tone's own sign unless told. */
  sign?: IconName;
  children: string;
}

/** A process: a sign and a word, no frame. */
export function Signal({ tone, sign = signs[tone], children }: SignalProps) {
  return (
    <span className={`${styles.signal} ${styles[tone]}`}>
      <Icon name={sign} />
      {children}
    </span>
  );
}
