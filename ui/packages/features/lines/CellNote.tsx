import type { CSSProperties } from "react";
import type { ProblemView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Grid.module.css";

interface CellNoteProps {
  problems: readonly ProblemView[];
  /** The place of the equal line. */
  twin: string | null;
  placed: CSSProperties;
  /** Below the active cell it names the keys; under the pointer it only tells. */
  active: boolean;
  /** A text that is not stored: how to try again, how to give up. */
  unstored: { retry: () => void; giveUp: () => void } | null;
}

/** What is wrong or doubtful with a cell: sentence, code, and what to press. */
export function CellNote({ problems, twin, placed, active, unstored }: CellNoteProps) {
  const { lang, text } = useText();
  const words = text.lines.cell;
  const error = problems.some((problem) => problem.severity === "error");
  return (
    <div className={unstored ? styles.note : `${styles.note} ${styles.silent}`} style={placed} role="note">
      {problems.map((problem) => (
        <div key={problem.code} className={styles.noteOne}>
          <span className={problem.severity === "error" ? styles.bad : styles.wait}>
            <Icon name="triangle" />
          </span>
          <span>{sentence(problem, lang)}</span>
          <code>{problem.code}</code>
        </div>
      ))}
      {twin !== null && (
        <div className={styles.noteOne}>
          <span className={styles.calm}>
            <Icon name="bars" />
          </span>
          <span>{text.lines.duplicate(twin)}</span>
          <code>LINE_DUPLICATE</code>
        </div>
      )}
      {unstored && (
        <>
          <span>{problems.length > 0 ? words.notStored : words.waiting}</span>
          <div className={styles.noteKeys}>
            <Button quiet onClick={unstored.giveUp}>
              {words.giveUp}
            </Button>
            <Button onClick={unstored.retry}>{words.retry}</Button>
          </div>
        </>
      )}
      {active && error && !unstored && (
        <div className={`${styles.noteKeys} hint`}>
          <span>
            <kbd>F2</kbd> {words.fix}
          </span>
          <span>
            <kbd>F8</kbd> {words.nextWrong}
          </span>
        </div>
      )}
    </div>
  );
}
