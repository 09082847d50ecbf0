import type { ReactNode } from "react";
import type { ProblemView } from "#host/generated";
import styles from "./PaperForm.module.css";

interface PaperFieldProps {
  /** The field's name in the data dictionary; a problem's sentence finds it by this. */
  field: string;
  /** The id of the input that the label names; without it the input has a name of its own. */
  id?: string;
  label: string;
  required?: boolean;
  /** How many of the form's four columns it takes. */
  span?: 1 | 2 | 3;
  problems: ProblemView[];
  /** The text that stands in it: a wrong or doubtful one is underlined, which no engine does inside an input. */
  text: string;
  /** Numbers stand right. */
  numeric?: boolean | undefined;
  /** Typed, and not on the disk yet. */
  unsaved?: boolean;
  /** Cannot be changed now. */
  locked?: boolean;
  children: ReactNode;
}

const spans = { 1: undefined, 2: styles.two, 3: styles.three };

/** A cell of the paper form: its label at the left, and what is wrong with it by corner, line and wash. */
export function PaperField({
  field,
  id,
  label,
  required,
  span = 1,
  problems,
  text,
  numeric,
  unsaved,
  locked,
  children,
}: PaperFieldProps) {
  const tone = problems.some((problem) => problem.severity === "error")
    ? styles.wrong
    : problems.length > 0
      ? styles.doubtful
      : undefined;
  const names = [styles.field, spans[span], unsaved && styles.unsaved, locked && styles.locked];
  return (
    <div className={names.filter(Boolean).join(" ")} data-field={field}>
      <label htmlFor={id}>
        {label}
        {required && <i aria-hidden="true">*</i>}
      </label>
      {/* The whole of a text that is cut off. On the input it would be read as a description, after the same value. */}
      <div className={tone ? `${styles.value} ${tone}` : styles.value} title={text || undefined}>
        {children}
        {tone && (
          <span aria-hidden="true" className={numeric ? `${styles.line} ${styles.number}` : styles.line}>
            <span className={styles.text}>{text}</span>
          </span>
        )}
      </div>
    </div>
  );
}
