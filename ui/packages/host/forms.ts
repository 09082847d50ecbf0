import type { LineColumn, OrderFilter, Preferences, ProblemView } from "./generated";

/** The columns of 交易清单 in the order of the template (YW-ORD-08). */
export const LINE_COLUMNS: readonly LineColumn[] = [
  "merchant_no",
  "merchant_name",
  "merchant_phone",
  "order_month",
  "goods_name",
  "quantity",
  "packages",
  "amount",
];

/** The column that a problem is about: its field is the column's name, alone or as `lines[n].name`; `null`: the whole. */
export function columnOf(problem: ProblemView): LineColumn | null {
  const name = problem.field?.split(".").at(-1);
  return LINE_COLUMNS.find((column) => column === name) ?? null;
}

/** A code in the form of every other problem, such as the reason in `allowed`; an error unless told otherwise. */
export function problemOf(code: string, more: Partial<ProblemView> = {}): ProblemView {
  return {
    code,
    severity: "error",
    params: {},
    field: null,
    row: null,
    column: null,
    value: null,
    retryable: false,
    ...more,
  };
}

/** Narrows nothing. */
export const EVERYTHING: OrderFilter = {
  search: "",
  state: null,
  buyer: "",
  passport: "",
  destination: null,
  links: null,
  declaration: "",
  created_from: "",
  created_to: "",
  month_from: "",
  month_to: "",
  merchant: "",
};

/** What holds until the settings were read, and where there are none. */
export const USUAL_PREFERENCES: Preferences = {
  language: "zh",
  theme: "system",
  scale: 100,
  density: "compact",
  repeat_merchant: true,
  lock_after_minutes: null,
  columns: {},
};
