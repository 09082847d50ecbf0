import { useQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "#host/Host";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { chinaDate } from "#kit/instants";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Firm.module.css";
import { useFirm } from "./FirmProvider";

/** 公告: what is announced today, unread ones marked for whoever is signed in (YW-HELP-02). */
export function Notices() {
  const { lang, text } = useConsoleText();
  const words = text.firm;
  const host = useFirm();
  const client = useQueryClient();
  const isSignedIn = host.session() !== null;
  const found = useQuery({ queryKey: ["notices", isSignedIn], queryFn: () => host.notices() });
  const read = useWork("noticeRead", host.noticeRead, {
    done: () => void client.invalidateQueries({ queryKey: ["notices"] }),
  });
  const problem = read.problem ?? (found.error && asProblem(found.error));
  return (
    <section>
      <h2>{words.notices}</h2>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {found.data?.length === 0 && <p className="hint">{words.noticesNone}</p>}
      <ul className={styles.notices}>
        {found.data?.map((notice) => (
          <li key={notice.id}>
            <h3>
              {notice.title} <span className="hint">{words.kinds[notice.kind] ?? notice.kind}</span>{" "}
              <span className="hint">{chinaDate(notice.published_at)}</span>
              {isSignedIn && !notice.read && (
                <>
                  {" "}
                  <b className={styles.unread}>{words.unread}</b>
                  <Button
                    quiet
                    label={words.markReadOf(notice.title)}
                    disabled={read.pending}
                    onClick={() => {
                      read.run(notice.id);
                    }}
                  >
                    {words.markRead}
                  </Button>
                </>
              )}
            </h3>
            {notice.training_on != null && (
              <p>{words.trainingAt(notice.training_on, notice.training_place ?? "")}</p>
            )}
            <p className={styles.text}>{notice.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
