import { useId, useState } from "react";
import type { Notice, NoticeForm } from "#host/ops";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { DateField } from "#kit/DateField";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { Radio } from "#kit/Radio";
import { TextArea } from "#kit/TextArea";
import { TextField } from "#kit/TextField";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

const FIELDS = [
  "notice_title",
  "notice_text",
  "notice_from",
  "notice_to",
  "notice_kind",
  "training_on",
  "training_place",
];

interface NoticeDialogProps {
  /** `null`: a new one. */
  notice: Notice | null;
  /** The China day of now. */
  today: string;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** A notice or a training, written or changed; every field tells what is wrong with it (YW-HELP-02). */
export function NoticeDialog({ notice, today, onClose, onDone }: NoticeDialogProps) {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const id = useId();
  const [form, setForm] = useState({
    kind: notice?.kind === "training" ? ("training" as const) : ("notice" as const),
    title: notice?.title ?? "",
    text: notice?.text ?? "",
    from: notice?.from ?? today,
    to: notice?.to ?? "",
    training_on: notice?.training_on ?? "",
    training_place: notice?.training_place ?? "",
  });
  const save = useWork("publish", async (typed: NoticeForm) => {
    await (notice ? host.changeNotice(notice.id, typed) : host.publish(typed));
    onDone(notice ? words.changed : words.published);
  });
  const put = (name: keyof typeof form) => (value: string) => {
    setForm({ ...form, [name]: value });
  };
  const told = (field: string) => {
    const problem = save.problems.find((one) => one.field === field);
    return problem && { text: sentence(problem, lang), code: problem.code };
  };
  const other = save.problems.find(({ field }) => !FIELDS.includes(field ?? ""));
  const { training_on, training_place, ...always } = form;
  const typed: NoticeForm = form.kind === "training" ? { ...always, training_on, training_place } : always;
  return (
    <Dialog
      wide
      title={notice ? words.editOf(notice.title) : words.noticeNew}
      onEscape={onClose}
      answers={
        <>
          <Button keys="Esc" onClick={onClose}>
            {words.keep}
          </Button>
          <Button submit form={id} tone="primary" disabled={save.pending}>
            {notice ? words.save : words.publish}
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
          if (!save.pending) save.run(typed);
        }}
      >
        <Radio
          inline
          label={words.noticeColumns.kind}
          value={form.kind}
          choices={(["notice", "training"] as const).map((value) => ({
            value,
            label: words.noticeKinds[value],
          }))}
          onChange={put("kind")}
        />
        <TextField
          autoFocus
          required
          label={words.noticeTitle}
          maxLength={100}
          value={form.title}
          onChange={put("title")}
          problem={told("notice_title")}
        />
        <TextArea
          required
          label={words.noticeText}
          hint={words.noticeTextHint}
          rows={6}
          value={form.text}
          onChange={put("text")}
          problem={told("notice_text")}
        />
        <div className={styles.pair}>
          <DateField
            required
            label={words.noticeFrom}
            value={form.from}
            onChange={put("from")}
            problem={told("notice_from")}
          />
          <DateField
            required
            label={words.noticeTo}
            value={form.to}
            onChange={put("to")}
            problem={told("notice_to")}
          />
          {form.kind === "training" && (
            <>
              <DateField
                required
                label={words.trainingOn}
                value={form.training_on}
                onChange={put("training_on")}
                problem={told("training_on")}
              />
              <TextField
                required
                label={words.trainingPlace}
                maxLength={100}
                value={form.training_place}
                onChange={put("training_place")}
                problem={told("training_place")}
              />
            </>
          )}
        </div>
        {notice && <p className="hint">{words.editHint}</p>}
        <Message problem={other && { text: sentence(other, lang), code: other.code }} />
      </form>
    </Dialog>
  );
}
