import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import type { OpsPerson, TrailFilter } from "#host/ops";
import { Checkbox } from "#kit/Checkbox";
import { DateField } from "#kit/DateField";
import { Message } from "#kit/Field";
import { chinaMinute } from "#kit/instants";
import { Select } from "#kit/Select";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { More } from "./More";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";

const EVERYTHING: TrailFilter = { action: "", person: "", refused: false, from: "", to: "" };

/** What was done in an account, newest first: who, what, how it ended; narrowed by action, person, days (CM-AUD-01). */
export function AuditTrail({ id, people }: { id: string; people: readonly OpsPerson[] }) {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const [filter, setFilter] = useState(EVERYTHING);
  const trail = useInfiniteQuery({
    queryKey: ["accounts", "trail", id, filter],
    queryFn: ({ pageParam }) => host.trail(id, filter, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const narrow = (change: Partial<TrailFilter>) => {
    setFilter({ ...filter, ...change });
  };
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const problem = trail.error && asProblem(trail.error);
  const nameOf = (person: OpsPerson) => person.name ?? person.login_name ?? person.id.slice(-8);
  const named = (id: string | null | undefined) => {
    const person = people.find((one) => one.id === id);
    return person ? nameOf(person) : (id?.slice(-8) ?? "—");
  };
  return (
    <section>
      <h2>{words.trail}</h2>
      <div className={styles.narrow}>
        <Select
          label={words.trailAction}
          value={filter.action}
          options={[
            { value: "", label: words.trailAll },
            ...Object.entries(words.actions).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(action) => {
            narrow({ action });
          }}
        />
        <Select
          label={words.trailPerson}
          value={filter.person}
          options={[
            { value: "", label: words.trailEverybody },
            ...people.map((person) => ({ value: person.id, label: nameOf(person) })),
          ]}
          onChange={(person) => {
            narrow({ person });
          }}
        />
        <DateField
          label={words.trailFrom}
          value={filter.from}
          onChange={(from) => {
            narrow({ from });
          }}
        />
        <DateField
          label={words.trailTo}
          value={filter.to}
          onChange={(to) => {
            narrow({ to });
          }}
        />
        <Checkbox
          label={words.trailRefused}
          checked={filter.refused}
          onChange={(refused) => {
            narrow({ refused });
          }}
        />
      </div>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {trail.isSuccess && entries.length === 0 && (
        <p className="hint">
          {Object.values(filter).some(Boolean) ? words.trailNoneFiltered : words.trailNone}
        </p>
      )}
      {entries.length > 0 && (
        <table className={styles.people} aria-label={words.trail}>
          <thead>
            <tr>
              <th scope="col">{words.trailColumns.at}</th>
              <th scope="col">{words.trailColumns.who}</th>
              <th scope="col">{words.trailColumns.action}</th>
              <th scope="col">{words.trailColumns.detail}</th>
              <th scope="col">{words.trailColumns.result}</th>
              <th scope="col">{words.trailColumns.request}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.seq}>
                <td>{chinaMinute(entry.at)}</td>
                <td>{named(entry.person)}</td>
                <td title={entry.action}>{words.actions[entry.action] ?? entry.action}</td>
                <td className={styles.detail}>{entry.detail}</td>
                <td>{entry.result == null ? words.done : <code>{entry.result}</code>}</td>
                <td>
                  <code title={entry.request_id}>{entry.request_id.slice(-8)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More pages={trail} />
    </section>
  );
}
