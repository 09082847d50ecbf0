import { useEffect, useState } from "react";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message, type FieldProblem } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Firm.module.css";

interface CodeFieldProps {
  label: string;
  /** The button that sends the code. */
  send: string;
  value: string;
  onChange: (code: string) => void;
  /** `null` while the number is missing. */
  request: (() => Promise<{ resend_seconds: number }>) | null;
  problem: FieldProblem | null | undefined;
}

/** Six digits by SMS, and the button that sends them and counts the seconds down (YW-AUTH-07). */
export function CodeField({ label, send, value, onChange, request, problem }: CodeFieldProps) {
  const { lang, text } = useConsoleText();
  const words = text.firm;
  const [left, setLeft] = useState(0);
  const sending = useWork(
    "sendMobileCode",
    async (work: () => Promise<{ resend_seconds: number }>) => work(),
    {
      done: ({ resend_seconds }) => {
        setLeft(resend_seconds);
      },
    },
  );
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      setLeft((seconds) => seconds - 1);
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  const told = sending.problem;
  return (
    <div>
      <div className={styles.code}>
        <TextField
          required
          label={label}
          hint={running ? words.sent : undefined}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={value}
          onChange={onChange}
          problem={problem}
        />
        <Button
          disabled={request === null || sending.pending || running}
          onClick={() => {
            if (request) sending.run(request);
          }}
        >
          {running ? words.resendIn(left) : send}
        </Button>
      </div>
      <Message problem={told && { text: sentence(told, lang), code: told.code }} />
    </div>
  );
}
