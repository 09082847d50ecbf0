import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { EmptyState } from "#kit/EmptyState";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { Link } from "react-router";
import { Conflict } from "./Conflict";
import { Rejection } from "./Rejection";

/** One thing of 需处理: a conflict with its three columns, or a refusal with what was written. */
export function DecidePage() {
  const { lang, text } = useText();
  const words = text.sync;
  const host = useHost();
  const id = useParams().id ?? "";
  const item = useQuery({ queryKey: ["attention", id], queryFn: () => host.attentionItem(id) });
  if (item.error) {
    const problem = asProblem(item.error);
    const gone = problem.code === "NOT_FOUND";
    return (
      <>
        <header className="page-head">
          <h1>{words.attentionTitle}</h1>
        </header>
        <EmptyState
          missing={gone ? words.goneTitle : sentence(problem, lang)}
          next={gone ? words.goneDo : problem.code}
        >
          <Link to="/attention">{words.toList}</Link>
        </EmptyState>
      </>
    );
  }
  if (!item.data) return null;
  return item.data.contested.length > 0 ? (
    <Conflict key={id} item={item.data} />
  ) : (
    <Rejection key={id} item={item.data} />
  );
}
