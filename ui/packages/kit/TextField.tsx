import { useId, useState, type ReactNode, type Ref } from "react";
import { described, Field, type FieldProblem } from "./Field";
import { Icon } from "./Icon";
import styles from "./TextField.module.css";

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  problem?: FieldProblem | null | undefined;
  hint?: ReactNode;
  required?: boolean;
  /** Hidden letters, with a button that shows them; its two names. */
  secret?: { show: string; hide: string };
  /** For what people compare letter by letter. */
  code?: boolean;
  large?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "email" | "tel" | "search";
  maxLength?: number;
  disabled?: boolean;
  /** Stands at the right inside the field, such as a tick. */
  sign?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label and message. */
export function TextField({ ref, ...props }: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    problem,
    hint,
    required = false,
    secret,
    code = false,
    large = false,
  } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const shape = [
    styles.input,
    large && styles.large,
    code && styles.code,
    (secret ?? props.sign) && styles.signed,
  ];
  return (
    <Field id={id} label={label} required={required} hint={hint} problem={problem}>
      <span className={styles.box}>
        <input
          id={id}
          ref={ref}
          type={secret && !open ? "password" : "text"}
          className={shape.filter(Boolean).join(" ")}
          value={value}
          required={required}
          placeholder={props.placeholder}
          autoFocus={props.autoFocus}
          data-autofocus={props.autoFocus}
          autoComplete={props.autoComplete ?? "off"}
          inputMode={props.inputMode}
          maxLength={props.maxLength}
          disabled={props.disabled}
          spellCheck={false}
          {...described(id, hint, problem)}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        {secret ? (
          <button
            type="button"
            className={styles.eye}
            // One name, whatever it does next: the state says which. Two such fields stand below each other.
            aria-label={`${secret.show} ${label}`}
            title={`${open ? secret.hide : secret.show} ${label}`}
            aria-pressed={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <Icon name="eye" />
          </button>
        ) : (
          props.sign !== undefined && <span className={styles.sign}>{props.sign}</span>
        )}
      </span>
    </Field>
  );
}
