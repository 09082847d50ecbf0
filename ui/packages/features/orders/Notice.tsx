import type { ReactNode } from "react";
import type { ProblemView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./Notice.module.css";

interface NoticeProps {
  problem: ProblemView | null;
  onClose: () => void;
  /** What to do about it, besides closing. */
  children?: ReactNode;
}

/** Why something asked for was refused, or what to look at, at its place until it is mended or closed. */
export function Notice({ problem, onClose, children }: NoticeProps) {
  const { lang, text } = useText();
  return (
    <div role="alert">
      {problem && (
        <p className={problem.severity === "error" ? styles.error : styles.warning}>
          <Icon name="triangle" />
          <span>{sentence(problem, lang)}</span>
          <code>{problem.code}</code>
          {children}
          <Button quiet label={text.orders.exporting.dismiss} onClick={onClose}>
            <Icon name="cross" />
          </Button>
        </p>
      )}
    </div>
  );
}
