import type { ProblemView } from "#host/generated";
import { Message } from "#kit/Field";
import { Progress } from "#kit/Progress";
import { Radio } from "#kit/Radio";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { StagePage } from "./StagePage";
import styles from "./StagePage.module.css";

export type Use = "local" | "server" | "restore";

interface UseStageProps {
  use: Use;
  onUse: (use: Use) => void;
  onBack: () => void;
  onNext: () => void;
  problem: ProblemView | null;
  pending: boolean;
}

/** Local mode, a server later, or a backup. */
export function UseStage({ use, onUse, onBack, onNext, problem, pending }: UseStageProps) {
  const { lang, text } = useText();
  const words = text.start;
  return (
    <StagePage title={words.useTitle} lead={words.useText} onBack={onBack} onNext={onNext} pending={pending}>
      <Radio
        bare
        large
        label={words.stages.use}
        value={use}
        onChange={onUse}
        choices={[
          { value: "local", label: words.useLocal, hint: words.useLocalHint },
          { value: "server", label: words.useServer, hint: words.useServerHint },
          { value: "restore", label: words.useRestore, hint: words.useRestoreHint },
        ]}
      />
      <div className={styles.problem}>
        <Message problem={fieldProblem(problem, lang)} />
        {pending && <Progress label={words.creating} />}
      </div>
    </StagePage>
  );
}
