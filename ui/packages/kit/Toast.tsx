import { useEffect, useState } from "react";
import { useStore } from "./store";
import { shown, toast } from "./toast";
import styles from "./Toast.module.css";

/** The place of the toast: bottom centre, once in the app. `secondsLeft` says the time for people who look. */
export function Toast({ secondsLeft }: { secondsLeft: (seconds: number) => string }) {
  const now = useStore(shown);
  return (
    <div className={styles.place} role="status">
      {now && <Countdown key={now.id} now={now} secondsLeft={secondsLeft} />}
    </div>
  );
}

function Countdown({
  now,
  secondsLeft,
}: {
  now: NonNullable<ReturnType<typeof shown.get>>;
  secondsLeft: (seconds: number) => string;
}) {
  const whole = now.seconds ?? 8;
  const [left, setLeft] = useState(whole);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const tick = setInterval(() => {
      setLeft((left) => left - 1);
    }, 1000);
    return () => {
      clearInterval(tick);
    };
  }, [held]);
  useEffect(() => {
    if (left <= 0) toast.hide(now.id);
  }, [left, now.id]);
  const hold = () => {
    setHeld(true);
  };
  const release = () => {
    setHeld(false);
  };
  return (
    <div
      className={styles.toast}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <span>{now.text}</span>
      {now.undo && (
        <button
          type="button"
          onClick={() => {
            toast.hide(now.id);
            now.undo?.run();
          }}
        >
          {now.undo.label}
        </button>
      )}
      {now.undo?.keys !== undefined && <kbd>{now.undo.keys}</kbd>}
      <span className={styles.left} aria-hidden="true">
        {secondsLeft(left)}
      </span>
      <i className={styles.time} style={{ width: `${(left / whole) * 100}%` }} />
    </div>
  );
}
