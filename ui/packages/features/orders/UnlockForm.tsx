import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { EmptyState } from "#kit/EmptyState";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./UnlockForm.module.css";

/** Asks for the PIN or password of a locked vault; what was asked for before is then read again. */
export function UnlockForm() {
  const host = useHost();
  const { lang, text } = useText();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const unlock = useMutation({
    mutationFn: () => host.unlockVault(typed),
    onSuccess: () => client.invalidateQueries(),
  });
  const problem = unlock.error && asProblem(unlock.error);
  return (
    <EmptyState missing={text.orders.locked} next={text.orders.lockedDo}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate();
        }}
      >
        <input
          type="password"
          autoFocus
          autoComplete="off"
          aria-label={text.orders.pin}
          aria-invalid={problem !== null}
          aria-describedby="unlock-problem"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <button type="submit" disabled={typed === "" || unlock.isPending}>
          {text.orders.unlock}
        </button>
      </form>
      <p id="unlock-problem" role="alert" className={styles.problem}>
        {problem && (
          <>
            {sentence(problem, lang)} <code>{problem.code}</code>
          </>
        )}
      </p>
    </EmptyState>
  );
}
