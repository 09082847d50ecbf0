import { useQuery } from "@tanstack/react-query";
import type { CaptchaAnswer } from "#host/generated";
import { asProblem } from "#host/Host";
import { useAccountHost } from "#host/HostProvider";
import { Button } from "#kit/Button";
import { Message, type FieldProblem } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import styles from "./Account.module.css";
import { shown } from "./problems";

/** The picture of now, and how to get another one. It is good for one attempt: after a refusal there is a new one. */
export function useCaptcha(wanted: boolean) {
  const host = useAccountHost();
  return useQuery({
    queryKey: ["captcha"],
    queryFn: () => host.captcha(),
    enabled: wanted,
    // Valid 120 s (YW-AUTH-03): a new one comes before it ends, and none is ever taken from an earlier visit.
    refetchInterval: 110_000,
    gcTime: 0,
    staleTime: 0,
  });
}

interface CaptchaFieldProps {
  captcha: ReturnType<typeof useCaptcha>;
  letters: string;
  onLetters: (letters: string) => void;
  problem: FieldProblem | null;
}

/** 验证码: the picture, its letters, another picture on a click (YW-AUTH-03). */
export function CaptchaField({ captcha, letters, onLetters, problem }: CaptchaFieldProps) {
  const { lang, text } = useText();
  const words = text.account;
  return (
    <div>
      <div className={styles.captcha}>
        <TextField
          required
          label={words.captcha}
          hint={words.captchaHint}
          value={letters}
          maxLength={4}
          onChange={onLetters}
          problem={problem}
        />
        <span className={styles.picture}>
          {captcha.data && (
            <img
              src={captcha.data.picture}
              alt={words.captchaAlt}
              data-captcha={captcha.data.id}
              width={120}
              height={40}
            />
          )}
          <Button
            quiet
            onClick={() => {
              onLetters("");
              void captcha.refetch();
            }}
          >
            {words.captchaNew}
          </Button>
        </span>
      </div>
      <Message problem={captcha.error && shown(asProblem(captcha.error), lang)} />
    </div>
  );
}

/** What goes with the form; `null` while there is no picture. */
export const answerOf = (captcha: ReturnType<typeof useCaptcha>, letters: string): CaptchaAnswer | null =>
  captcha.data ? { id: captcha.data.id, letters: letters.trim() } : null;
