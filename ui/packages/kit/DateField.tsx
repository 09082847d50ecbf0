import { useId, type ReactNode } from "react";
import { described, Field, type FieldProblem } from "./Field";
import styles from "./TextField.module.css";

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
  problem?: FieldProblem | null | undefined;
  hint?: ReactNode;
  required?: boolean;
}

/** A day, by the browser's own calendar. */
export function DateField({ label, value, onChange, problem, hint, required = false }: DateFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} required={required} hint={hint} problem={problem}>
      <input
        id={id}
        type="date"
        className={styles.input}
        value={value}
        required={required}
        {...described(id, hint, problem)}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </Field>
  );
}
