import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { Row } from "./Row";
import styles from "./Settings.module.css";

/** What a service person asks for, to be read or copied; and the log, which holds no personal data. */
export function AboutSection() {
  const { lang, text } = useText();
  const words = text.settings;
  const host = useHost();
  const about = useQuery({ queryKey: ["about"], queryFn: () => host.about() });
  const [told, setTold] = useState("");
  const copy = useCommand("copyText", {
    done: () => {
      setTold(words.copied);
    },
  });
  const log = useCommand("saveLog", {
    done: (file) => {
      if (file) setTold(words.logSaved(file.path));
    },
  });
  if (!about.data) return null;
  const facts: [string, string][] = [
    [words.version, about.data.version],
    [words.system, about.data.system],
    [words.webview, about.data.webview],
    [words.folder, about.data.folder],
    [words.vaultId, about.data.vault_id ?? "—"],
    [words.logFolder, about.data.log_folder],
  ];
  const problem = copy.problem ?? log.problem;
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([label, fact]) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd className={styles.fact}>{fact}</dd>
          </div>
        ))}
      </dl>
      <Row label={words.log}>
        <p>{words.logText}</p>
        <div className={styles.actions}>
          <Button
            onClick={() => {
              log.run();
            }}
          >
            <Icon name="export" />
            {words.saveLog}
          </Button>
          <Button
            onClick={() => {
              copy.run(facts.map((fact) => fact.join("\t")).join("\n"), null);
            }}
          >
            <Icon name="copy" />
            {words.copy}
          </Button>
        </div>
        <p className="hint" role="status">
          {told}
        </p>
        <Message problem={problem && { text: sentence(problem, lang), code: problem.code }} />
      </Row>
    </>
  );
}
