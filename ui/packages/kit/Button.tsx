import type { ReactNode, Ref } from "react";
import styles from "./Button.module.css";

export type ButtonTone = "plain" | "primary" | "danger" | "quiet";

interface ButtonProps {
  children: ReactNode;
  /** Not needed for the button that submits its form. */
  onClick?: () => void;
  /** One primary per page; `danger` is for what is lost, filled only as the answer in its dialog (`solid`). */
  tone?: ButtonTone;
  solid?: boolean;
  /** Short for `tone="quiet"`: no frame. */
  quiet?: boolean;
  large?: boolean;
  submit?: boolean;
  /** The form's id, for a submit button outside of it. */
  form?: string;
  disabled?: boolean;
  /** Why it is disabled, in words: the button stays reachable, does nothing, and says so. */
  disabledReason?: string | null | undefined;
  /** The name for screen readers, where the button shows a sign only. */
  label?: string;
  /** The shortcut in the button, for the few that are used all day. */
  keys?: string;
  pressed?: boolean;
  /** What it opens, and whether that is open. */
  hasPopup?: "menu" | "dialog" | "listbox";
  expanded?: boolean;
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  autoFocus?: boolean;
}

export function Button({
  children,
  onClick,
  tone = "plain",
  solid = false,
  quiet = false,
  large = false,
  submit = false,
  form,
  disabled = false,
  disabledReason,
  label,
  keys,
  pressed,
  hasPopup,
  expanded,
  id,
  ref,
  autoFocus,
}: ButtonProps) {
  const refused = typeof disabledReason === "string";
  const classes = [
    styles.button,
    styles[quiet ? "quiet" : tone],
    solid && styles.solid,
    large && styles.large,
    refused && styles.refused,
  ];
  return (
    <button
      type={submit && !refused ? "submit" : "button"}
      form={form}
      className={classes.filter(Boolean).join(" ")}
      onClick={refused ? undefined : onClick}
      disabled={disabled}
      aria-disabled={refused || undefined}
      aria-label={label}
      aria-description={refused ? disabledReason : undefined}
      aria-pressed={pressed}
      aria-haspopup={hasPopup}
      aria-expanded={expanded}
      title={refused ? disabledReason : label}
      id={id}
      ref={ref}
      autoFocus={autoFocus}
      data-autofocus={autoFocus}
    >
      {children}
      {keys !== undefined && (
        <span className={styles.keys} aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  );
}
