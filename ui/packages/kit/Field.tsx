import type { ReactNode } from "react";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

/** What stands below a field: a sentence and its code. */
export interface FieldProblem {
  text: string;
  code?: string;
  severity?: "error" | "warning";
}

interface FieldProps {
  /** The control's id; the words below have `<id>-hint` and `<id>-problem`. */
  id: string;
  label: string;
  required?: boolean;
  hint?: ReactNode;
  problem?: FieldProblem | null | undefined;
  children: ReactNode;
}

/** Label above, control, message below. The message has its room kept by `hint` where there is one. */
export function Field({ id, label, required = false, hint, problem, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {required && <i aria-hidden="true">*</i>}
      </label>
      {children}
      <Message id={`${id}-problem`} problem={problem} />
      {hint !== undefined && !problem && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Sign, sentence, code; said aloud when it appears. */
export function Message({ id, problem }: { id?: string; problem: FieldProblem | null | undefined }) {
  const warning = problem?.severity === "warning";
  return (
    <p id={id} role="alert" className={warning ? `${styles.message} ${styles.warning}` : styles.message}>
      {problem && (
        <>
          <Icon name="triangle" small />
          <span>
            {problem.text} {problem.code !== undefined && <code>{problem.code}</code>}
          </span>
        </>
      )}
    </p>
  );
}

/** What a control says of itself to screen readers; goes with `Field`. */
export function described(id: string, hint: unknown, problem: FieldProblem | null | undefined) {
  return {
    "aria-invalid": problem ? problem.severity !== "warning" : undefined,
    "aria-describedby": problem ? `${id}-problem` : hint !== undefined ? `${id}-hint` : undefined,
  };
}
