import type { FindingsPage, LineColumn, PageQuery, PreviewRow, PreviewTab, ProblemView } from "../generated";
import { checkCell } from "./check";
import { sameness } from "./read";
import { LINE_COLUMNS as COLUMNS, problemOf as problem } from "../forms";

/** The checked rows of a file, before they are stored. */
export class Preview {
  readonly rows: PreviewRow[] = [];
  revision = 0;
  private readonly stored = new Map<number, string[]>();
  private readonly first = new Map<string, number>();
  private byTab: Partial<Record<PreviewTab, PreviewRow[]>> = {};

  constructor(
    /** The file's column of each field, in letters. */
    readonly letters: readonly string[],
    /** What the order has already: by sameness. */
    private readonly existing: ReadonlySet<string>,
  ) {}

  /** Reads a row of the file, from 1. */
  add(row: number, texts: string[]): void {
    this.rows.push(this.check(row, texts, false));
  }

  /** What a person typed: it holds when the same file is read once more. */
  readonly corrections: { row: number; column: LineColumn; text: string }[] = [];

  /** Corrects a cell; the text is now typed by a person, so `2025.1` is January. */
  correct(row: number, column: LineColumn, text: string): PreviewRow | null {
    const at = this.rows.findIndex((one) => one.row === row);
    const old = this.rows[at];
    if (!old) return null;
    const texts = old.texts.map((one, place) => (COLUMNS[place] === column ? text : one));
    const checked = this.check(row, texts, true);
    this.rows[at] = checked;
    this.corrections.push({ row, column, text });
    this.revision += 1;
    this.byTab = {};
    return checked;
  }

  tab(tab: PreviewTab): readonly PreviewRow[] {
    if (tab === "all") return this.rows;
    return (this.byTab[tab] ??= this.rows.filter((row) => row.state === tab));
  }

  /** Errors before warnings; what is doubtful about duplicates stands in their tab only. */
  findings(tab: PreviewTab, { offset, limit }: PageQuery): FindingsPage {
    const rows = tab === "all" ? this.rows.filter(({ state }) => state !== "duplicate") : this.tab(tab);
    const found = rows.flatMap((row) => row.problems);
    const errors = found.filter(({ severity }) => severity === "error");
    const all = [...errors, ...found.filter(({ severity }) => severity !== "error")];
    return { problems: all.slice(offset, offset + limit), total: all.length, errors: errors.length };
  }

  errors(): number {
    return this.rows.flatMap((row) => row.problems).filter(({ severity }) => severity === "error").length;
  }

  /** The texts of a row as a line would keep them. */
  texts(row: PreviewRow): readonly string[] {
    return this.stored.get(row.row) ?? row.texts;
  }

  private check(row: number, texts: string[], byHand: boolean): PreviewRow {
    const known = (texts[0] ?? "") !== "";
    const read = COLUMNS.map((column, at) => {
      const text = texts[at] ?? "";
      return (byHand ? null : fromCell(column, text)) ?? checkCell(column, text, known);
    });
    const kept = read.map((cell) => cell.text);
    this.stored.set(row, kept);
    const problems: ProblemView[] = read.flatMap((cell, at) =>
      cell.problems.map((one) => ({ ...one, row, column: this.letters[at] || null })),
    );
    const key = sameness(kept);
    const twin = this.first.get(key);
    if (twin === undefined) this.first.set(key, row);
    if ((twin !== undefined && twin !== row) || this.existing.has(key)) {
      const params = { row: twin === undefined ? "" : String(twin) };
      problems.push(problem("IMP_DUPLICATE", { severity: "warning", row, params }));
    }
    return { row, state: stateOf(problems), texts, problems, pending_lookup: false };
  }
}

function stateOf(problems: readonly ProblemView[]): PreviewTab {
  if (problems.some(({ severity }) => severity === "error")) return "faulty";
  if (problems.some(({ code }) => code === "IMP_DUPLICATE")) return "duplicate";
  return problems.length > 0 ? "warned" : "good";
}

/** What only a workbook's cell can be: a number where a month or a phone should stand. */
function fromCell(field: LineColumn, text: string) {
  const wrong = (code: string) => ({ text, problems: [problem(code, { field, value: text })] });
  if (field === "merchant_phone" && /^\d(\.\d+)?E\+\d+$/.test(text)) return wrong("IMP_SCIENTIFIC");
  if (field !== "order_month") return null;
  if (/^\d{4}\.\d$/.test(text)) return wrong("IMP_MONTH_AMBIGUOUS");
  if (!/^\d{5}$/.test(text)) return null;
  const params = { month: "2025-03" };
  return {
    text: "2025-03",
    problems: [problem("IMP_MONTH_SERIAL", { severity: "warning", field, value: text, params })],
  };
}
