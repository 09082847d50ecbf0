import { grouped } from "./figures";
import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./Pager.module.css";

/** Page sizes that every list offers (CM-UI-02). */
export const PAGE_SIZES = [20, 50, 100, 200];

/** The pager's words. */
export interface PagerText {
  label: string;
  range: (from: string, to: string, total: string) => string;
  previous: string;
  next: string;
  size: (rows: number) => string;
  sizeLabel: string;
}

interface PagerProps {
  text: PagerText;
  /** From 1. */
  page: number;
  size: number;
  total: number;
  onMove: (page: number, size: number) => void;
}

/** Which rows are shown, and the way to the others. */
export function Pager({ text, page, size, total, onMove }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / size));
  const from = Math.min((page - 1) * size + 1, total);
  return (
    <nav className={styles.pager} aria-label={text.label}>
      <span>{text.range(grouped(from), grouped(Math.min(page * size, total)), grouped(total))}</span>
      <span className={styles.size}>
        <select
          aria-label={text.sizeLabel}
          value={size}
          onChange={(event) => {
            onMove(1, Number(event.target.value));
          }}
        >
          {PAGE_SIZES.map((rows) => (
            <option key={rows} value={rows}>
              {text.size(rows)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <Button
        quiet
        label={text.previous}
        disabled={page <= 1}
        onClick={() => {
          onMove(page - 1, size);
        }}
      >
        <Icon name="left" />
      </Button>
      <span>
        {grouped(page)} / {grouped(last)}
      </span>
      <Button
        quiet
        label={text.next}
        disabled={page >= last}
        onClick={() => {
          onMove(page + 1, size);
        }}
      >
        <Icon name="right" />
      </Button>
    </nav>
  );
}
