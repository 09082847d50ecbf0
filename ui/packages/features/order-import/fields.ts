import { columnOf, LINE_COLUMNS } from "#host/forms";
import type { LineColumn, PreviewRow, ProblemView } from "#host/generated";

/** Fields that a file must have (YW-IMP-04). */
export const REQUIRED: readonly LineColumn[] = LINE_COLUMNS.filter((field) => field !== "merchant_no");

/** Figures stand at the right. */
export const isFigure = (field: LineColumn) =>
  field === "quantity" || field === "packages" || field === "amount";

/** The problems of one cell, errors first. */
export function cellProblems(row: PreviewRow, field: LineColumn): ProblemView[] {
  const own = row.problems.filter((problem) => columnOf(problem) === field);
  return own.sort((a, b) => a.severity.localeCompare(b.severity));
}

/** What 2025.1 may have been before a spreadsheet took it for a number: January or October (YW-IMP-08). */
export function monthsMeant(problem: ProblemView): string[] {
  if (problem.code !== "IMP_MONTH_AMBIGUOUS") return [];
  const [, year = "", part = ""] = /^(\d{4})\.(\d{1,2})$/.exec(problem.value?.trim() ?? "") ?? [];
  const readings = part.length === 1 ? [`0${part}`, `${part}0`] : [part];
  return readings
    .filter((month) => Number(month) >= 1 && Number(month) <= 12)
    .map((month) => `${year}-${month}`);
}
