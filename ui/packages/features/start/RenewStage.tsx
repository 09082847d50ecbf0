import { useState } from "react";
import type { RecoveryView } from "#host/generated";
import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { TextField } from "#kit/TextField";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { StagePage } from "./StagePage";
import styles from "./StagePage.module.css";

interface RenewStageProps {
  hasLock: boolean;
  onMade: (recovery: RecoveryView) => void;
  /** Back without a new code; not there where one is due. */
  onLater?: () => void;
}

/** Before a new recovery code is made: what that means, and the present PIN or password where there is one. */
export function RenewStage({ hasLock, onMade, onLater }: RenewStageProps) {
  const { lang, text } = useText();
  const words = text.start;
  const [present, setPresent] = useState("");
  const renew = useCommand("renewRecovery", { done: onMade });
  const problem = fieldProblem(renew.problem, lang);
  return (
    <StagePage
      title={onLater ? words.renewWanted : words.renewTitle}
      lead={onLater ? words.renewWantedText : words.renewText}
      nextLabel={words.renew}
      pending={renew.pending || (hasLock && present === "")}
      onNext={() => {
        renew.run(hasLock ? present : null);
      }}
      other={
        onLater && (
          <Button large onClick={onLater}>
            {words.renewLater}
          </Button>
        )
      }
    >
      {hasLock ? (
        <div className={styles.fields}>
          <TextField
            large
            autoFocus
            label={words.present}
            secret={{ show: words.showPassword, hide: words.hidePassword }}
            value={present}
            onChange={setPresent}
            problem={problem}
          />
        </div>
      ) : (
        <Message problem={problem} />
      )}
    </StagePage>
  );
}
