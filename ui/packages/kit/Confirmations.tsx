import { Button } from "./Button";
import { asked } from "./confirm";
import { Dialog } from "./Dialog";
import { useStore } from "./store";

/** Shows what `confirm` asks; stands once in the app. */
export function Confirmations() {
  const [first] = useStore(asked);
  if (!first) return null;
  const { question, answer } = first;
  const safe = question.answers[0].key;
  return (
    <Dialog
      key={question.title}
      title={question.title}
      text={question.text}
      onEscape={() => {
        answer(safe);
      }}
      answers={question.answers.map(({ key, label, tone = "plain" }, at) => (
        <Button
          key={key}
          tone={tone}
          solid={tone === "danger"}
          {...(at === 0 ? { keys: "Esc", autoFocus: true } : {})}
          onClick={() => {
            answer(key);
          }}
        >
          {label}
        </Button>
      ))}
    />
  );
}
