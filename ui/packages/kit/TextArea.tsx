import { useId, type ReactNode } from "react";
import { described, Field, type FieldProblem } from "./Field";
import styles from "./TextField.module.css";

interface TextAreaProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  rows: number;
  problem?: FieldProblem | null | undefined;
  hint?: ReactNode;
  required?: boolean;
}

/** Several lines of text with their label and message. */
export function TextArea({ label, value, onChange, rows, problem, hint, required = false }: TextAreaProps) {
  const id = useId();
  return (
    <Field id={id} label={label} required={required} hint={hint} problem={problem}>
      <textarea
        id={id}
        className={`${styles.input} ${styles.area}`}
        rows={rows}
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
