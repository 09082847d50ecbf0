import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { asProblem } from "#host/Host";
import type { OpsAccount } from "#host/ops";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { confirm } from "#kit/confirm";
import { Message } from "#kit/Field";
import { chinaMinute } from "#kit/instants";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import { AuditTrail } from "./AuditTrail";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { PeopleTable } from "./PeopleTable";
import { ReasonDialog } from "./ReasonDialog";
import { StateStamp } from "./StateStamp";

/** An account with its people, and what an operator may do with it (YW-OPS-01, YW-OPS-02, YW-AUTH-04). */
export function AccountDetailPage() {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const client = useQueryClient();
  const id = useParams().id ?? "";
  const detail = useQuery({ queryKey: ["accounts", "one", id], queryFn: () => host.account(id) });
  const [told, setTold] = useState("");
  const done = (said: string) => {
    setTold(said);
    void client.invalidateQueries({ queryKey: ["accounts"] });
  };
  const problem = detail.error && asProblem(detail.error);
  const { account, people = [] } = detail.data ?? {};
  return (
    <>
      <header className="page-head">
        <span>
          <Link to="/accounts">{words.accounts}</Link> <span aria-hidden="true">/</span>
        </span>
        <h1>{account?.company_name ?? account?.mpn ?? id.slice(-8)}</h1>
        {account && <StateStamp state={account.state} />}
      </header>
      <div className={styles.body}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        <p role="status" className={styles.told}>
          {told}
        </p>
        {account && (
          <>
            <Facts account={account} />
            <Deeds account={account} onDone={done} />
            <PeopleTable people={people} onDone={done} />
            <AuditTrail id={id} people={people} />
          </>
        )}
      </div>
    </>
  );
}

function Facts({ account }: { account: OpsAccount }) {
  const { text } = useConsoleText();
  const words = text.ops;
  const facts = [
    [words.columns.uscc, account.uscc],
    [words.columns.mpn, account.mpn],
    [words.columns.kind, words.kinds[account.kind] ?? account.kind],
    [words.columns.services, account.services.map((name) => words.services[name] ?? name).join("、")],
    [words.columns.since, chinaMinute(account.created_at)],
    [
      words.columns.state,
      [words.states[account.state] ?? account.state, account.state_reason].filter(Boolean).join(" "),
    ],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value == null || value === "" ? "—" : value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Asked = "suspend" | "close";

function Deeds({ account, onDone }: { account: OpsAccount; onDone: (said: string) => void }) {
  const { lang, text } = useConsoleText();
  const words = text.ops;
  const host = useOps();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, state } = account;
  const does = useWork("operate", async (work: () => Promise<void>, said: string) => {
    await work();
    onDone(said);
  });
  const endSessions = async () => {
    const answer = await confirm({
      title: words.endTitle,
      text: words.endText,
      answers: [
        { key: "keep", label: words.keep },
        { key: "end", label: words.endSessions, tone: "danger" },
      ],
    });
    if (answer === "end") does.run(() => host.endSessions(id), words.ended);
  };
  const { problem } = does;
  const questions = {
    suspend: {
      title: words.suspendTitle,
      text: words.suspendText,
      deed: words.suspend,
      said: words.suspended,
    },
    close: { title: words.closeTitle, text: words.closeText, deed: words.close, said: words.closed },
  };
  const question = asked && questions[asked];
  return (
    <>
      <div className={styles.deeds}>
        <Button
          disabled={does.pending || state === "closed"}
          onClick={() => {
            does.run(() => host.unlock(id), words.unlocked);
          }}
        >
          {words.unlock}
        </Button>
        <Button disabled={does.pending || state === "closed"} onClick={() => void endSessions()}>
          {words.endSessions}
        </Button>
        {state === "suspended" && (
          <Button
            disabled={does.pending}
            onClick={() => {
              does.run(() => host.lift(id), words.lifted);
            }}
          >
            {words.lift}
          </Button>
        )}
        {state === "active" && (
          <Button
            tone="danger"
            disabled={does.pending}
            onClick={() => {
              setAsked("suspend");
            }}
          >
            {words.suspend}
          </Button>
        )}
        {state !== "closed" && (
          <Button
            tone="danger"
            disabled={does.pending}
            onClick={() => {
              setAsked("close");
            }}
          >
            {words.close}
          </Button>
        )}
      </div>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {asked && question && (
        <ReasonDialog
          title={question.title}
          text={question.text}
          deed={question.deed}
          label={words.reason}
          work={(reason) => host[asked](id, reason)}
          onDone={() => {
            setAsked(null);
            onDone(question.said);
          }}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}
