import { useId, type ReactNode } from "react";
import styles from "./Choice.module.css";

export interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** The language of the words, where it is another one. */
  lang?: string;
}

interface RadioProps<Value extends string> {
  /** What is chosen; for screen readers only if `bare`. */
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  bare?: boolean;
  /** Beside each other instead of below. */
  inline?: boolean;
  large?: boolean;
}

/** One of a few choices, all visible. */
export function Radio<Value extends string>(props: RadioProps<Value>) {
  const { label, value, choices, onChange, bare = false, inline = false, large = false } = props;
  const id = useId();
  const shape = [styles.group, inline && styles.inline, large && styles.large];
  return (
    <fieldset className={shape.filter(Boolean).join(" ")}>
      <legend className={bare ? "visually-hidden" : undefined}>{label}</legend>
      {choices.map((choice) => {
        const own = `${id}-${choice.value}`;
        return (
          <div key={choice.value} className={styles.choice} lang={choice.lang}>
            <input
              id={own}
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              aria-describedby={choice.hint === undefined ? undefined : `${own}-hint`}
              onChange={() => {
                onChange(choice.value);
              }}
            />
            <label htmlFor={own}>{choice.label}</label>
            {choice.hint !== undefined && (
              <p id={`${own}-hint`} className="hint">
                {choice.hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
