import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { FirmProfile } from "#host/firm";
import { asProblem } from "#host/Host";
import type { Session } from "#host/httpAccount";
import { Message } from "#kit/Field";
import { chinaMinute } from "#kit/instants";
import { Stamp } from "#kit/Stamp";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Firm.module.css";
import { useFirm } from "./FirmProvider";

/** 外贸公司主体信息 as far as the account knows it; a merchant has an account only (YW-KYC-03, YW-AUTH-05). */
export function ProfilePage({ session }: { session: Session }) {
  const { lang, text } = useConsoleText();
  const words = text.firm;
  const host = useFirm();
  const isFirm = session.account.kind === "firm";
  const found = useQuery({ queryKey: ["profile"], queryFn: () => host.profile(), enabled: isFirm });
  const problem = found.error && asProblem(found.error);
  const account = found.data?.account ?? session.account;
  const person = found.data?.person ?? session.person;
  const facts = words.facts;
  return (
    <>
      <header className="page-head">
        <h1>{words.profile}</h1>
        <Stamp line={account.state === "active" ? "solid" : "dashed"}>
          {words.states[account.state] ?? account.state}
        </Stamp>
      </header>
      <div className={styles.body}>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        {account.state === "suspended" && (
          <p className={styles.warn}>{words.suspended(account.state_reason ?? "")}</p>
        )}
        <h2>{words.sections.account}</h2>
        <Facts
          facts={[
            [facts.kind, words.kindNames[account.kind] ?? account.kind],
            [facts.mpn, account.mpn],
            [facts.services, account.services.map((name) => words.services[name] ?? name).join("、")],
            [
              facts.person,
              [person.name ?? person.short_name, words.roles[person.role]].filter(Boolean).join(" "),
            ],
          ]}
        />
        {found.data && <Company firm={found.data} />}
      </div>
    </>
  );
}

function Company({ firm }: { firm: FirmProfile }) {
  const { text } = useConsoleText();
  const words = text.firm;
  const facts = words.facts;
  const document = words.documents[firm.legal_rep_doc_type] ?? firm.legal_rep_doc_type;
  return (
    <>
      <h2>{words.sections.company}</h2>
      <Facts
        facts={[
          [facts.company, firm.account.company_name],
          [facts.uscc, firm.account.uscc],
          [facts.representative, firm.legal_rep_name],
          [facts.document, `${document} ${firm.legal_rep_doc_no}`],
          [facts.registered, firm.registered_address],
          [facts.office, firm.office_address],
          [facts.customs, firm.customs_reg_no],
          [facts.registry, words.checked(firm.registry_status, chinaMinute(firm.registry_checked_at))],
          [facts.agreement, words.agreed(firm.agreement_version, chinaMinute(firm.agreement_at))],
        ]}
      />
      <h2>{words.sections.contact}</h2>
      <Facts
        facts={[
          [facts.contact, firm.contact_name],
          [
            facts.mobile,
            <>
              {firm.mobile} <Link to="/mobile">{words.mobile}</Link>
            </>,
          ],
          [facts.email, firm.contact_email],
        ]}
      />
      <p className="hint">{words.masked}</p>
    </>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, React.ReactNode])[] }) {
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
