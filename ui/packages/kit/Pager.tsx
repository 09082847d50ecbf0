import { useState } from "react";
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

/** Which part of a list is looked at. */
export interface Pages {
  page: number;
  size: number;
  /** What to ask for. */
  query: { offset: number; limit: number };
  /** To be told how long the list is: a list that shrank while its end was looked at shows its new end. */
  fit: (total: number | undefined) => void;
  move: (page: number, size: number) => void;
}

/** The pages of a list that keeps its place for itself. */
export function usePages(usual = 50): Pages {
  const [{ page, size }, setPlace] = useState({ page: 1, size: usual });
  return {
    page,
    size,
    query: { offset: (page - 1) * size, limit: size },
    fit: (total) => {
      const last = Math.max(1, Math.ceil((total ?? page * size) / size));
      if (page > last) setPlace({ page: last, size });
    },
    move: (page, size) => {
      setPlace({ page, size });
    },
  };
}

/** The pager below a list; nothing where the smallest page holds all of it. */
export function PagerFoot({ text, pages, total }: { text: PagerText; pages: Pages; total: number }) {
  if (total <= Math.min(...PAGE_SIZES)) return null;
  return (
    <div className={styles.foot}>
      <Pager text={text} page={pages.page} size={pages.size} total={total} onMove={pages.move} />
    </div>
  );
}
