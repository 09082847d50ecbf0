import { useCommand } from "#host/useCommand";
import { Button } from "#kit/Button";
import { Message } from "#kit/Field";
import { useText } from "#text/TextProvider";
import { fieldProblem } from "./fieldProblem";
import { StagePage } from "./StagePage";
import styles from "./StagePage.module.css";

/** The first order is one key away, or the server that was chosen. */
export function DoneStage({ toServer, onLeave }: { toServer: boolean; onLeave: (to: string) => void }) {
  const { lang, text } = useText();
  const words = text.start;
  const create = useCommand("createOrder", {
    done: (id) => {
      onLeave(`/orders/${id}`);
    },
  });
  return (
    <StagePage
      title={words.doneTitle}
      lead={words.doneText}
      nextLabel={toServer ? words.doneServer : words.doneOrder}
      pending={create.pending}
      onNext={() => {
        if (toServer) onLeave("/account");
        else create.run();
      }}
      other={
        <Button
          large
          onClick={() => {
            onLeave("/home");
          }}
        >
          {words.doneHome}
        </Button>
      }
    >
      <ul className={styles.tips}>
        {words.doneTips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
      <Message problem={fieldProblem(create.problem, lang)} />
    </StagePage>
  );
}
