import { useId, useState } from "react";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Dialog } from "#kit/Dialog";
import { TextField } from "#kit/TextField";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Settings.module.css";

export type LockDeed = "set" | "change" | "remove";

/** Which field a refusal belongs to. */
const OF_THE_PRESENT = ["LOCAL_LOCK_WRONG", "LOCAL_LOCK_SPENT", "LOCAL_LOCKED"];

/** Sets, changes or removes the lock; the present one is asked for where there is one. */
export function LockDialog({
  deed,
  onClose,
  onDone,
}: {
  deed: LockDeed;
  onClose: () => void;
  onDone: () => void;
}) {
  const { lang, text } = useText();
  const words = text.settings;
  const form = useId();
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const set = useCommand("setLock", { done: onDone });
  const problem = set.problem && { text: sentence(set.problem, lang), code: set.problem.code };
  const isOfPresent = set.problem !== null && OF_THE_PRESENT.includes(set.problem.code);
  const secret = { show: words.show, hide: words.hide };
  const ready = (deed === "set" || present !== "") && (deed === "remove" || (next !== "" && next === again));
  const titles = { set: words.setLock, change: words.changeLock, remove: words.removeTitle };
  return (
    <Dialog
      title={titles[deed]}
      text={deed === "remove" ? words.removeText : undefined}
      onEscape={onClose}
      answers={
        <>
          <Button keys="Esc" onClick={onClose}>
            {deed === "remove" ? words.keepLock : words.cancel}
          </Button>
          <Button
            submit
            form={form}
            tone={deed === "remove" ? "danger" : "primary"}
            solid={deed === "remove"}
            disabled={!ready || set.pending}
          >
            {deed === "set" ? words.setLock : deed === "change" ? words.changeLock : words.removeLock}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !set.pending)
            set.run(deed === "set" ? null : present, deed === "remove" ? null : next);
        }}
      >
        {deed !== "set" && (
          <TextField
            autoFocus
            label={words.present}
            secret={secret}
            autoComplete="current-password"
            value={present}
            onChange={setPresent}
            problem={isOfPresent ? problem : null}
          />
        )}
        {deed !== "remove" && (
          <>
            <TextField
              autoFocus={deed === "set"}
              label={words.next}
              hint={words.nextHint}
              secret={secret}
              autoComplete="new-password"
              value={next}
              onChange={setNext}
              problem={isOfPresent ? null : problem}
            />
            <TextField
              label={words.again}
              secret={secret}
              autoComplete="new-password"
              value={again}
              onChange={setAgain}
              problem={again !== "" && !next.startsWith(again) ? { text: words.differ } : null}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}
