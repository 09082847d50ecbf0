import type { ReactNode } from "react";
import type { ProblemView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./ProblemNote.module.css";

interface ProblemNoteProps {
  problem: ProblemView | null;
  /** What to do about it. */
  advice?: string | undefined;
  onClose?: () => void;
  children?: ReactNode;
}

/** A problem of the file or of what was asked for: sign, sentence, code, and what to do. Said aloud when it appears. */
export function ProblemNote({ problem, advice, onClose, children }: ProblemNoteProps) {
  const { lang, text } = useText();
  return (
    <div role="alert">
      {problem && (
        <div className={problem.severity === "error" ? styles.error : styles.warning}>
          <Icon name="triangle" />
          <p>
            <span>{sentence(problem, lang)}</span> {advice !== undefined && <span>{advice}</span>}{" "}
            <code>{problem.code}</code>
          </p>
          {children}
          {onClose && (
            <Button quiet label={text.orderImport.dismiss} onClick={onClose}>
              <Icon name="cross" />
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
