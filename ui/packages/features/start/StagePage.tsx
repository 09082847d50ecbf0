import type { ReactNode } from "react";
import { Button } from "#kit/Button";
import { useText } from "#text/TextProvider";
import styles from "./StagePage.module.css";

interface StagePageProps {
  title: string;
  lead: string;
  children?: ReactNode;
  onBack?: (() => void) | undefined;
  /** Submits the page. */
  onNext: () => void;
  nextLabel?: string;
  /** Why it cannot go on, in words beside the button. */
  waits?: string | undefined;
  pending?: boolean;
  /** A second way on, before the button. */
  other?: ReactNode;
}

/** One step: a large title, what it is about, its fields, and the way on; Enter goes on. */
export function StagePage(props: StagePageProps) {
  const { text } = useText();
  const { title, lead, children, onBack, onNext, nextLabel, waits, pending = false, other } = props;
  return (
    <form
      className={styles.page}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (waits === undefined && !pending) onNext();
      }}
    >
      <h1>{title}</h1>
      <p className={styles.lead}>{lead}</p>
      {children}
      <div className={styles.ways}>
        {onBack && (
          <Button quiet large onClick={onBack}>
            {text.start.back}
          </Button>
        )}
        <span className={styles.grow} />
        {waits !== undefined && <span className="hint">{waits}</span>}
        {other}
        <Button tone="primary" large submit disabled={waits !== undefined || pending}>
          {nextLabel ?? text.start.next}
        </Button>
      </div>
    </form>
  );
}
