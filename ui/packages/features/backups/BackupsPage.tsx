import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Progress } from "#kit/Progress";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { BackupList, RestoreDialog } from "./BackupList";
import styles from "./Backups.module.css";

/** 备份: the daily ones, one more elsewhere, and the way back (CM-SEC-01, CM-OFF-01). */
export function BackupsPage() {
  const { lang, text } = useText();
  const words = text.backups;
  const client = useQueryClient();
  const [told, setTold] = useState("");
  const [restored, setRestored] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const backUp = useCommand("backUp", {
    done: (file) => {
      if (!file) return;
      setTold(words.backedUp(file.path));
      void client.invalidateQueries({ queryKey: ["backups"] });
    },
  });
  const done = (folder: string) => {
    setRestored(folder);
    void client.invalidateQueries();
  };
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className={styles.grow} />
        <Button
          tone="primary"
          disabled={backUp.pending}
          onClick={() => {
            setTold("");
            backUp.run();
          }}
        >
          {words.backUp}
        </Button>
      </header>
      <div className={styles.body}>
        <p className={styles.intro}>{words.intro}</p>
        <div role="status" className={styles.told}>
          {told && <p>{told}</p>}
          {restored !== null && (
            <p>
              <b>{words.restored}</b> {words.restoredText(restored)}{" "}
              <Link to="/orders">{words.toOrders}</Link>
            </p>
          )}
        </div>
        {backUp.pending && <Progress label={words.backUp} />}
        <Message
          problem={backUp.problem && { text: sentence(backUp.problem, lang), code: backUp.problem.code }}
        />
        <h2>{words.list}</h2>
        <BackupList onDone={done} />
        <h2>{words.fromFile}</h2>
        <p className={styles.file}>
          <span>{words.fromFileHint}</span>
          <Button
            onClick={() => {
              setChoosing(true);
            }}
          >
            {words.restoreFile}
          </Button>
        </p>
      </div>
      {choosing && (
        <RestoreDialog
          path={null}
          title={words.questionFile}
          onClose={() => {
            setChoosing(false);
          }}
          onDone={done}
        />
      )}
    </>
  );
}
