import { Outlet } from "react-router";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Ops.module.css";
import { useOps } from "./OpsProvider";
import { useDeed } from "./useDeed";

/** The console's frame: what it is, who is signed in, the way out. */
export function OpsFrame({ person, onSignedOut }: { person: string; onSignedOut: () => void }) {
  const { lang, setLang, text } = useText();
  const words = text.ops;
  const host = useOps();
  const deed = useDeed();
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={20} height={20} />
        <b>{words.product}</b>
        <span className={styles.grow} />
        <Message problem={deed.problem && { text: sentence(deed.problem, lang), code: deed.problem.code }} />
        <span>{person}</span>
        <Button
          quiet
          onClick={() => {
            setLang(lang === "zh" ? "en" : "zh");
          }}
        >
          {words.language}
        </Button>
        <Button
          quiet
          disabled={deed.pending}
          onClick={() => {
            deed.run(async () => {
              await host.signOut();
              onSignedOut();
            });
          }}
        >
          {words.signOut}
        </Button>
      </header>
      <main className={styles.page}>
        <Outlet />
      </main>
    </div>
  );
}
