import { memo, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { problemOf } from "#host/forms";
import type { OrderView, StepView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { keyText } from "#kit/KeyCap";
import { changeNames } from "#text/catalogue";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { duplicate, find, wrong } from "./finding";
import type { LineSheet } from "./LineSheet";
import type { Said } from "./sheetState";
import { undo } from "./ranges";
import styles from "./Toolbar.module.css";
import { useDuplicates } from "./useDuplicates";
import { useSaid } from "./useSaid";

interface ToolbarProps {
  sheet: LineSheet;
  said: Said | null;
  head: OrderView;
  findRef: Ref<HTMLInputElement>;
  onRemove: () => void;
  /** Back to the cells. */
  onDone: () => void;
  /** The columns menu. */
  children: ReactNode;
}

/** Name of an undoable step with the lines that it touched. */
function useStepName(): (step: StepView) => string {
  const { lang, text } = useText();
  return ({ change, lines }) => {
    const names = changeNames as Record<string, { zh: string; en: string } | undefined>;
    return text.lines.toolbar.step(names[change]?.[lang] ?? change, lines);
  };
}

/** Above the lines: what is wrong, what can be undone, finding, removing, columns. */
export const Toolbar = memo(function Toolbar(props: ToolbarProps) {
  const { sheet, head, onDone } = props;
  const { lang, text } = useText();
  const words = text.lines.toolbar;
  const stepName = useStepName();
  const said = useSaid(props.said);
  const duplicated = useDuplicates(sheet);
  const { row } = head;
  const change = (run: () => Promise<void>) => () => {
    void run().finally(onDone);
  };
  const undoable = head.undo ? words.canUndo(stepName(head.undo)) : "";
  const refusal = head.allowed.edit_lines;
  const reason = refusal === null ? null : sentence(problemOf(refusal), lang);
  return (
    <div className={styles.bar} role="toolbar" aria-label={words.label}>
      <h2>{text.lines.title}</h2>
      <span className={`hint ${styles.still}`}>{text.lines.count(grouped(row.line_count))}</span>
      <i className={styles.rule} />
      {row.lines_wrong > 0 && (
        <Button tone="danger" keys={keyText("wrong.next")} onClick={change(() => wrong(sheet, false))}>
          <Icon name="triangle" />
          {words.wrong(grouped(row.lines_wrong))}
        </Button>
      )}
      {duplicated > 0 && (
        <Button onClick={change(() => duplicate(sheet))}>
          <Icon name="bars" />
          {words.duplicates(duplicates(duplicated))}
        </Button>
      )}
      {(row.lines_wrong > 0 || duplicated > 0) && <i className={styles.rule} />}
      <Button
        quiet
        label={head.undo ? undoable : words.undo}
        disabled={!head.undo || reason !== null}
        onClick={change(() => undo(sheet, false))}
      >
        <Icon name="undo" />
      </Button>
      <Button
        quiet
        label={head.redo ? words.canRedo(stepName(head.redo)) : words.redo}
        disabled={!head.redo || reason !== null}
        onClick={change(() => undo(sheet, true))}
      >
        <Icon name="redo" />
      </Button>
      <span className={`hint ${styles.said}`} role="status">
        {said ?? reason ?? undoable}
      </span>
      <Button
        quiet
        label={words.remove}
        disabledReason={reason}
        disabled={row.line_count === 0}
        onClick={props.onRemove}
      >
        <Icon name="minus" />
      </Button>
      <Find sheet={sheet} findRef={props.findRef} onDone={onDone} />
      {props.children}
    </div>
  );
});

/** Duplicates are counted to 1,000. */
const duplicates = (count: number) => (count >= 1000 ? "1,000+" : grouped(count));

/** Enter goes to the next hit, Shift+Enter to the one before, Esc back to the cells. */
function Find({
  sheet,
  findRef,
  onDone,
}: {
  sheet: LineSheet;
  findRef: Ref<HTMLInputElement>;
  onDone: () => void;
}) {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault();
      void find(sheet, typed.trim(), event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      onDone();
    }
  };
  return (
    <label className={styles.find}>
      <Icon name="find" />
      <input
        ref={findRef}
        type="search"
        value={typed}
        placeholder={text.lines.toolbar.find}
        aria-label={text.lines.toolbar.find}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
