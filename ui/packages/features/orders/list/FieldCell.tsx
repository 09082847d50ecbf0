import { useId, useState, type CSSProperties, type PointerEvent } from "react";
import type { Cell } from "#host/generated";
import { Icon } from "#kit/Icon";
import ledger from "#kit/Ledger.module.css";
import { Popover } from "#kit/Popover";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./FieldCell.module.css";

interface FieldCellProps {
  cell: Cell;
  /** Numbers stand right. */
  numeric?: boolean;
  /** What the text is shown as; the text as typed stays where it could not be read. */
  shown?: (text: string) => string;
  /** What stands in place of nothing. */
  blank?: string;
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

/** A text that is cut off tells the whole of itself under the pointer; others need no second telling. */
function nameWhole(event: PointerEvent<HTMLTableCellElement>) {
  const place = event.currentTarget;
  place.title = place.scrollWidth > place.clientWidth ? place.textContent : "";
}

/** One field in a list: its text, and what is wrong with it under the pointer or the focus. */
export function FieldCell(props: FieldCellProps) {
  const { cell, numeric = false, shown = (text: string) => text, blank = "", className, style } = props;
  const { lang, text } = useText();
  const id = useId();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const wrong = cell.problems.some((problem) => problem.severity === "error");
  const classes = (...more: (string | undefined | false)[]) =>
    [className, numeric && ledger.num, ...more].filter(Boolean).join(" ") || undefined;
  if (cell.problems.length === 0)
    return (
      <td className={classes()} style={style} onPointerEnter={nameWhole}>
        {cell.text ? shown(cell.text) : <span className={ledger.soft}>{blank}</span>}
      </td>
    );
  const show = () => {
    setOpen(true);
  };
  const hide = () => {
    setOpen(false);
  };
  return (
    <td
      ref={setPlace}
      className={classes(wrong ? ledger.wrong : ledger.doubtful)}
      style={style}
      tabIndex={0}
      aria-invalid={wrong}
      aria-describedby={id}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {wrong && cell.text === "" ? (
        <span className={ledger.required}>{text.orders.required}</span>
      ) : (
        <span className={ledger.text}>{wrong ? cell.text : shown(cell.text)}</span>
      )}
      <span id={id} className="visually-hidden">
        {cell.problems.map((problem) => `${sentence(problem, lang)} ${problem.code}`).join(" ")}
      </span>
      {open && place && (
        <Popover anchor={place} manual onClose={hide}>
          <div className={styles.pop} aria-hidden="true">
            {cell.problems.map((problem) => (
              <p key={problem.code} className={problem.severity === "error" ? styles.error : styles.warning}>
                <Icon name="triangle" />
                <span>
                  {sentence(problem, lang)} <code>{problem.code}</code>
                </span>
              </p>
            ))}
          </div>
        </Popover>
      )}
    </td>
  );
}
