import { useId, useState } from "react";
import type { Parameter } from "#host/ops";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { DateField } from "#kit/DateField";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { Select } from "#kit/Select";
import { TextField } from "#kit/TextField";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

interface ParameterDialogProps {
  parameter: Parameter;
  /** Its name and bounds in words. */
  name: string;
  range: string;
  /** The China day of now. */
  today: string;
  onClose: () => void;
  onDone: () => void;
}

/** A new value from a day on. The server knows the bounds; what it refuses stands here (YW-OPS-04, `PARAM_RANGE`). */
export function ParameterDialog({ parameter, name, range, today, onClose, onDone }: ParameterDialogProps) {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const id = useId();
  const [value, setValue] = useState(parameter.value);
  const [from, setFrom] = useState(today);
  const save = useWork("setParameter", host.setParameter, { done: onDone });
  const { problem } = save;
  return (
    <Dialog
      title={words.changeOf(name)}
      onEscape={onClose}
      answers={
        <>
          <Button keys="Esc" onClick={onClose}>
            {words.keep}
          </Button>
          <Button submit form={id} tone="primary" disabled={save.pending}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.pending) save.run(parameter.name, value.trim(), from);
        }}
      >
        {parameter.kind === "choice" ? (
          <Select
            autoFocus
            label={words.newValue}
            value={value}
            options={parameter.choices.map((one) => ({
              value: one,
              label: words.parameterChoices[one] ?? one,
            }))}
            onChange={setValue}
          />
        ) : (
          <TextField
            autoFocus
            required
            label={words.newValue}
            hint={range}
            inputMode={parameter.kind === "text" ? "text" : "numeric"}
            value={value}
            onChange={setValue}
          />
        )}
        <DateField
          required
          label={words.validFrom}
          hint={words.validFromHint}
          value={from}
          onChange={setFrom}
        />
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </form>
    </Dialog>
  );
}
