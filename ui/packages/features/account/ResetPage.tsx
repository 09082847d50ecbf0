import { useState } from "react";
import { useNavigate } from "react-router";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { AccountFrame } from "./AccountFrame";
import { answerOf, CaptchaField, useCaptcha } from "./CaptchaField";
import { NewPasswordFields } from "./NewPasswordFields";
import { elsewhere, of, shown } from "./problems";

const FIELDS = ["name", "mobile", "captcha", "sms_code", "password", "new_password", "password_repeat"];

/** 忘记密码: name and bound mobile, then the code and a new password twice (YW-AUTH-08). */
export function ResetPage({ inBrowser = false }: { inBrowser?: boolean }) {
  const { lang, text } = useText();
  const words = text.account;
  const goto = useNavigate();
  const [name, setName] = useState("");
  const [mobile, setMobile] = useState("");
  const [letters, setLetters] = useState("");
  const [code, setCode] = useState("");
  const [twice, setTwice] = useState({ next: "", again: "" });
  const [sent, setSent] = useState(false);
  const captcha = useCaptcha(!sent);
  const start = useAccountCommand("startReset", {
    done: () => {
      setSent(true);
    },
    refused: () => {
      setLetters("");
      void captcha.refetch();
    },
  });
  const finish = useAccountCommand("finishReset", {
    done: () => void goto("/account", { state: { name: name.trim(), told: "reset" }, replace: true }),
  });
  const problem = sent ? finish.problem : start.problem;
  const problems = sent ? finish.problems : start.problems;
  const field = (...names: string[]) =>
    names.map((one) => of(problems, one, lang)).find((one) => one !== null) ?? null;
  const isCaptcha = problem?.code.startsWith("CAPTCHA_") ?? false;
  const ready = sent
    ? code !== "" && twice.next !== "" && twice.again !== ""
    : name.trim() !== "" && mobile.trim() !== "" && letters.trim() !== "";
  const submit = () => {
    if (!ready || start.pending || finish.pending) return;
    if (sent) {
      finish.run({ name: name.trim(), mobile: mobile.trim(), sms_code: code.trim(), ...twice });
      return;
    }
    const answer = answerOf(captcha, letters);
    if (answer) start.run(name.trim(), mobile.trim(), answer);
  };
  return (
    <AccountFrame
      title={words.resetTitle}
      lead={words.resetLead}
      back="/account"
      backTitle={inBrowser ? words.signInTitle : words.title}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {sent ? (
          <>
            <p role="status">{words.resetSent}</p>
            <TextField
              autoFocus
              required
              label={words.smsCode}
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              onChange={setCode}
              problem={field("sms_code")}
            />
            <NewPasswordFields
              label={words.next}
              again={words.again}
              value={twice}
              onChange={setTwice}
              problems={{ next: field("password", "new_password"), again: field("password_repeat") }}
            />
          </>
        ) : (
          <>
            <TextField
              autoFocus
              required
              label={words.resetName}
              value={name}
              onChange={setName}
              problem={field("name", "login_name")}
            />
            <TextField
              required
              label={words.mobile}
              value={mobile}
              inputMode="tel"
              onChange={setMobile}
              problem={field("mobile")}
            />
            <CaptchaField
              captcha={captcha}
              letters={letters}
              onLetters={setLetters}
              problem={isCaptcha ? shown(problem, lang) : null}
            />
          </>
        )}
        <Message problem={isCaptcha ? null : shown(elsewhere(problem, FIELDS), lang)} />
        <div className={styles.ways}>
          <Button tone="primary" submit disabled={!ready || start.pending || finish.pending}>
            {sent ? words.resetSave : words.resetNext}
          </Button>
          {sent && (
            <Button
              quiet
              onClick={() => {
                setSent(false);
                setLetters("");
              }}
            >
              {words.back}
            </Button>
          )}
        </div>
      </form>
    </AccountFrame>
  );
}
