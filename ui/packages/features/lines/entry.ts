import { columnOf, LINE_COLUMNS } from "#host/forms";
import type { FieldText, LineColumn, ProblemView } from "#host/generated";

/** The entry row: a line that is being typed and is not part of the order before 【+】 (YW-ORD-10). */
export interface Entry {
  texts: Readonly<Partial<Record<LineColumn, string>>>;
  /** What was repeated from the line before and not typed; alone it is no line. */
  repeated: readonly LineColumn[];
  /** Why 【+】 refused it, by column. */
  problems: readonly ProblemView[];
}

export const EMPTY_ENTRY: Entry = { texts: {}, repeated: [], problems: [] };

const REPEATED: readonly LineColumn[] = ["merchant_no", "merchant_name", "merchant_phone", "order_month"];

export const entryText = (entry: Entry, column: LineColumn) => entry.texts[column] ?? "";

/** Whether a person typed something that would be lost with it. */
export function isTyped(entry: Entry): boolean {
  return LINE_COLUMNS.some((column) => entryText(entry, column) !== "" && !entry.repeated.includes(column));
}

/** What was wrong with a column is open again as soon as it is typed anew. */
export function typed(entry: Entry, texts: Partial<Record<LineColumn, string>>): Entry {
  const touched = LINE_COLUMNS.filter((column) => texts[column] !== undefined);
  return {
    texts: { ...entry.texts, ...texts },
    repeated: entry.repeated.filter((column) => !touched.includes(column)),
    problems: entry.problems.filter((problem) => {
      const column = columnOf(problem);
      return column === null || !touched.includes(column);
    }),
  };
}

/** The row after 【+】: empty, with merchant and month repeated if the person wants that. */
export function next(entry: Entry, repeat: boolean): Entry {
  if (!repeat) return EMPTY_ENTRY;
  const repeated = REPEATED.filter((column) => entryText(entry, column) !== "");
  return {
    texts: Object.fromEntries(repeated.map((column) => [column, entryText(entry, column)])),
    repeated,
    problems: [],
  };
}

export function fields(entry: Entry): FieldText[] {
  return LINE_COLUMNS.map((field) => ({ field, text: entryText(entry, field) }));
}

/** As the vault keeps it while it is typed; `null` where there is nothing to lose. */
export function toScratch(entry: Entry): string | null {
  return isTyped(entry) ? JSON.stringify({ texts: entry.texts, repeated: entry.repeated }) : null;
}

/** A scratch that cannot be read is none. */
export function fromScratch(body: string | null): Entry {
  const kept = parsed(body);
  if (typeof kept !== "object" || kept === null || !("texts" in kept)) return EMPTY_ENTRY;
  const { texts } = kept;
  const repeated = "repeated" in kept && Array.isArray(kept.repeated) ? (kept.repeated as unknown[]) : [];
  if (typeof texts !== "object" || texts === null) return EMPTY_ENTRY;
  const known = Object.entries(texts).filter(
    (pair): pair is [LineColumn, string] =>
      LINE_COLUMNS.some((column) => column === pair[0]) && typeof pair[1] === "string",
  );
  return {
    texts: Object.fromEntries(known),
    repeated: LINE_COLUMNS.filter((column) => repeated.includes(column)),
    problems: [],
  };
}

export function parsed(body: string | null): unknown {
  if (body === null) return null;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
