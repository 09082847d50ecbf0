import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { UnlockForm } from "./UnlockForm";

/** Why nothing can be shown, and what to do about it. */
export function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { lang, text } = useText();
  const problem = asProblem(error);
  const retry = <Button onClick={onRetry}>{text.orders.retry}</Button>;
  if (problem.code === "LOCAL_LOCKED") return <UnlockForm />;
  if (problem.code === "LOCAL_VAULT_MISSING")
    return (
      <EmptyState missing={text.orders.noVault} next={text.orders.noVaultDo}>
        <code>xinbao init</code>
        {retry}
      </EmptyState>
    );
  return (
    <div role="alert">
      <EmptyState missing={text.orders.refused} next={sentence(problem, lang)}>
        <code>{problem.code}</code>
        {retry}
      </EmptyState>
    </div>
  );
}
