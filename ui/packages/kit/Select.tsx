import { useId, type ReactNode } from "react";
import { Field } from "./Field";
import { Icon } from "./Icon";
import styles from "./Select.module.css";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  hint?: ReactNode;
  /** The label is for screen readers only. */
  bare?: boolean;
  disabled?: boolean;
  /** Has the focus when its dialog or popover opens. */
  autoFocus?: boolean;
}

/** The system's own list of choices, in our frame. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, hint, bare = false, disabled = false } = props;
  const id = useId();
  const control = (
    <span className={styles.box}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        data-autofocus={props.autoFocus}
        aria-label={bare ? label : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
  return bare ? (
    control
  ) : (
    <Field id={id} label={label} hint={hint}>
      {control}
    </Field>
  );
}
