import { useState } from "react";
import { useNavigate } from "react-router";
import type { ActivatedView, ProblemView, VerifiedView } from "#host/generated";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { AccountFrame } from "./AccountFrame";
import { ApplicantStep } from "./ApplicantStep";
import { CompanyStep } from "./CompanyStep";
import { shown } from "./problems";
import { useRegistration } from "./registration";

/** 注册外贸公司: four values and the registry, the company's data, an account (YW-REG). A browser keeps no draft of it. */
export function RegisterPage({ inBrowser = false }: { inBrowser?: boolean }) {
  const { lang, text } = useText();
  const words = text.account;
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const draft = useRegistration((cause) => {
    setFailed(asProblem(cause));
  });
  const [verified, setVerified] = useState<VerifiedView | null | undefined>(undefined);
  const [made, setMade] = useState<ActivatedView | null>(null);
  if (!draft) return null;
  const { applicant, company, opened } = draft;
  // Where the registry agreed before the page was opened, its answer still holds.
  const before = opened.state === "verified" ? opened : null;
  const answer = verified === undefined ? before : verified;
  const at = made ? 2 : answer ? 1 : 0;
  return (
    <AccountFrame
      title={words.registerTitle}
      back="/account"
      backTitle={inBrowser ? words.signInTitle : words.title}
      lead={at > 0 ? undefined : inBrowser ? words.applicantLeadInBrowser : words.applicantLead}
    >
      <ol className={styles.steps}>
        {words.steps.map((step, place) => (
          <li
            key={step}
            aria-current={place === at ? "step" : undefined}
            className={place < at ? styles.done : undefined}
          >
            <i>{place < at ? <Icon name="check" small /> : place + 1}</i>
            {step}
            {place < at && <span className="visually-hidden">{words.stepDone}</span>}
          </li>
        ))}
      </ol>
      <Message problem={shown(failed, lang)} />
      {made ? (
        <Done made={made} />
      ) : answer ? (
        <CompanyStep
          applicant={applicant}
          company={company}
          secondsLeft={answer.seconds_left}
          onChange={(next) => {
            draft.change({ company: next });
          }}
          onBack={() => {
            setVerified(null);
          }}
          onDone={(account) => {
            draft.done();
            setMade(account);
          }}
        />
      ) : (
        <ApplicantStep
          applicant={applicant}
          kept={inBrowser ? words.draftInPage : opened.forgotten ? words.draftForgotten : words.draftKept}
          onChange={(next) => {
            draft.change({ applicant: next });
          }}
          onVerified={(answer) => {
            setVerified(answer);
            if (company.registered_address === "" && answer.registered_address !== "")
              draft.change({ company: { ...company, registered_address: answer.registered_address } });
          }}
        />
      )}
    </AccountFrame>
  );
}

/** The sign-in name, the market-procurement number, and the way to the sign-in (YW-REG-06). */
function Done({ made }: { made: ActivatedView }) {
  const { text } = useText();
  const words = text.account;
  const goto = useNavigate();
  return (
    <>
      <h2>{words.doneTitle}</h2>
      <p className={styles.lead}>{words.doneText}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{words.loginName}</dt>
          <dd>{made.login_name}</dd>
        </div>
        <div>
          <dt>{words.mpn}</dt>
          <dd>{made.mpn}</dd>
        </div>
      </dl>
      <Button
        tone="primary"
        autoFocus
        onClick={() => void goto("/account", { state: { name: made.login_name }, replace: true })}
      >
        {words.toSignIn}
      </Button>
    </>
  );
}
