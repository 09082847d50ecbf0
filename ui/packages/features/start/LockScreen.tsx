import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { usePreferences } from "#host/usePreferences";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Signal } from "#kit/Signal";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { lockedSince } from "./lockedNow";
import { Paper } from "./Paper";
import styles from "./Paper.module.css";
import { RecoverForm } from "./RecoverForm";
import { vaultQuery } from "./vaultQuery";

/** Asks for the PIN or password, says how many tries are left, and leads to the recovery code (CM-SEC-01). */
export function LockScreen({ spent }: { spent: ProblemView | null }) {
  const { lang, text } = useText();
  const words = text.start;
  const host = useHost();
  const client = useQueryClient();
  const { lock_after_minutes: minutes } = usePreferences().preferences;
  const [typed, setTyped] = useState("");
  const [byCode, setByCode] = useState(spent !== null);
  const since = lockedSince();
  const unlock = useCommand("unlockVault", {
    done: () => void client.invalidateQueries(vaultQuery(host)),
    refused: (problem) => {
      setTyped("");
      if (problem.code === "LOCAL_LOCK_SPENT") setByCode(true);
    },
  });
  const refusal = unlock.problem ?? spent;
  const isSpent = refusal?.code === "LOCAL_LOCK_SPENT";
  return (
    <Paper
      corner={since && (since.itself ? words.lockedAuto : words.lockedAt)(since.time)}
      foot={
        <>
          <span>{minutes === null ? words.lockManual : words.lockAfter(minutes)}</span>
          <span>{text.frame.product}</span>
        </>
      }
    >
      <h1>{words.locked}</h1>
      <p className={styles.lead}>{words.lockedFirm}</p>
      {byCode ? (
        <>
          {isSpent && <Message problem={fieldProblem(refusal, lang)} />}
          <RecoverForm hint={words.codeEndsLock} />
        </>
      ) : (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (typed !== "" && !unlock.pending) unlock.run(typed);
          }}
        >
          <TextField
            large
            autoFocus
            label={words.lockPin}
            secret={{ show: words.showPassword, hide: words.hidePassword }}
            autoComplete="current-password"
            value={typed}
            problem={fieldProblem(unlock.problem, lang)}
            onChange={setTyped}
          />
          <Button tone="primary" large submit keys="Enter" disabled={typed === "" || unlock.pending}>
            {words.unlock}
          </Button>
        </form>
      )}
      {!isSpent && (
        <div className={styles.ways}>
          <button
            type="button"
            onClick={() => {
              setByCode(!byCode);
            }}
          >
            {byCode ? words.usePin : words.useCode}
          </button>
        </div>
      )}
      <div className={`${styles.facts} ${styles.signal}`}>
        <Signal tone="calm">{words.allStored}</Signal>
        <span>{words.allStoredText}</span>
      </div>
    </Paper>
  );
}
