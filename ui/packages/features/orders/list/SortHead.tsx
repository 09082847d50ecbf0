import { useState, type PointerEvent } from "react";
import type { OrderSort } from "#host/generated";
import { Icon } from "#kit/Icon";
import ledger from "#kit/Ledger.module.css";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import { clamp, type shown } from "./columns";
import styles from "./OrderList.module.css";

interface SortHeadProps {
  column: ReturnType<typeof shown>[number];
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  /** The width while the edge is being dragged. */
  onDrag: (width: number) => void;
  /** The width to keep; `null` goes back to the usual one. */
  onWidth: (width: number | null) => void;
}

/** Pixels by which Shift with an arrow key changes a width. */
const STEP = 8;

/** A column's head: the first click sorts by it, the next turns it around; its right edge is dragged to set the width. */
export function SortHead({
  column: { column, word, numeric, width, left },
  sort,
  onSort,
  onDrag,
  onWidth,
}: SortHeadProps) {
  const { text } = useText();
  const [from, setFrom] = useState<{ x: number; width: number } | null>(null);
  const sorted = sort.column === column;
  const name = text.orders.columns[word];
  const reached = (event: PointerEvent<HTMLElement>) =>
    clamp((from?.width ?? width) + event.clientX - (from?.x ?? 0));
  return (
    <th
      scope="col"
      className={[numeric && ledger.num, left !== null && styles.stay].filter(Boolean).join(" ") || undefined}
      style={left === null ? undefined : { left }}
      aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        className={ledger.sort}
        title={name}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        onClick={() => {
          onSort({ column, descending: sorted ? !sort.descending : false });
        }}
        onKeyDown={(event) => {
          if (isComposing(event) || !event.shiftKey) return;
          const by = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
          if (by === 0) return;
          event.preventDefault();
          onWidth(clamp(width + by));
        }}
      >
        <span>{name}</span>
        {sorted && <Icon name={sort.descending ? "down" : "up"} />}
      </button>
      <span
        aria-hidden="true"
        className={styles.edge}
        title={text.orders.columnChoice.width(name)}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom({ x: event.clientX, width });
        }}
        onPointerMove={(event) => {
          if (from) onDrag(reached(event));
        }}
        onPointerUp={(event) => {
          if (from && event.clientX !== from.x) onWidth(reached(event));
          setFrom(null);
        }}
        onDoubleClick={() => {
          onWidth(null);
        }}
      />
    </th>
  );
}
