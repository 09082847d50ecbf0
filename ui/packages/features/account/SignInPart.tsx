import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import type { ConnectionView, SignInMode } from "#host/generated";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Progress } from "#kit/Progress";
import { Tabs } from "#kit/Tabs";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { AccountFrame } from "./AccountFrame";
import { answerOf, CaptchaField, useCaptcha } from "./CaptchaField";
import { elsewhere, of, shown } from "./problems";
import { SmsField } from "./SmsField";

const OF_THE_NAME = ["name", "mobile", "login_name"];
const OF_THE_PROOF = ["captcha", "sms_code"];
const CAPTCHA_CODES = ["CAPTCHA_WRONG", "CAPTCHA_EXPIRED"];

interface SignInPartProps {
  connection: ConnectionView;
  /** Another server is wanted; a browser has no other. */
  onChange?: () => void;
  /** For staff, with these words: a staff name and a picture, no mobile, nothing to register (YW-AUTH-08). */
  staff?: string;
}

/** 登录: by user name or mobile number, with password and picture, or a code by SMS in the picture's place (YW-AUTH-01 to 03). */
export function SignInPart({ connection, onChange, staff }: SignInPartProps) {
  const { lang, text } = useText();
  const words = text.account;
  const client = useQueryClient();
  const place = useLocation();
  const given = place.state as { name?: string; told?: "reset" } | null;
  const [mode, setMode] = useState<SignInMode>("user");
  const [name, setName] = useState(given?.name ?? connection.account?.uscc ?? "");
  const [password, setPassword] = useState("");
  const [letters, setLetters] = useState("");
  const [bySms, setBySms] = useState(false);
  const [code, setCode] = useState("");
  const captcha = useCaptcha(!bySms);
  const signIn = useAccountCommand("signIn", {
    done: (signedIn) => {
      client.setQueryData(["connection"], signedIn);
      void client.invalidateQueries();
    },
    refused: () => {
      // A picture is good for one attempt.
      setLetters("");
      if (!bySms) void captcha.refetch();
    },
  });
  const problem = signIn.problem;
  const problems = signIn.problems;
  const ofName = OF_THE_NAME.map((field) => of(problems, field, lang)).find((one) => one !== null) ?? null;
  const isCaptcha = problem !== null && CAPTCHA_CODES.includes(problem.code);
  const ready = name.trim() !== "" && password !== "" && (bySms ? code !== "" : letters.trim() !== "");
  const typedName = name.trim();
  return (
    <AccountFrame
      title={words.signInTitle}
      lead={staff}
      aside={onChange && <span className="hint">{connection.server}</span>}
    >
      <div className={styles.told} role="status">
        {given?.told === "reset" && <p>{words.resetDone}</p>}
        {connection.ended && (
          <p className={styles.warn}>
            <b>{words.endedTitle}</b> {shown(connection.ended, lang)?.text}{" "}
            <code>{connection.ended.code}</code>
            {onChange && (
              <>
                <br />
                {words.keptText}
              </>
            )}
          </p>
        )}
      </div>
      {staff === undefined && (
        <div className={styles.tabs}>
          <Tabs
            label={words.signInTitle}
            chosen={mode}
            onChoose={(next) => {
              setMode(next);
              setName("");
              signIn.clear();
            }}
            tabs={[
              { key: "user", label: words.modes.user },
              { key: "phone", label: words.modes.phone },
            ]}
          />
        </div>
      )}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready || signIn.pending) return;
          const proof = bySms
            ? { captcha: null, sms_code: code.trim() }
            : { captcha: answerOf(captcha, letters), sms_code: null };
          signIn.run({ mode, name: typedName, password, ...proof });
        }}
      >
        <TextField
          key={mode}
          autoFocus
          required
          label={staff !== undefined ? words.staffName : mode === "user" ? words.name : words.mobile}
          hint={mode === "user" && staff === undefined ? words.nameHint : undefined}
          inputMode={mode === "user" ? "text" : "tel"}
          autoComplete="username"
          value={name}
          onChange={setName}
          problem={ofName}
        />
        <TextField
          required
          label={words.password}
          secret={{ show: words.show, hide: words.hide }}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          problem={of(problems, "password", lang)}
        />
        {bySms ? (
          <SmsField
            code={code}
            onCode={setCode}
            request={typedName === "" ? null : { purpose: "sign_in", name: typedName, mode }}
            problem={of(problems, "sms_code", lang)}
          />
        ) : (
          <CaptchaField
            captcha={captcha}
            letters={letters}
            onLetters={setLetters}
            problem={isCaptcha ? shown(problem, lang) : null}
          />
        )}
        <Message
          problem={
            isCaptcha ? null : shown(elsewhere(problem, [...OF_THE_NAME, ...OF_THE_PROOF, "password"]), lang)
          }
        />
        <div className={styles.ways}>
          <Button tone="primary" submit disabled={!ready || signIn.pending}>
            {words.signIn}
          </Button>
          {staff === undefined && (
            <Button
              quiet
              onClick={() => {
                setBySms(!bySms);
                signIn.clear();
              }}
            >
              {bySms ? words.byPicture : words.cannotRead}
            </Button>
          )}
        </div>
        {signIn.pending && <Progress label={words.signingIn} />}
        {staff === undefined && (
          <div className={styles.links}>
            <Link to="/account/register">{words.toRegister}</Link>
            <Link to="/account/reset">{words.toReset}</Link>
            {onChange && (
              <Button quiet onClick={onChange}>
                {words.change}
              </Button>
            )}
          </div>
        )}
      </form>
    </AccountFrame>
  );
}
