import type { ComponentType } from "react";
import { Button } from "#kit/Button";
import { useText } from "#text/TextProvider";
import styles from "./StagePage.module.css";

/** What a restore needs to know; the app hands the form in, because backups are a feature of their own. */
export interface RestoreFormProps {
  /** The backup; null where the person chooses a file. */
  path: string | null;
  onDone: (folder: string) => void;
}

/** The other way in: a backup of another computer or of before. */
export function RestoreStage({
  form: Form,
  onBack,
  onDone,
}: {
  form: ComponentType<RestoreFormProps>;
  onBack: () => void;
  onDone: () => void;
}) {
  const { text } = useText();
  return (
    <div className={styles.page}>
      <h1>{text.start.restoreTitle}</h1>
      <p className={styles.lead}>{text.start.useRestoreHint}</p>
      <Form path={null} onDone={onDone} />
      <div className={styles.ways}>
        <Button quiet large onClick={onBack}>
          {text.start.back}
        </Button>
      </div>
    </div>
  );
}
