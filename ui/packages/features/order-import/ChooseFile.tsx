import { useState } from "react";
import { asProblem } from "#host/Host";
import type { FileView, OrderView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useDeskEvents } from "#host/useDeskEvents";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import { ProblemNote } from "./ProblemNote";
import styles from "./ChooseFile.module.css";
import type { Import } from "./useImport";

interface ChooseFileProps {
  order: OrderView;
  run: Import;
  onLeave: () => void;
}

/** The first step: a file that is chosen, or dropped anywhere on the window; or the template (YW-IMP-01). */
export function ChooseFile({ order, run, onLeave }: ChooseFileProps) {
  const host = useHost();
  const { text } = useText();
  const words = text.orderImport.choose;
  const [over, setOver] = useState(false);
  const [template, setTemplate] = useState<FileView | null>(null);
  useDeskEvents((event) => {
    if (event.kind === "drag_over") setOver(event.inside);
    if (event.kind !== "dropped") return;
    setOver(false);
    const [path] = event.paths;
    if (path !== undefined) void run.startFile(path);
  });
  const attempt = async (work: () => Promise<void>) => {
    run.tell(null);
    try {
      await work();
    } catch (error) {
      run.tell(asProblem(error));
    }
  };
  const choose = () =>
    attempt(async () => {
      const path = await host.chooseWorkbook();
      if (path !== null) await run.startFile(path);
    });
  const save = () =>
    attempt(async () => {
      setTemplate(await host.saveTemplate(order.row.id));
    });

  return (
    <div
      className={styles.choose}
      onKeyDown={(event) => {
        if (!isComposing(event) && event.key === "Escape") onLeave();
      }}
    >
      <ProblemNote
        problem={run.problem}
        advice={run.problem ? text.orderImport.advice[run.problem.code] : undefined}
        onClose={() => {
          run.tell(null);
        }}
      />
      <section
        className={over ? `${styles.zone} ${styles.over}` : styles.zone}
        aria-labelledby="choose-title"
      >
        <svg viewBox="0 0 96 64" aria-hidden="true">
          <path d="M1 12h94M1 26h94M1 40h94M1 54h94" className={styles.rules} />
          <path d="M22 1v62M25 1v62" className={styles.margin} />
          <path d="M60 44V20M51 29l9-9 9 9" className={styles.arrow} />
        </svg>
        <h2 id="choose-title">{over ? words.dropNow : words.title}</h2>
        <p>{words.what}</p>
        <p className={styles.actions}>
          <Button tone="primary" autoFocus onClick={() => void choose()}>
            {words.button}
          </Button>
          <span className="hint">{words.drop}</span>
        </p>
      </section>
      <section className={styles.template}>
        <Button onClick={() => void save()}>
          <Icon name="export" />
          {words.template}
        </Button>
        <p className="hint" role="status">
          {template ? `${words.saved} ${template.path}` : words.templateHint}
        </p>
      </section>
    </div>
  );
}
