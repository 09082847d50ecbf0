import { useState } from "react";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { isTwice, NewPassword, type Twice } from "./NewPassword";
import { StagePage } from "./StagePage";

/** The lock of this computer, which may wait. */
export function LockStage({ onNext }: { onNext: () => void }) {
  const { lang, text } = useText();
  const words = text.start;
  const [value, setValue] = useState<Twice>({ text: "", again: "" });
  const set = useCommand("setLock", { done: onNext });
  return (
    <StagePage
      title={words.lockTitle}
      lead={words.lockText}
      onNext={() => {
        if (isTwice(value)) set.run(null, value.text);
      }}
      nextLabel={words.lockSet}
      pending={set.pending || !isTwice(value)}
      other={
        <Button large onClick={onNext}>
          {words.lockSkip}
        </Button>
      }
    >
      <NewPassword
        label={words.lockPin}
        value={value}
        onChange={setValue}
        problem={fieldProblem(set.problem, lang)}
      />
    </StagePage>
  );
}
