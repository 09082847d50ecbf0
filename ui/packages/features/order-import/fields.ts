import type { LineColumn, PreviewRow, ProblemView } from "#host/generated";

/** The fields of a line in the order of the template, as rows of the preview have them. */
export const FIELDS: readonly LineColumn[] = [
  "merchant_no",
  "merchant_name",
  "merchant_phone",
  "order_month",
  "goods_name",
  "quantity",
  "packages",
  "amount",
];

/** Fields that a file must have (YW-IMP-04). */
export const REQUIRED: readonly LineColumn[] = FIELDS.filter((field) => field !== "merchant_no");

/** Figures stand at the right. */
export const isFigure = (field: LineColumn) =>
  field === "quantity" || field === "packages" || field === "amount";

/** The field that a problem is about; `null`: the row or the file as a whole. */
export function columnOf(problem: ProblemView): LineColumn | null {
  const name = problem.field?.split(".").at(-1);
  return FIELDS.find((field) => field === name) ?? null;
}

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
