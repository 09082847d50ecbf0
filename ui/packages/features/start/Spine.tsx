import type { ReactNode } from "react";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import type { start as zh } from "#text/zh/start";
import styles from "./Spine.module.css";

export type Stage = keyof typeof zh.stages | "restore";

/** The book's spine with its steps, and the page beside it. */
export function Spine({
  stages,
  stage,
  children,
}: {
  stages: readonly Stage[];
  stage: Stage;
  children: ReactNode;
}) {
  const { text } = useText();
  const now = stages.indexOf(stage);
  return (
    <div className={styles.stage}>
      <aside className={styles.spine}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width="32" height="32" />
          <b>{text.frame.product}</b>
        </div>
        <ol className={styles.steps} aria-label={text.start.steps}>
          {stages.map((one, at) => {
            if (one === "restore") return null;
            const state = at < now ? styles.done : at === now ? styles.on : "";
            return (
              <li key={one} className={state} aria-current={at === now ? "step" : undefined}>
                <span className={styles.mark}>
                  {at < now ? <Icon name="check" small /> : at + 1}
                  {at < now && <span className="visually-hidden">{text.start.stageDone}</span>}
                </span>
                <span>
                  {text.start.stages[one]}
                  <span className="hint">{text.start.stageHints[one]}</span>
                </span>
              </li>
            );
          })}
        </ol>
        <p className="hint">
          {text.start.offline.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
      </aside>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
