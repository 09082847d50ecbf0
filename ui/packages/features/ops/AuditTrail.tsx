import { useInfiniteQuery } from "@tanstack/react-query";
import { asProblem } from "#host/Host";
import type { OpsPerson } from "#host/ops";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { chinaMinute } from "#kit/instants";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

/** What was done in an account, newest first: who, what, how it ended (CM-AUD-01). */
export function AuditTrail({ id, people }: { id: string; people: OpsPerson[] }) {
  const { lang, text } = useText();
  const words = text.ops;
  const host = useOps();
  const trail = useInfiniteQuery({
    queryKey: ["accounts", "trail", id],
    queryFn: ({ pageParam }) => host.trail(id, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const problem = trail.error && asProblem(trail.error);
  const named = (person: string | null) =>
    people.find((one) => one.id === person)?.name ?? person?.slice(-8) ?? "—";
  return (
    <>
      <h2>{words.trail}</h2>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {trail.isSuccess && entries.length === 0 && <p>{words.trailNone}</p>}
      {entries.length > 0 && (
        <table className={styles.people} aria-label={words.trail}>
          <thead>
            <tr>
              <th scope="col">{words.trailColumns.at}</th>
              <th scope="col">{words.trailColumns.who}</th>
              <th scope="col">{words.trailColumns.action}</th>
              <th scope="col">{words.trailColumns.result}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.seq}>
                <td>{chinaMinute(entry.at)}</td>
                <td>{named(entry.person)}</td>
                <td>{entry.action}</td>
                <td>{entry.result ?? words.done}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {trail.hasNextPage && (
        <p className={styles.more}>
          <Button disabled={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
            {words.more}
          </Button>
        </p>
      )}
    </>
  );
}
