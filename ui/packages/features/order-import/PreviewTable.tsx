import { useLayoutEffect, useRef, useState } from "react";
import type { LineColumn, PreviewTab, PreviewView } from "#host/generated";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import { LINE_COLUMNS } from "#host/forms";
import { isFigure } from "./fields";
import { usePreviewRows } from "./importQueries";
import type { FilePlace } from "./places";
import { PreviewRow } from "./PreviewRow";
import styles from "./PreviewTable.module.css";

/** The cell with the focus: its row's place in the tab, its field's place, both from 0. */
export interface ActiveCell {
  at: number;
  column: number;
}

interface PreviewTableProps {
  preview: PreviewView;
  tab: PreviewTab;
  total: number;
  active: ActiveCell | null;
  onActive: (cell: ActiveCell, place: FilePlace | null) => void;
  /** Answers whether it was taken. */
  correct: (row: number, column: LineColumn, text: string) => Promise<boolean>;
  onEditing: (editing: boolean) => void;
}

/** Rows drawn beside those that are seen, so that scrolling shows no gap. */
const AHEAD = 8;
/** Rows by which the drawn ones move on, so that most scrolling draws nothing anew. */
const STEP = 4;
/** Where nothing is laid out: a test. */
const UNSEEN = { row: 28, height: 560 };

/** The file's rows with their marks; only those that are seen, and a few beside them, are there. */
export function PreviewTable(props: PreviewTableProps) {
  const { preview, tab, active, onActive, correct, onEditing } = props;
  const { text } = useText();
  const words = text.orderImport;
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ first: 0, last: 2 * Math.ceil(UNSEEN.height / UNSEEN.row) });
  const counted = props.total;
  const { row, total = counted } = usePreviewRows(
    tab,
    seen.first,
    Math.min(seen.last, Math.max(0, counted - 1)),
  );

  const measure = () => {
    const { scrollTop, clientHeight, scrollHeight } = box.current ?? {
      scrollTop: 0,
      clientHeight: 0,
      scrollHeight: 0,
    };
    const height = scrollHeight / (total + 1) || UNSEEN.row;
    return { scrollTop, row: height, rows: Math.floor((clientHeight || UNSEEN.height) / height) - 1 };
  };
  const look = () => {
    const { scrollTop, row: height, rows } = measure();
    const top = Math.floor(scrollTop / height / STEP) * STEP;
    const first = Math.max(0, top - AHEAD);
    const last = top + rows + STEP + AHEAD;
    if (first !== seen.first || last !== seen.last) setSeen({ first, last });
  };
  // The cell that became active is scrolled into view before it is painted; scrolling itself is the browser's.
  useLayoutEffect(() => {
    const { scrollTop, row: height, rows } = measure();
    if (!active || !box.current) return;
    const above = active.at * height;
    if (above < scrollTop) box.current.scrollTop = above;
    else if (active.at + 1 > Math.floor(scrollTop / height) + rows) {
      box.current.scrollTop = (active.at + 1 - rows) * height;
    }
    look();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a move scrolls; what is measured is the browser's
  }, [active]);

  const go = (at: number, column: number) => {
    const cell = {
      at: Math.min(total - 1, Math.max(0, at)),
      column: Math.min(LINE_COLUMNS.length - 1, Math.max(0, column)),
    };
    const to = row(cell.at);
    onActive(cell, to ? { row: to.row, column: cell.column } : null);
  };
  const drawn: number[] = [];
  for (let at = seen.first; at <= Math.min(seen.last, total - 1); at += 1) drawn.push(at);
  // The active row stays even when it is scrolled out of view: focus and what is being typed live there.
  if (active && active.at < total && !drawn.includes(active.at)) drawn.push(active.at);

  const name = (field: LineColumn) =>
    field === "amount" ? words.amount(preview.line_currency) : words.columns[field];
  return (
    <div
      ref={box}
      role="grid"
      aria-label={words.table}
      aria-rowcount={total + 1}
      aria-colcount={LINE_COLUMNS.length + 1}
      className={styles.sheet}
      onScroll={look}
      onKeyDown={(event) => {
        if (isComposing(event) || event.defaultPrevented || !active) return;
        const { rows } = measure();
        const moves: Record<string, [number, number]> = {
          ArrowDown: [active.at + 1, active.column],
          ArrowUp: [active.at - 1, active.column],
          ArrowRight: [active.at, active.column + 1],
          ArrowLeft: [active.at, active.column - 1],
          PageDown: [active.at + rows, active.column],
          PageUp: [active.at - rows, active.column],
          Home: [event.ctrlKey || event.metaKey ? 0 : active.at, 0],
          End: [event.ctrlKey || event.metaKey ? total - 1 : active.at, LINE_COLUMNS.length - 1],
        };
        const to = moves[event.key];
        if (!to) return;
        event.preventDefault();
        go(...to);
      }}
    >
      <div role="row" aria-rowindex={1} className={styles.head}>
        <span role="columnheader">{words.rowNumber}</span>
        {LINE_COLUMNS.map((field, at) => (
          <span
            key={field}
            role="columnheader"
            title={words.heads[field] && name(field)}
            className={isFigure(field) ? styles.figure : undefined}
          >
            {preview.letters[at] && <span className={styles.letter}>{preview.letters[at]} </span>}
            {words.heads[field] ?? name(field)}
          </span>
        ))}
      </div>
      {total === 0 && <p className={styles.none}>{words.noRows}</p>}
      <div role="presentation" className={styles.rows} style={{ height: `calc(var(--xb-row) * ${total})` }}>
        {drawn.map((at) => (
          <PreviewRow
            key={at}
            at={at}
            row={row(at)}
            active={active?.at === at ? active.column : null}
            isFirstStop={!active && at === seen.first}
            onActive={(column) => {
              go(at, column);
            }}
            onEditing={onEditing}
            correct={correct}
          />
        ))}
      </div>
    </div>
  );
}
