import type { LineColumn, MerchantView, ProblemView } from "#host/generated";
import type { Entry } from "./entry";
import type { Place, Selection } from "./selection";
import type { UnsavedCells } from "./unsaved";

/** The cell that is open. */
export interface Edit {
  place: Place;
  /** Goes up with each opening. */
  serial: number;
  /** F2: arrows move within the text instead of leaving the cell. */
  caret: boolean;
  /** The text to begin with; `null` if it is in the field already, because typing opened the cell. */
  initial: string | null;
}

/** Something that could not be done, and how to try it again. */
export interface Notice {
  problem: ProblemView;
  retry: (() => void) | null;
}

/** What was done or found, for the live region and the toolbar. */
export type Said =
  | { what: "copied" | "cut"; rows: number; columns: number }
  | { what: "pasted"; changed: number; added: number; wrong: number; leftOut: number }
  | { what: "added"; number: number }
  | { what: "notFound"; text: string }
  | { what: "noneWrong" | "noneTwice" }
  | { what: "undone" | "redone"; change: string; lines: number };

/** What the screen tells the sheet. */
export interface Arrangement {
  /** Shown columns from the left. */
  columns: readonly LineColumn[];
  /** Whether lines may be changed. */
  writable: boolean;
  /** Whether 【+】 repeats merchant and month. */
  repeats: boolean;
}

export interface SheetState {
  /** Lines of the order. */
  lines: number;
  /** Goes up whenever lines came, so that rows are looked up anew. */
  version: number;
  selection: Selection;
  /** What is to be scrolled into view; a new one whenever a person moved, none because others wrote. */
  reached: { place: Place; whole: Selection["whole"] };
  edit: Edit | null;
  unsaved: UnsavedCells;
  entry: Entry;
  notice: Notice | null;
  said: Said | null;
  suggestions: Suggestions | null;
}

/** Merchants that fit what is typed. */
export interface Suggestions {
  merchants: readonly MerchantView[];
  /** The one that Enter takes; -1 for none. */
  chosen: number;
}
