import { useState } from "react";
import type { ActivatedView, ApplicantForm, CompanyDraft, CompanyForm, ProblemView } from "#host/generated";
import { asProblem } from "#host/Host";
import { useAccountHost } from "#host/HostProvider";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Checkbox } from "#kit/Checkbox";
import { Message } from "#kit/Field";
import { Progress } from "#kit/Progress";
import { Signal } from "#kit/Signal";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { NewPasswordFields } from "./NewPasswordFields";
import { of, shown } from "./problems";
import { SmsField } from "./SmsField";
import { useCountdown } from "./useCountdown";

const FIELDS = [
  "password",
  "password_repeat",
  "contact_name",
  "mobile",
  "sms_code",
  "contact_email",
  "registered_address",
  "office_address",
  "customs_reg_no",
  "agreement_version",
];

interface CompanyStepProps {
  applicant: ApplicantForm;
  company: CompanyDraft;
  /** Seconds for which the data may be sent, when the step is opened. */
  secondsLeft: number;
  onChange: (company: CompanyDraft) => void;
  onBack: () => void;
  onDone: (made: ActivatedView) => void;
}

/** The company's data, the bound mobile's proof, and 【激活】 within 30 minutes (YW-REG-04 to 06). */
export function CompanyStep(props: CompanyStepProps) {
  const { applicant, company, secondsLeft, onChange, onBack, onDone } = props;
  const { lang, text } = useText();
  const words = text.account;
  const host = useAccountHost();
  const [twice, setTwice] = useState({ next: "", again: "" });
  const [code, setCode] = useState("");
  const [told, setTold] = useState<readonly ProblemView[]>([]);
  const time = useCountdown(secondsLeft);
  const activate = useAccountCommand("activate", {
    done: onDone,
    refused: (...problems) => {
      setTold(problems);
    },
  });
  const expired = time.left === 0;
  const put =
    <Field extends keyof CompanyDraft>(field: Field) =>
    (value: CompanyDraft[Field]) => {
      setTold(told.filter((one) => one.field !== field));
      onChange({ ...company, [field]: value });
    };
  const send = async () => {
    const form: CompanyForm = {
      company,
      password: twice.next,
      password_repeat: twice.again,
      sms_code: code.trim(),
    };
    activate.clear();
    try {
      const found = await host.checkCompany(applicant.uscc, form);
      setTold(found);
      if (!found.some(({ severity }) => severity === "error")) activate.run(form);
    } catch (error) {
      setTold([asProblem(error)]);
    }
  };
  const own = told.find((one) => !FIELDS.includes(one.field ?? "")) ?? null;
  const minutes = Math.floor(time.left / 60);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!activate.pending && !expired) void send();
      }}
    >
      <dl className={styles.facts}>
        <div>
          <dt>{words.companyName}</dt>
          <dd>
            {applicant.company_name} <Signal tone="ok">{words.verifiedTitle}</Signal>
          </dd>
        </div>
        <div>
          <dt>{words.loginName}</dt>
          <dd>
            {applicant.uscc}
            <Button onClick={onBack}>{words.backToFirst}</Button>
          </dd>
        </div>
      </dl>
      <div className={styles.wide}>
        <TextField
          autoFocus
          required
          label={words.contactName}
          value={company.contact_name}
          onChange={put("contact_name")}
          problem={of(told, "contact_name", lang)}
        />
        <TextField
          label={`${words.email} ${words.optionalMark}`}
          inputMode="email"
          value={company.contact_email}
          onChange={put("contact_email")}
          problem={of(told, "contact_email", lang)}
        />
        <TextField
          required
          label={words.mobile}
          inputMode="tel"
          value={company.mobile}
          onChange={put("mobile")}
          problem={of(told, "mobile", lang)}
        />
        <SmsField
          code={code}
          onCode={setCode}
          request={
            company.mobile.trim() === "" ? null : { purpose: "registration", mobile: company.mobile.trim() }
          }
          problem={of(told, "sms_code", lang)}
        />
        <NewPasswordFields
          label={words.password}
          again={words.passwordAgain}
          value={twice}
          onChange={(next) => {
            setTold(told.filter((one) => !one.field?.startsWith("password")));
            setTwice(next);
          }}
          problems={{ next: of(told, "password", lang), again: of(told, "password_repeat", lang) }}
        />
        <TextField
          required
          label={words.registered}
          value={company.registered_address}
          onChange={put("registered_address")}
          problem={of(told, "registered_address", lang)}
        />
        <TextField
          label={`${words.office} ${words.optionalMark}`}
          value={company.office_address}
          onChange={put("office_address")}
          problem={of(told, "office_address", lang)}
        />
        <TextField
          label={`${words.customs} ${words.optionalMark}`}
          hint={words.customsHint}
          value={company.customs_reg_no}
          onChange={put("customs_reg_no")}
          problem={of(told, "customs_reg_no", lang)}
        />
        <div>
          <Checkbox disabled checked label={words.serviceYw} onChange={() => undefined} />
          <Checkbox
            label={words.serviceTa}
            checked={company.trade_assurance}
            onChange={put("trade_assurance")}
          />
        </div>
        <div className={styles.whole}>
          <Checkbox label={words.agree} checked={company.agreed} onChange={put("agreed")} />
          <Message problem={of(told, "agreement_version", lang)} />
        </div>
        <div className={styles.whole}>
          <Message problem={shown(own, lang)} />
        </div>
        <div className={`${styles.ways} ${styles.whole}`}>
          <Button
            tone="primary"
            submit
            disabledReason={expired ? words.expired : null}
            disabled={activate.pending}
          >
            {words.activate}
          </Button>
          <span className="hint" role={expired ? "alert" : undefined}>
            {expired
              ? words.expired
              : words.verifiedLeft(minutes, String(time.left - minutes * 60).padStart(2, "0"))}
          </span>
        </div>
      </div>
      {activate.pending && <Progress label={words.activating} />}
    </form>
  );
}
