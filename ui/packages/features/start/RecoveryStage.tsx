import { useState } from "react";
import type { RecoveryView } from "#host/generated";
import { useCommand } from "#host/useCommand";
import { Icon } from "#kit/Icon";
import { TextField } from "#kit/TextField";
import { Message } from "#kit/Field";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { StagePage } from "./StagePage";
import { Voucher } from "./Voucher";
import styles from "./Recovery.module.css";

/** Two of the groups, as their places from 0: one of each half, other ones for other codes. */
export function groupsToCheck(groups: readonly string[]): [number, number] {
  const sum = Array.from(groups.join("")).reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const half = Math.floor(groups.length / 2);
  return [sum % half, half + (Math.floor(sum / half) % (groups.length - half))];
}

// What people misread: the code's alphabet has neither of these pairs' second letters.
const plain = (typed: string) =>
  typed.toUpperCase().replace(/\s|-/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/** The code, the ways to keep it, and the proof that it was kept. */
export function RecoveryStage({ recovery, onNext }: { recovery: RecoveryView; onNext: () => void }) {
  const { lang, text } = useText();
  const words = text.start;
  const places = groupsToCheck(recovery.groups);
  const [typed, setTyped] = useState<[string, string]>(["", ""]);
  const kept = useCommand("recoveryKept", { done: onNext });
  const group = (at: 0 | 1) => recovery.groups[places[at]] ?? "";
  const isRight = (at: 0 | 1) => typed[at] !== "" && plain(typed[at]) === plain(group(at));
  const ready = isRight(0) && isRight(1);
  const field = (at: 0 | 1) => {
    const wrong = plain(typed[at]).length >= group(at).length && !isRight(at);
    return (
      <TextField
        large
        code
        label={words.group(places[at] + 1)}
        value={typed[at]}
        maxLength={group(at).length + 2}
        problem={wrong ? { text: words.checkWrong } : null}
        sign={isRight(at) && <Icon name="check" />}
        onChange={(text) => {
          setTyped(at === 0 ? [text, typed[1]] : [typed[0], text]);
        }}
      />
    );
  };
  return (
    <StagePage
      title={words.recoveryTitle}
      lead={words.recoveryText}
      onNext={() => {
        kept.run();
      }}
      waits={ready ? undefined : words.checkBoth}
      pending={kept.pending}
    >
      <Voucher recovery={recovery} />
      <section className={styles.check} aria-labelledby="recovery-check">
        <h2 id="recovery-check">{words.checkTitle}</h2>
        <p>{words.checkText}</p>
        <div className={styles.two}>
          {field(0)}
          {field(1)}
        </div>
        <Message problem={fieldProblem(kept.problem, lang)} />
      </section>
    </StagePage>
  );
}
