import { useQuery } from "@tanstack/react-query";
import { memo, useEffect, useState } from "react";
import type { LineColumn, RangeSum } from "#host/generated";
import { KeyCap } from "#kit/KeyCap";
import { StatusSlot } from "#kit/StatusSlot";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { shown } from "./figures";
import styles from "./Grid.module.css";
import type { LineSheet } from "./LineSheet";
import { range } from "./ranges";
import { isEntry, rectangle, type Extent, type Selection } from "./selection";

interface PlaceInStatusProps {
  sheet: LineSheet;
  extent: Extent;
  selection: Selection;
  /** Which lines the sheet holds: with others a sum is another. */
  version: number;
  currency: string;
}

/** Row and column, and what a selected range comes to, in the status bar. */
export const PlaceInStatus = memo(function PlaceInStatus(props: PlaceInStatusProps) {
  const { sheet, extent, selection, version, currency } = props;
  const { text } = useText();
  const words = text.lines.status;
  const { active } = selection;
  const column = text.lines.columns[active.column];
  const entry = isEntry(active, extent);
  const box = rectangle(selection, extent);
  const many = !entry && (box.top !== box.bottom || box.left !== box.right);
  const sum = useSum(sheet, many ? `${box.top}/${box.bottom}/${box.left}/${box.right}` : null, version);
  return (
    <>
      <Keys />
      <StatusSlot name="place">
        <span className={styles.status}>
          <span>{entry ? text.lines.entry.label : words.row(grouped(active.row + 1))}</span>
          <span>{column}</span>
        </span>
      </StatusSlot>
      {sum && (
        <StatusSlot name="sum">
          <span className={styles.status}>
            {partsOf(sum, extent.columns.slice(box.left, box.right + 1)).map(({ part, value }) => (
              <span key={part}>{words[part](value, currency)}</span>
            ))}
          </span>
        </StatusSlot>
      )}
    </>
  );
});

const Keys = memo(function Keys() {
  const words = useText().text.lines.status;
  return (
    <StatusSlot name="keys">
      <span className={styles.status}>
        <span>
          <KeyCap of="grid.edit" /> {words.edit}
        </span>
        <span>
          <KeyCap of="grid.fillDown" /> {words.fill}
        </span>
      </span>
    </StatusSlot>
  );
});

/** How many cells hold something, and the sums of those columns that are selected. */
function partsOf(sum: RangeSum, columns: readonly LineColumn[]) {
  const all = [
    { part: "filled", value: grouped(sum.filled) },
    { part: "quantity", value: shown("quantity", sum.quantity) },
    { part: "packages", value: grouped(sum.packages) },
    { part: "amount", value: grouped(sum.amount) },
  ] as const;
  return all.filter(({ part, value }) => value !== "" && (part === "filled" || columns.includes(part)));
}

/** Rust's sum of the selection, once it rests: a selection that is being drawn is not summed at every cell. */
function useSum(sheet: LineSheet, box: string | null, version: number): RangeSum | null {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(box);
    }, 120);
    return () => {
      clearTimeout(timer);
    };
  }, [box]);
  const { data } = useQuery({
    queryKey: ["line-sum", sheet.order, rested, version],
    enabled: rested !== null && rested === box,
    gcTime: 0,
    queryFn: async () => {
      const chosen = await range(sheet);
      return chosen ? sheet.host.sumCells(sheet.order, chosen) : null;
    },
  });
  return box !== null && rested === box ? (data ?? null) : null;
}
