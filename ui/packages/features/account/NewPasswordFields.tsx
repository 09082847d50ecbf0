import { Icon } from "#kit/Icon";
import type { FieldProblem } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";

/** A new password, typed twice. */
export interface Twice {
  next: string;
  again: string;
}

/** Which rules it meets, for the person who types; Rust checks it (YW-PWD-02). */
const RULES = {
  length: ({ next }: Twice) => next.length >= 8 && next.length <= 20,
  classes: ({ next }: Twice) =>
    [/[0-9]/, /[A-Za-z]/, /[!-/:-@[-`{-~]/].filter((kind) => kind.test(next)).length >= 2,
  chars: ({ next }: Twice) => /^[!-~]+$/.test(next),
  same: ({ next, again }: Twice) => next !== "" && next === again,
};

interface NewPasswordFieldsProps {
  label: string;
  again: string;
  value: Twice;
  onChange: (value: Twice) => void;
  problems: { next: FieldProblem | null; again: FieldProblem | null };
}

/** The two fields, and the rules that are ticked while somebody types (YW-PWD-02). */
export function NewPasswordFields({ label, again, value, onChange, problems }: NewPasswordFieldsProps) {
  const { text } = useText();
  const words = text.account;
  const secret = { show: words.show, hide: words.hide };
  return (
    <>
      <TextField
        required
        label={label}
        secret={secret}
        autoComplete="new-password"
        value={value.next}
        problem={problems.next}
        onChange={(next) => {
          onChange({ ...value, next });
        }}
      />
      <TextField
        required
        label={again}
        secret={secret}
        autoComplete="new-password"
        value={value.again}
        problem={problems.again}
        onChange={(typed) => {
          onChange({ ...value, again: typed });
        }}
      />
      <ul className={`${styles.rules} ${styles.whole}`} aria-label={words.rulesTitle}>
        {(Object.keys(RULES) as (keyof typeof RULES)[]).map((rule) => {
          const met = RULES[rule](value);
          return (
            <li key={rule} className={met ? styles.met : undefined}>
              {met ? <Icon name="check" small /> : <i />}
              {words.rules[rule]}
              <span className="visually-hidden">{met ? words.met : words.unmet}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
