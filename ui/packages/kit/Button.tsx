import type { ReactNode } from "react";
import styles from "./Button.module.css";

interface ButtonProps {
  children: ReactNode;
  onClick: () => void;
  /** Quiet buttons have no frame. */
  quiet?: boolean;
  disabled?: boolean;
  /** The name for screen readers, where the button shows a sign only. */
  label?: string;
}

export function Button({ children, onClick, quiet = false, disabled = false, label }: ButtonProps) {
  return (
    <button
      type="button"
      className={quiet ? `${styles.button} ${styles.quiet}` : styles.button}
      onClick={onClick}
      disabled={disabled}
      aria-label={label}
      title={label}
    >
      {children}
    </button>
  );
}
