import { useState } from "react";
import type { OpsPerson } from "#host/ops";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { ReasonDialog } from "./ReasonDialog";

/** Staff have no bound mobile; their password comes from another of the staff (YW-AUTH-08). */
const STAFF = ["reviewer", "operator", "officer"];

/** The people of an account: a lost mobile is replaced, staff get a one-time password (YW-OPS-03, YW-AUTH-08). */
export function PeopleTable({
  people,
  onDone,
}: {
  people: readonly OpsPerson[];
  onDone: (said: string) => void;
}) {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const [replacing, setReplacing] = useState<OpsPerson | null>(null);
  const [given, setGiven] = useState<{ name: string; password: string } | null>(null);
  const nameOf = (person: OpsPerson) =>
    person.name ?? person.login_name ?? person.short_name ?? person.id.slice(-8);
  const give = useWork("givePassword", async (person: OpsPerson) => {
    setGiven({ name: nameOf(person), password: await host.givePassword(person.id) });
  });
  const ask = async (person: OpsPerson) => {
    const answer = await confirm({
      title: words.givePasswordTitle(nameOf(person)),
      text: words.givePasswordText,
      answers: [
        { key: "keep", label: words.keep },
        { key: "give", label: words.givePassword, tone: "danger" },
      ],
    });
    if (answer === "give") give.run(person);
  };
  const { problem } = give;
  return (
    <section>
      <h2>{words.people}</h2>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      <table className={styles.people} aria-label={words.people}>
        <thead>
          <tr>
            <th scope="col">{words.peopleColumns.name}</th>
            <th scope="col">{words.peopleColumns.login}</th>
            <th scope="col">{words.peopleColumns.role}</th>
            <th scope="col">{words.peopleColumns.mobile}</th>
            <th scope="col">{words.peopleColumns.state}</th>
            <th scope="col">
              <span className="visually-hidden">{words.peopleColumns.deeds}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">{person.name ?? "—"}</th>
              <td>{person.login_name ?? person.short_name ?? "—"}</td>
              <td>{words.roles[person.role] ?? person.role}</td>
              <td>{person.mobile ?? "—"}</td>
              <td>
                {person.disabled ? words.disabled : words.enabled}
                {person.must_change_password && <span className="hint"> {words.oneTimePassword}</span>}
              </td>
              <td>
                {STAFF.includes(person.role) ? (
                  <Button
                    label={words.givePasswordOf(nameOf(person))}
                    disabled={give.pending || person.disabled}
                    onClick={() => void ask(person)}
                  >
                    {words.givePassword}
                  </Button>
                ) : (
                  <Button
                    label={words.mobileOf(nameOf(person))}
                    disabled={person.disabled}
                    onClick={() => {
                      setReplacing(person);
                    }}
                  >
                    {words.mobile}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {replacing && (
        <ReasonDialog
          title={words.mobileTitle(nameOf(replacing))}
          text={words.mobileText}
          deed={words.mobile}
          label={words.mobileReason}
          other={words.mobileNew}
          work={(reason, mobile) => host.replaceMobile(replacing.id, mobile, reason)}
          onDone={() => {
            setReplacing(null);
            onDone(words.mobileDone);
          }}
          onClose={() => {
            setReplacing(null);
          }}
        />
      )}
      {given && (
        <Dialog
          title={words.given(given.name)}
          onEscape={() => {
            setGiven(null);
          }}
          answers={
            <Button
              autoFocus
              tone="primary"
              onClick={() => {
                setGiven(null);
              }}
            >
              {words.copied}
            </Button>
          }
        >
          <p>
            <code className={styles.secret}>{given.password}</code>
          </p>
        </Dialog>
      )}
    </section>
  );
}
