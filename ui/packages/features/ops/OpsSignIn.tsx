import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { useDeed } from "./useDeed";

/** The sign-in of the market's staff: name, password and picture (YW-AUTH-01, YW-AUTH-03). */
export function OpsSignIn({ onSignedIn }: { onSignedIn: (name: string) => void }) {
  const { lang, text } = useText();
  const words = text.ops;
  const host = useOps();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [letters, setLetters] = useState("");
  const captcha = useQuery({
    queryKey: ["captcha"],
    queryFn: () => host.captcha(),
    refetchInterval: 110_000,
    gcTime: 0,
    staleTime: 0,
  });
  const deed = useDeed();
  const ready = name.trim() !== "" && password !== "" && letters.trim() !== "" && captcha.data !== undefined;
  const submit = async () => {
    if (!captcha.data) return;
    try {
      onSignedIn(await host.signIn(name.trim(), password, { id: captcha.data.id, letters: letters.trim() }));
    } catch (error) {
      // A picture is good for one attempt.
      setLetters("");
      void captcha.refetch();
      throw error;
    }
  };
  const problem = deed.problem ?? (captcha.error && asProblem(captcha.error));
  return (
    <main className={styles.door}>
      <form
        className={styles.sheet}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !deed.pending) deed.run(submit);
        }}
      >
        <h1>{words.product}</h1>
        <p className={styles.lead}>{words.signInLead}</p>
        <TextField
          large
          autoFocus
          required
          label={words.name}
          autoComplete="username"
          value={name}
          onChange={setName}
        />
        <TextField
          large
          required
          label={words.password}
          secret={{ show: words.show, hide: words.hide }}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <div className={styles.captcha}>
          <TextField
            large
            required
            label={words.captcha}
            hint={words.captchaHint}
            maxLength={4}
            value={letters}
            onChange={setLetters}
          />
          <span className={styles.picture}>
            {captcha.data && (
              <img src={captcha.data.picture} alt={words.captchaAlt} width={120} height={40} />
            )}
            <Button
              quiet
              onClick={() => {
                setLetters("");
                void captcha.refetch();
              }}
            >
              {words.captchaNew}
            </Button>
          </span>
        </div>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
        <Button tone="primary" large submit disabled={!ready || deed.pending}>
          {words.signIn}
        </Button>
      </form>
    </main>
  );
}
