import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BackupKey } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Progress } from "#kit/Progress";
import { Radio } from "#kit/Radio";
import { TextField } from "#kit/TextField";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Backups.module.css";

interface RestoreFormProps {
  /** The backup; null where the person chooses a file. */
  path: string | null;
  onDone: (folder: string) => void;
  /** Closes without restoring; there where the form stands in a dialog. */
  onKeep?: () => void;
}

/** What opens the backup, and what will open the new vault where no keychain answers. */
export function RestoreForm({ path, onDone, onKeep }: RestoreFormProps) {
  const { lang, text } = useText();
  const words = text.backups;
  const host = useHost();
  const vault = useQuery({ queryKey: ["vault"], queryFn: () => host.vaultState() });
  const [kind, setKind] = useState<"recovery" | "password">("recovery");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [next, setNext] = useState("");
  const withKeychain = vault.data?.keychain_answers ?? true;
  const restore = useCommand("restoreBackup", {
    // Nothing when the person closed the system's dialog.
    done: (view) => {
      if (view) onDone(view.folder);
    },
  });
  const key: BackupKey = kind === "recovery" ? { kind, code } : { kind, text: password };
  const ready = (kind === "recovery" ? code.trim() : password) !== "" && (withKeychain || next !== "");
  const problem = restore.problem && { text: sentence(restore.problem, lang), code: restore.problem.code };
  const secret = { show: text.start.showPassword, hide: text.start.hidePassword };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || restore.pending) return;
        restore.run(path, key, withKeychain ? { kind: "computer" } : { kind: "password", text: next });
      }}
    >
      <Radio
        inline
        label={words.keyKind}
        value={kind}
        onChange={setKind}
        choices={[
          { value: "recovery", label: words.keyCode },
          { value: "password", label: words.keyPassword },
        ]}
      />
      {kind === "recovery" ? (
        <TextField
          large
          code
          autoFocus
          label={words.keyCode}
          hint={words.keyCodeHint}
          value={code}
          onChange={setCode}
          problem={problem}
        />
      ) : (
        <TextField
          large
          autoFocus
          label={words.keyPassword}
          hint={words.keyPasswordHint}
          secret={secret}
          value={password}
          onChange={setPassword}
          problem={problem}
        />
      )}
      {!withKeychain && (
        <TextField
          large
          label={words.newPassword}
          hint={words.newPasswordHint}
          secret={secret}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
      )}
      <div className={styles.answers}>
        {onKeep && (
          <Button keys="Esc" onClick={onKeep}>
            {words.keep}
          </Button>
        )}
        <Button tone="primary" submit disabled={!ready || restore.pending}>
          {path === null ? words.choose : words.restore}
        </Button>
      </div>
      {restore.pending && <Progress label={words.restoring} />}
    </form>
  );
}
