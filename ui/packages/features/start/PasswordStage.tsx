import { useState } from "react";
import type { ProblemView } from "#host/generated";
import { Progress } from "#kit/Progress";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { isTwice, NewPassword, type Twice } from "./NewPassword";
import { StagePage } from "./StagePage";

interface PasswordStageProps {
  onBack: () => void;
  onNext: (text: string) => void;
  problem: ProblemView | null;
  pending: boolean;
}

/** Without a keychain: the password that opens the vault each time. */
export function PasswordStage({ onBack, onNext, problem, pending }: PasswordStageProps) {
  const { lang, text } = useText();
  const words = text.start;
  const [value, setValue] = useState<Twice>({ text: "", again: "" });
  return (
    <StagePage
      title={words.passwordTitle}
      lead={words.passwordText}
      onBack={onBack}
      onNext={() => {
        if (isTwice(value)) onNext(value.text);
      }}
      pending={pending || !isTwice(value)}
    >
      <NewPassword
        label={words.password}
        value={value}
        onChange={setValue}
        problem={fieldProblem(problem, lang)}
      />
      {pending && <Progress label={words.creating} />}
    </StagePage>
  );
}
