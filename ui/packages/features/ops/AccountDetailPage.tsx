import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link, useParams } from "react-router";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { Dialog } from "#kit/Dialog";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { AuditTrail } from "./AuditTrail";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { useDeed } from "./useDeed";

/** An account with its people, and what an operator may do with it (YW-OPS-01, YW-OPS-02, YW-AUTH-04). */
export function AccountDetailPage() {
  const { lang, text } = useText();
  const words = text.ops;
  const host = useOps();
  const client = useQueryClient();
  const id = useParams().id ?? "";
  const detail = useQuery({ queryKey: ["accounts", "one", id], queryFn: () => host.account(id) });
  const [told, setTold] = useState("");
  const [suspending, setSuspending] = useState(false);
  const deed = useDeed();
  const does = (work: () => Promise<void>, said: string) => {
    setTold("");
    deed.run(async () => {
      await work();
      await client.invalidateQueries({ queryKey: ["accounts"] });
      setTold(said);
    });
  };
  const problem = deed.problem ?? (detail.error && asProblem(detail.error));
  const { account, people = [] } = detail.data ?? {};
  const endSessions = async () => {
    const answer = await confirm({
      title: words.endTitle,
      text: words.endText,
      answers: [
        { key: "keep", label: words.keep },
        { key: "end", label: words.endSessions, tone: "danger" },
      ],
    });
    if (answer === "end") does(() => host.endSessions(id), words.ended);
  };
  return (
    <>
      <header className="page-head">
        <span>
          <Link to="/">{words.accounts}</Link> <span aria-hidden="true">/</span>
        </span>
        <h1>{account?.company_name ?? account?.mpn ?? id}</h1>
      </header>
      <div className={styles.body}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        <p role="status">{told}</p>
        {account && (
          <>
            <dl className={styles.facts}>
              <div>
                <dt>{words.columns.uscc}</dt>
                <dd>{account.uscc ?? "—"}</dd>
              </div>
              <div>
                <dt>{words.columns.mpn}</dt>
                <dd>{account.mpn ?? "—"}</dd>
              </div>
              <div>
                <dt>{words.columns.kind}</dt>
                <dd>{words.kinds[account.kind]}</dd>
              </div>
              <div>
                <dt>{words.columns.state}</dt>
                <dd>
                  {words.states[account.state]} {account.state_reason}
                </dd>
              </div>
            </dl>
            <div className={styles.deeds}>
              <Button
                disabled={deed.pending}
                onClick={() => {
                  does(() => host.unlock(id), words.unlocked);
                }}
              >
                {words.unlock}
              </Button>
              {account.state === "suspended" ? (
                <Button
                  disabled={deed.pending}
                  onClick={() => {
                    does(() => host.lift(id), words.lifted);
                  }}
                >
                  {words.lift}
                </Button>
              ) : (
                <Button
                  tone="danger"
                  disabled={deed.pending || account.state === "closed"}
                  onClick={() => {
                    setSuspending(true);
                  }}
                >
                  {words.suspend}
                </Button>
              )}
              <Button disabled={deed.pending} onClick={() => void endSessions()}>
                {words.endSessions}
              </Button>
            </div>
            <h2>{words.people}</h2>
            <table className={styles.people} aria-label={words.people}>
              <thead>
                <tr>
                  <th scope="col">{words.peopleColumns.name}</th>
                  <th scope="col">{words.peopleColumns.login}</th>
                  <th scope="col">{words.peopleColumns.role}</th>
                  <th scope="col">{words.peopleColumns.mobile}</th>
                  <th scope="col">{words.peopleColumns.state}</th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.id}>
                    <th scope="row">{person.name ?? "—"}</th>
                    <td>{person.login_name ?? person.short_name ?? "—"}</td>
                    <td>{words.roles[person.role] ?? person.role}</td>
                    <td>{person.mobile ?? "—"}</td>
                    <td>{person.disabled ? words.disabled : words.enabled}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <AuditTrail id={id} people={people} />
          </>
        )}
      </div>
      {suspending && (
        <SuspendDialog
          onClose={() => {
            setSuspending(false);
          }}
          onReason={(reason) => {
            setSuspending(false);
            does(() => host.suspend(id, reason), words.suspended);
          }}
        />
      )}
    </>
  );
}

function SuspendDialog({ onClose, onReason }: { onClose: () => void; onReason: (reason: string) => void }) {
  const { text } = useText();
  const words = text.ops;
  const form = useId();
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= 2;
  return (
    <Dialog
      title={words.suspendTitle}
      text={words.suspendText}
      onEscape={onClose}
      answers={
        <>
          <Button keys="Esc" onClick={onClose}>
            {words.keep}
          </Button>
          <Button submit form={form} tone="danger" solid disabled={!ready}>
            {words.suspend}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onReason(reason.trim());
        }}
      >
        <TextField
          autoFocus
          required
          label={words.suspendReason}
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
      </form>
    </Dialog>
  );
}
