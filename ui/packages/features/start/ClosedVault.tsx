import { useQueryClient } from "@tanstack/react-query";
import { useState, type ComponentType } from "react";
import type { ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { useText } from "#text/TextProvider";
import type { start as zh } from "#text/zh/start";
import { fieldProblem } from "./fieldProblem";
import { Paper } from "./Paper";
import styles from "./Paper.module.css";
import { RecoverForm } from "./RecoverForm";
import type { RestoreFormProps } from "./RestoreStage";
import { vaultQuery } from "./vaultQuery";

interface ClosedVaultProps {
  problem: ProblemView | null;
  folder?: string;
  /** The daily backups and the form for a file; the app hands them in. */
  restore: {
    backups: ComponentType<{ onDone: () => void }>;
    file: ComponentType<RestoreFormProps>;
  };
}

const BY_CODE = ["LOCAL_KEY_MISSING", "LOCAL_KEYCHAIN", "LOCAL_KEY_FILE"];

/** Why the vault does not open, with its code, and what can be done about it here and now. */
export function ClosedVault({
  problem,
  folder,
  restore: { backups: Backups, file: RestoreFile },
}: ClosedVaultProps) {
  const { lang, text } = useText();
  const words = text.start;
  const host = useHost();
  const client = useQueryClient();
  const code = problem?.code ?? "INTERNAL";
  const [restoring, setRestoring] = useState(code === "LOCAL_STORE_DAMAGED");
  const [fromFile, setFromFile] = useState(false);
  const [saved, setSaved] = useState("");
  const log = useCommand("saveLog", {
    done: (file) => {
      if (file) setSaved(words.logSaved(file.path));
    },
  });
  const again = () => void client.invalidateQueries(vaultQuery(host));
  const advice = code in words.closed ? words.closed[code as keyof typeof zh.closed] : words.closed.other;
  return (
    <Paper
      foot={
        <>
          <span>{saved || text.frame.noVault}</span>
          <span>{text.frame.product}</span>
        </>
      }
    >
      <h1>{words.closedTitle}</h1>
      <div className={styles.problem}>
        <Message problem={fieldProblem(problem, lang)} />
      </div>
      <p className={styles.lead}>{advice}</p>
      {BY_CODE.includes(code) && !restoring && <RecoverForm />}
      {restoring && (
        <>
          <Backups onDone={again} />
          {fromFile ? (
            <RestoreFile path={null} onDone={again} />
          ) : (
            <div className={styles.form}>
              <Button
                large
                onClick={() => {
                  setFromFile(true);
                }}
              >
                {text.backups.restoreFile}
              </Button>
            </div>
          )}
        </>
      )}
      <div className={styles.form}>
        <Button large onClick={again}>
          {words.retry}
        </Button>
      </div>
      <div className={styles.ways}>
        {!restoring && (
          <button
            type="button"
            onClick={() => {
              setRestoring(true);
            }}
          >
            {words.fromBackup}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            log.run();
          }}
        >
          {words.saveLog}
        </button>
      </div>
      {folder !== undefined && folder !== "" && (
        <div className={styles.facts}>
          <span className="hint">{words.folder}</span>
          <br />
          <code>{folder}</code>
        </div>
      )}
      <Message problem={fieldProblem(log.problem, lang)} />
    </Paper>
  );
}
