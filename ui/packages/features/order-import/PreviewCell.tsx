import { useId, useRef } from "react";
import type { LineColumn, PreviewRow } from "#host/generated";
import { LINE_COLUMNS } from "#host/forms";
import { isComposing } from "#kit/keys";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { cellProblems, isFigure } from "./fields";
import styles from "./PreviewTable.module.css";

interface PreviewCellProps {
  row: PreviewRow;
  field: LineColumn;
  /** As read from the file, or as corrected. */
  text: string;
  active: boolean;
  isStop: boolean;
  onActive: () => void;
  /** Tab: to the cell at the right or at the left. */
  onLeave: (step: 1 | -1) => void;
  onEditing: (editing: boolean) => void;
  onCommit: (typed: string) => Promise<boolean>;
}

/** One text of the file with its marks; the active one is a field that is typed into. */
export function PreviewCell(props: PreviewCellProps) {
  const { row, field, text: shown, active, isStop, onActive } = props;
  const { lang, text } = useText();
  const words = text.orderImport;
  const id = useId();
  const problems = cellProblems(row, field);
  const wrong = problems.some(({ severity }) => severity === "error");
  const missing = wrong && shown.trim() === "";
  const twin = field === "goods_name" && row.problems.some(({ code }) => code === "IMP_DUPLICATE");
  const says = problems.map((problem) => `${sentence(problem, lang)} ${problem.code}`).join("\n");
  const shape = [
    styles.cell,
    isFigure(field) && styles.figure,
    wrong && styles.wrong,
    !wrong && problems.length > 0 && styles.doubtful,
    twin && styles.twin,
    missing && styles.missing,
    active && styles.active,
  ];
  return (
    <span
      role="gridcell"
      className={shape.filter(Boolean).join(" ")}
      aria-invalid={wrong || undefined}
      aria-describedby={says && !active ? id : undefined}
      aria-selected={active}
      tabIndex={isStop ? 0 : undefined}
      title={says || shown}
      onPointerDown={(event) => {
        if (active) return;
        // The field that becomes active takes the focus itself.
        event.preventDefault();
        onActive();
      }}
      onFocus={active ? undefined : onActive}
    >
      {active ? (
        <CellField
          key={`${row.row} ${shown}`}
          {...props}
          label={words.cell(grouped(row.row), words.columns[field])}
          wrong={wrong}
          describedBy={says ? id : undefined}
        />
      ) : (
        <span className={styles.text}>{missing ? words.required : shown}</span>
      )}
      {says && (
        <span id={id} className="visually-hidden">
          {says}
        </span>
      )}
    </span>
  );
}

interface CellFieldProps extends PreviewCellProps {
  label: string;
  wrong: boolean;
  describedBy: string | undefined;
}

/**
 * The active cell's own field, so that the first key already is text and an input method can begin at once. All of it is
 * selected: typing replaces it, F2 goes behind it, and until then arrows move from cell to cell.
 */
function CellField(props: CellFieldProps) {
  const { text, label, wrong, describedBy, onCommit, onEditing, onLeave } = props;
  const typing = useRef(false);
  const type = (field: HTMLInputElement, on: boolean) => {
    if (typing.current === on) return;
    typing.current = on;
    field.toggleAttribute("data-typing", on);
    onEditing(on);
  };
  /** Takes what was typed; refused, it stays and is typed on. */
  const commit = async (field: HTMLInputElement) => {
    if (!typing.current) return true;
    const typed = field.value;
    type(field, false);
    if (typed === text) return true;
    const taken = await onCommit(typed);
    if (!taken) type(field, true);
    return taken;
  };
  return (
    <input
      ref={takeFocus}
      className={styles.field}
      defaultValue={text}
      aria-label={label}
      aria-invalid={wrong || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={false}
      onInput={(event) => {
        type(event.currentTarget, true);
      }}
      onCompositionStart={(event) => {
        type(event.currentTarget, true);
      }}
      onPointerDown={(event) => {
        // A click into the active cell sets the caret: from here on its arrows are the caret's.
        type(event.currentTarget, true);
      }}
      onBlur={(event) => {
        void commit(event.target);
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        const field = event.currentTarget;
        switch (event.key) {
          case "Enter":
          case "F2":
            event.preventDefault();
            if (typing.current && event.key === "Enter") {
              void commit(field).then(() => {
                field.select();
              });
            } else {
              type(field, true);
              field.setSelectionRange(field.value.length, field.value.length);
            }
            return;
          case "Tab":
            // Behind the row's last cell Tab leaves the table, and so does Shift+Tab before its first; leaving stores.
            if (props.field === LINE_COLUMNS.at(event.shiftKey ? 0 : -1)) return;
            event.preventDefault();
            void commit(field).then((taken) => {
              if (taken) onLeave(event.shiftKey ? -1 : 1);
            });
            return;
          case "Escape":
            if (!typing.current) return;
            event.preventDefault();
            field.value = text;
            type(field, false);
            field.select();
            return;
          default:
            // While something is typed, the caret's keys are the field's.
            if (typing.current) event.stopPropagation();
        }
      }}
    />
  );
}

const takeFocus = (field: HTMLInputElement | null) => {
  field?.focus({ preventScroll: true });
  field?.select();
};
