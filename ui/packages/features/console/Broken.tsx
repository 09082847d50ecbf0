import { useRouteError } from "react-router";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";

/** A page that broke: opening it again is all there is to do. */
export function Broken() {
  const problem = asProblem(useRouteError());
  const { lang, text } = useConsoleText();
  return (
    <div role="alert">
      <EmptyState missing={text.console.faulty} next={sentence(problem, lang)}>
        <code>{problem.code}</code>
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          {text.console.reload}
        </Button>
      </EmptyState>
    </div>
  );
}

/** An address of the console at which nothing is. */
export function Nowhere() {
  const { text } = useConsoleText();
  return <EmptyState missing={text.console.nowhere} next={text.console.nowhereDo} />;
}
