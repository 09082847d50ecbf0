import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";

/** Why nothing can be shown, and a way to try again. A vault that is closed or missing is the app's to show. */
export function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { lang, text } = useText();
  const problem = asProblem(error);
  return (
    <div role="alert">
      <EmptyState missing={text.orders.refused} next={sentence(problem, lang)}>
        <code>{problem.code}</code>
        <Button onClick={onRetry}>{text.orders.retry}</Button>
      </EmptyState>
    </div>
  );
}
