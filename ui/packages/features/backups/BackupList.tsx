import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BackupView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { Button } from "#kit/Button";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Backups.module.css";
import { RestoreForm } from "./RestoreForm";

/** The daily backups, newest first, each with its way back. */
export function BackupList({ onDone }: { onDone: (folder: string) => void }) {
  const { lang, text } = useText();
  const words = text.backups;
  const host = useHost();
  const backups = useQuery({ queryKey: ["backups"], queryFn: () => host.backups() });
  const [asked, setAsked] = useState<BackupView | null>(null);
  if (!backups.data) return null;
  if (backups.data.length === 0)
    return (
      <p className={styles.none}>
        {words.none} <span className="hint">{words.noneDo}</span>
      </p>
    );
  return (
    <>
      <table className={styles.list} aria-label={words.list}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.madeAt}</th>
            <th scope="col" className={styles.number}>
              {words.size}
            </th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="visually-hidden">{words.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {backups.data.map((backup) => (
            <tr key={backup.path} title={backup.path}>
              <th scope="row">{backup.day}</th>
              <td>{backup.made_at?.slice(5, 16) ?? "—"}</td>
              <td className={styles.number}>{words.bytes((backup.bytes / 1_048_576).toFixed(1))}</td>
              <td>
                {backup.problem ? (
                  <Message problem={{ text: sentence(backup.problem, lang), code: backup.problem.code }} />
                ) : (
                  words.usable
                )}
              </td>
              <td className={styles.number}>
                <Button
                  label={words.restoreOf(backup.day)}
                  disabledReason={backup.problem && sentence(backup.problem, lang)}
                  onClick={() => {
                    setAsked(backup);
                  }}
                >
                  {words.restore}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && (
        <RestoreDialog
          path={asked.path}
          title={words.question(asked.day)}
          onClose={() => {
            setAsked(null);
          }}
          onDone={onDone}
        />
      )}
    </>
  );
}

/** The question before a restore, and what it means. */
export function RestoreDialog({
  path,
  title,
  onClose,
  onDone,
}: {
  path: string | null;
  title: string;
  onClose: () => void;
  onDone: (folder: string) => void;
}) {
  const { text } = useText();
  return (
    <Dialog title={title} text={text.backups.meaning} onEscape={onClose} answers={null}>
      <RestoreForm
        path={path}
        onKeep={onClose}
        onDone={(folder) => {
          onClose();
          onDone(folder);
        }}
      />
    </Dialog>
  );
}
