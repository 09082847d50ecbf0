import { useEffect, useId, useRef, type ReactNode } from "react";
import { isComposing } from "./keys";
import styles from "./Dialog.module.css";

interface DialogProps {
  /** The question. */
  title: string;
  /** What the question is about: it is read aloud with it, so fields and lists are `children` instead. */
  text?: ReactNode;
  children?: ReactNode;
  /** The answers, the safe one first and with `autoFocus` unless a field has it; null where the body has its own. */
  answers: ReactNode;
  /** The safe answer: Esc. */
  onEscape: () => void;
  /** For a dialog that holds a list: up to 720 px. */
  wide?: boolean;
}

/** A native modal dialog that is open for as long as it is rendered. */
export function Dialog({ title, text, children, answers, onEscape, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // The one way to open a native dialog as a modal one; focus goes back by itself when it closes.
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    // Before it was shown nothing in it could take the focus: the field or answer that wants it is told now.
    shown?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => {
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={text === undefined ? undefined : `${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onEscape();
      }}
      onKeyDown={(event) => {
        // Keys of a dialog are its own: none reaches the page's shortcuts.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        if (!isComposing(event)) onEscape();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {(text !== undefined || children !== undefined) && (
        <div className={styles.body}>
          {text !== undefined && <p id={`${id}-text`}>{text}</p>}
          {children}
        </div>
      )}
      {answers !== null && <div className={styles.answers}>{answers}</div>}
    </dialog>
  );
}
