import { useText } from "#text/TextProvider";
import styles from "./Help.module.css";

/** The steps of an order and of an import, and whom to call (YW-HELP-01). */
export function GuideSection() {
  const { text } = useText();
  const { help, home } = text;
  const steps = (title: string, list: string[]) => (
    <section>
      <h2>{title}</h2>
      <ol className={styles.steps}>
        {list.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
  return (
    <div className={styles.guide}>
      {steps(help.guideTitle, help.guide)}
      {steps(help.importTitle, help.importGuide)}
      <section>
        <h2>{help.service}</h2>
        <dl className={styles.service}>
          <dt>{help.hotline}</dt>
          <dd>{home.hotlineNumbers.join(", ")}</dd>
          <dt>{help.insurer}</dt>
          <dd>{home.insurerNumbers.join(", ")}</dd>
        </dl>
      </section>
    </div>
  );
}
