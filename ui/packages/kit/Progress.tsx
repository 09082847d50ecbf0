import { useEffect, useState } from "react";
import { Button } from "./Button";
import styles from "./Progress.module.css";

interface ProgressProps {
  /** What is going on: “正在读取 报关清单.xlsx”. */
  label: string;
  /** How far, in words: “12,400 行”. */
  count?: string;
  /** 0 to 1; without it only that it goes on. */
  share?: number | null;
  onCancel?: () => void;
  cancelLabel?: string;
  /** Shown at once instead of after 200 ms. */
  now?: boolean;
}

/** Long work: appears after 200 ms with a count, and can be cancelled. */
export function Progress({ label, count, share = null, onCancel, cancelLabel, now = false }: ProgressProps) {
  const [late, setLate] = useState(now);
  useEffect(() => {
    const wait = setTimeout(() => {
      setLate(true);
    }, 200);
    return () => {
      clearTimeout(wait);
    };
  }, []);
  if (!late) return null;
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div className={styles.progress}>
      <div className={styles.words} role="status">
        <span>{label}</span>
        <b>{count}</b>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles.track}
      >
        <i className={share === null ? styles.going : undefined} style={{ width: `${percent ?? 30}%` }} />
      </div>
      {onCancel && <Button onClick={onCancel}>{cancelLabel}</Button>}
    </div>
  );
}
