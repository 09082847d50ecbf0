import { useState } from "react";
import type { ApplicantForm, ProblemView, VerifiedView } from "#host/generated";
import { asProblem } from "#host/Host";
import { useAccountHost } from "#host/HostProvider";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Progress } from "#kit/Progress";
import { Select } from "#kit/Select";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { answerOf, CaptchaField, useCaptcha } from "./CaptchaField";
import { of, shown } from "./problems";

type DocType = "resident_id" | "hmt_permit" | "prc_card" | "passport";
const DOC_TYPES: readonly DocType[] = ["resident_id", "hmt_permit", "prc_card", "passport"];
const FIELDS = ["company_name", "uscc", "legal_rep_name", "legal_rep_doc_type", "legal_rep_doc_no"];
/** A server says so beside the warnings that it wants to be seen. */
const ACKNOWLEDGE = "WARN_ACK_REQUIRED";
/** Whether a picture is asked for (YW-REG-03), or its letters were wrong. */
const asksPicture = (problem: ProblemView | null) =>
  problem !== null && (problem.code.startsWith("CAPTCHA_") || problem.field === "captcha");

interface ApplicantStepProps {
  applicant: ApplicantForm;
  /** What becomes of what is typed. */
  kept: string;
  onChange: (applicant: ApplicantForm) => void;
  onVerified: (verified: VerifiedView) => void;
}

/** The four values: wrong ones are told before any call of the network (YW-REG-01 to 03). */
export function ApplicantStep({ applicant, kept, onChange, onVerified }: ApplicantStepProps) {
  const { lang, text } = useText();
  const words = text.account;
  const host = useAccountHost();
  const [told, setTold] = useState<readonly ProblemView[]>([]);
  const [asks, setAsks] = useState(false);
  const [letters, setLetters] = useState("");
  const verify = useAccountCommand("verifyApplicant", {
    done: onVerified,
    refused: (problem, ...more) => {
      setLetters("");
      // A server tells at once what this computer would have told first.
      const now = [problem, ...more];
      const isNew = (seen: ProblemView) =>
        !now.some(({ code, field }) => code === seen.code && field === seen.field);
      setTold((before) => [...before.filter((one) => one.severity === "warning" && isNew(one)), ...now]);
      if (asksPicture(problem)) setAsks(true);
      // A picture is good for one attempt.
      if (asks) void captcha.refetch();
    },
  });
  const isCaptcha = asksPicture(verify.problem);
  const captcha = useCaptcha(asks);
  const put = (field: keyof ApplicantForm) => (typed: string) => {
    // What was said of a field holds until somebody types into it.
    setTold(told.filter((one) => one.field !== field));
    onChange({ ...applicant, [field]: typed });
  };
  const warnings = told.filter(({ severity }) => severity === "warning");
  const check = async () => {
    verify.clear();
    try {
      const found = await host.checkApplicant(applicant);
      const isNew = found.some(({ code }) => !warnings.some((seen) => seen.code === code));
      // A server's warnings stay seen until somebody types into their field.
      setTold([...found, ...warnings.filter(({ code }) => !found.some((one) => one.code === code))]);
      // Warnings are seen first; pressed once more, they are acknowledged (CM-ERR-02).
      if (found.some(({ severity }) => severity === "error") || (found.length > 0 && isNew)) return;
      const seen = new Set([...warnings, ...found].map(({ code }) => code));
      verify.run(applicant, asks ? answerOf(captcha, letters) : null, [...seen]);
    } catch (error) {
      setTold([asProblem(error)]);
    }
  };
  const own = told.find((one) => !asksPicture(one) && !FIELDS.includes(one.field ?? "")) ?? null;
  const onlyWarnings =
    warnings.length > 0 && told.every(({ code, severity }) => severity === "warning" || code === ACKNOWLEDGE);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!verify.pending) void check();
      }}
    >
      <div className={styles.wide}>
        <TextField
          autoFocus
          required
          label={words.companyName}
          value={applicant.company_name}
          onChange={put("company_name")}
          problem={of(told, "company_name", lang)}
        />
        <TextField
          required
          label={words.uscc}
          hint={words.usccHint}
          value={applicant.uscc}
          onChange={put("uscc")}
          problem={of(told, "uscc", lang)}
        />
        <TextField
          required
          label={words.repName}
          value={applicant.legal_rep_name}
          onChange={put("legal_rep_name")}
          problem={of(told, "legal_rep_name", lang)}
        />
        <Select
          label={words.docType}
          value={DOC_TYPES.find((one) => one === applicant.legal_rep_doc_type) ?? "resident_id"}
          options={DOC_TYPES.map((value) => ({ value, label: words.docTypes[value] }))}
          onChange={put("legal_rep_doc_type")}
        />
        <TextField
          required
          label={words.docNo}
          value={applicant.legal_rep_doc_no}
          onChange={put("legal_rep_doc_no")}
          problem={of(told, "legal_rep_doc_no", lang)}
        />
        {asks && (
          <CaptchaField
            captcha={captcha}
            letters={letters}
            onLetters={setLetters}
            problem={isCaptcha ? shown(verify.problem, lang) : null}
          />
        )}
        <div className={styles.whole}>
          <Message problem={shown(own, lang)} />
        </div>
        <div className={`${styles.ways} ${styles.whole}`}>
          <Button tone="primary" submit disabled={verify.pending || (asks && letters.trim() === "")}>
            {onlyWarnings ? words.verifyAnyway : words.verify}
          </Button>
          <span className="hint">{kept}</span>
        </div>
      </div>
      {verify.pending && <Progress label={words.verifying} />}
    </form>
  );
}
