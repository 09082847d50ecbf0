import { useId, useState } from "react";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";

interface ReasonDialogProps {
  title: string;
  text: string;
  /** The answer's word. */
  deed: string;
  /** The reason's label; the other field's, where the deed wants one more value. */
  label: string;
  other?: string;
  work: (reason: string, other: string) => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}

/** A deed that wants its reason: it stays open with what the server refuses (YW-OPS-02, YW-OPS-03). */
export function ReasonDialog({ title, text, deed, label, other, work, onDone, onClose }: ReasonDialogProps) {
  const { lang, text: all } = useConsoleText();
  const form = useId();
  const [reason, setReason] = useState("");
  const [value, setValue] = useState("");
  const doing = useWork("operate", work, { done: onDone });
  const { problem } = doing;
  const ready = reason.trim().length >= 2 && (other === undefined || value.trim() !== "");
  return (
    <Dialog
      title={title}
      text={text}
      onEscape={onClose}
      answers={
        <>
          <Button keys="Esc" onClick={onClose}>
            {all.ops.keep}
          </Button>
          <Button submit form={form} tone="danger" solid disabled={!ready || doing.pending}>
            {deed}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !doing.pending) doing.run(reason.trim(), value.trim());
        }}
      >
        {other !== undefined && (
          <TextField autoFocus required label={other} inputMode="tel" value={value} onChange={setValue} />
        )}
        <TextField
          autoFocus={other === undefined}
          required
          label={label}
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </form>
    </Dialog>
  );
}
