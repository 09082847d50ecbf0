import { useState } from "react";
import type { RecoveryView } from "#host/generated";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import styles from "./Recovery.module.css";

/** The sheet to keep: its groups, printed as it stands here. */
export function Voucher({ recovery }: { recovery: RecoveryView }) {
  const { lang, text } = useText();
  const words = text.start;
  const [said, setSaid] = useState("");
  const save = useCommand("saveRecovery", {
    done: (file) => {
      setSaid(file ? words.saved(file.path) : "");
    },
  });
  const copy = useCommand("copyText", {
    done: () => {
      setSaid(words.copied);
    },
  });
  return (
    <>
      <section className={styles.voucher} aria-label={words.recovery}>
        <div className={styles.top}>
          <span>
            {words.recovery}
            <i />
            {text.frame.product}
          </span>
          <time>{recovery.made_on}</time>
        </div>
        <ol className={styles.codes}>
          {recovery.groups.map((group, at) => (
            <li key={`${at}-${group}`}>
              <small>{words.group(at + 1)}</small>
              <b>{group}</b>
            </li>
          ))}
        </ol>
      </section>
      <div className={styles.keep}>
        <Button
          onClick={() => {
            window.print();
          }}
        >
          <Icon name="print" />
          {words.print}
        </Button>
        <Button
          onClick={() => {
            save.run(recovery);
          }}
        >
          <Icon name="export" />
          {words.save}
        </Button>
        <Button
          onClick={() => {
            copy.run(recovery.groups.join("-"), null);
          }}
        >
          <Icon name="copy" />
          {words.copy}
        </Button>
        <span className="hint" role="status">
          {said || words.careful}
        </span>
      </div>
      <Message problem={fieldProblem(save.problem ?? copy.problem, lang)} />
    </>
  );
}
