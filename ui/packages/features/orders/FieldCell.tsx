import { useId, useRef, useState, type PointerEvent } from "react";
import type { Cell } from "#host/generated";
import { Icon } from "#kit/Icon";
import ledger from "#kit/Ledger.module.css";
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
}

/** A text that is cut off tells the whole of itself under the pointer; others need no second telling. */
function nameWhole(event: PointerEvent<HTMLTableCellElement>) {
  const place = event.currentTarget;
  place.title = place.scrollWidth > place.clientWidth ? place.textContent : "";
}

/** One field in a table: its text, and what is wrong with it under the pointer or the focus. */
export function FieldCell({ cell, numeric = false, shown = (text) => text, blank = "" }: FieldCellProps) {
  const { lang, text } = useText();
  const id = useId();
  const place = useRef<HTMLTableCellElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  const wrong = cell.problems.some((problem) => problem.severity === "error");
  const tone = wrong ? ledger.wrong : cell.problems.length > 0 ? ledger.doubtful : "";
  const words =
    wrong && cell.text === "" ? <span className={ledger.required}>{text.orders.required}</span> : null;
  const show = () => {
    const box = place.current?.getBoundingClientRect();
    // Below the cell; above it where there is no room left.
    if (box)
      setAt({ left: box.left, top: box.bottom + 140 > window.innerHeight ? box.top - 108 : box.bottom + 4 });
  };
  const hide = () => {
    setAt(null);
  };
  if (cell.problems.length === 0)
    return (
      <td className={numeric ? ledger.num : undefined} onPointerEnter={nameWhole}>
        {cell.text ? shown(cell.text) : <span className={ledger.soft}>{blank}</span>}
      </td>
    );
  return (
    <td
      ref={place}
      className={`${numeric ? ledger.num : ""} ${tone}`}
      tabIndex={0}
      aria-invalid={wrong}
      aria-describedby={id}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {words ?? <span className={ledger.text}>{wrong ? cell.text : shown(cell.text)}</span>}
      <span id={id} role="tooltip" className={at ? styles.pop : "visually-hidden"} style={at ?? undefined}>
        {cell.problems.map((problem) => (
          <span key={problem.code} className={problem.severity === "error" ? styles.error : styles.warning}>
            <Icon name="triangle" />
            <span>
              {sentence(problem, lang)} <code>{problem.code}</code>
            </span>
          </span>
        ))}
      </span>
    </td>
  );
}
