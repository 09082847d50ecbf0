import { useId, useState, type ReactNode } from "react";
import { Popover } from "./Popover";
import styles from "./Tooltip.module.css";

/** Words that appear beside a sign under pointer or focus. They repeat its name; nothing stands here only. */
export function Tooltip({
  text,
  off = false,
  children,
}: {
  text: string;
  off?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  const id = useId();
  const show = () => {
    if (!off) setOpen(true);
  };
  const hide = () => {
    setOpen(false);
  };
  return (
    <span
      ref={setPlace}
      className={styles.place}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      {open && place && (
        <Popover anchor={place} side="right" manual bare onClose={hide} id={id}>
          <span className={styles.words} aria-hidden="true">
            {text}
          </span>
        </Popover>
      )}
    </span>
  );
}
