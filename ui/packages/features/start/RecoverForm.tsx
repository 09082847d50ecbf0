import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import styles from "./Paper.module.css";
import { vaultQuery } from "./vaultQuery";

/** Opens the vault with its recovery code. */
export function RecoverForm({ hint }: { hint?: string }) {
  const { lang, text } = useText();
  const words = text.start;
  const host = useHost();
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const recover = useCommand("recoverVault", {
    done: () => void client.invalidateQueries(vaultQuery(host)),
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "" && !recover.pending) recover.run(code);
      }}
    >
      <TextField
        large
        code
        autoFocus
        label={words.code}
        hint={hint ? `${words.codeHint} ${hint}` : words.codeHint}
        value={code}
        problem={fieldProblem(recover.problem, lang)}
        onChange={setCode}
      />
      <Button tone="primary" large submit keys="Enter" disabled={code.trim() === "" || recover.pending}>
        {words.open}
      </Button>
    </form>
  );
}
