import { useRouteError } from "react-router";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";

/** A page that broke: everything typed is on the disk, so opening it again is all there is to do. */
export function Faulty() {
  const problem = asProblem(useRouteError());
  const { lang, text } = useText();
  return (
    <div role="alert">
      <EmptyState missing={text.frame.faulty} next={sentence(problem, lang)}>
        <code>{problem.code}</code>
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          {text.frame.reload}
        </Button>
      </EmptyState>
    </div>
  );
}
