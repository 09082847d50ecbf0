import { useQuery } from "@tanstack/react-query";
import { asProblem } from "#host/Host";
import { Message } from "#kit/Field";
import { useConsoleText } from "#text/consoles";
import { sentence } from "#text/sentence";
import styles from "./Firm.module.css";
import { useFirm } from "./FirmProvider";

/** 服务电话, as the operator has set them (YW-HELP-01). */
export function Phones() {
  const { lang, text } = useConsoleText();
  const words = text.firm;
  const host = useFirm();
  const found = useQuery({ queryKey: ["phones"], queryFn: () => host.phones() });
  const problem = found.error && asProblem(found.error);
  return (
    <section>
      <h2>{words.service}</h2>
      <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      {found.data && (
        <dl className={styles.facts}>
          <div>
            <dt>{words.hotline}</dt>
            <dd>{found.data.service}</dd>
          </div>
          <div>
            <dt>{words.insurer}</dt>
            <dd>{found.data.insurer}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
