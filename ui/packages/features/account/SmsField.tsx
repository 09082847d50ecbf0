import type { CodeRequest } from "#host/generated";
import { useAccountCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message, type FieldProblem } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { shown } from "./problems";
import { useCountdown } from "./useCountdown";

interface SmsFieldProps {
  code: string;
  onCode: (code: string) => void;
  /** What the code is for; `null` while the number is missing. */
  request: CodeRequest | null;
  problem: FieldProblem | null;
}

/** 短信验证码: six digits, and the button that sends them and counts the 60 s down (YW-AUTH-07). */
export function SmsField({ code, onCode, request, problem }: SmsFieldProps) {
  const { lang, text } = useText();
  const words = text.account;
  const wait = useCountdown();
  const send = useAccountCommand("sendCode", {
    done: ({ resend_seconds }) => {
      wait.begin(resend_seconds);
    },
  });
  return (
    <div>
      <div className={styles.code}>
        <TextField
          required
          label={words.smsCode}
          hint={wait.left > 0 ? words.codeSent : undefined}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          onChange={onCode}
          problem={problem}
        />
        <Button
          disabled={request === null || send.pending || wait.left > 0}
          onClick={() => {
            if (request) send.run(request);
          }}
        >
          {wait.left > 0 ? words.resendIn(wait.left) : words.sendCode}
        </Button>
      </div>
      <Message problem={shown(send.problem, lang)} />
    </div>
  );
}
