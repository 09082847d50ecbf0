import type { FieldProblem } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./StagePage.module.css";

/** What is typed twice. */
export interface Twice {
  text: string;
  again: string;
}

/** Whether it can be sent: long enough to be looked at, and the same twice. Its rules are checked where it is set. */
export const isTwice = ({ text, again }: Twice) => text !== "" && text === again;

/** A new PIN or password, typed twice. */
export function NewPassword({
  label,
  value,
  onChange,
  problem,
}: {
  label: string;
  value: Twice;
  onChange: (value: Twice) => void;
  problem: FieldProblem | null;
}) {
  const { text } = useText();
  const words = text.start;
  const secret = { show: words.showPassword, hide: words.hidePassword };
  const differs = value.again !== "" && !value.text.startsWith(value.again);
  return (
    <div className={styles.fields}>
      <TextField
        large
        autoFocus
        label={label}
        hint={words.passwordHint}
        secret={secret}
        autoComplete="new-password"
        value={value.text}
        problem={problem}
        onChange={(typed) => {
          onChange({ ...value, text: typed });
        }}
      />
      <TextField
        large
        label={words.passwordAgain}
        secret={secret}
        autoComplete="new-password"
        value={value.again}
        problem={differs ? { text: words.differ } : null}
        onChange={(again) => {
          onChange({ ...value, again });
        }}
      />
    </div>
  );
}
