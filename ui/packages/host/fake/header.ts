import type { ColumnChoice, FileColumns, LineColumn, ProblemView } from "../generated";
import { LINE_COLUMNS as COLUMNS, problemOf as problem } from "../forms";

/** Accepted names of the columns (YW-IMP-04). */
const NAMES: Record<LineColumn, readonly string[]> = {
  merchant_no: ["采购号", "市场采购号"],
  merchant_name: ["商户名", "商户姓名", "商户名称"],
  merchant_phone: ["手机号", "手机号码", "手机", "联系电话"],
  order_month: ["下单月份", "订单月份", "月份"],
  goods_name: ["品名", "商品名称", "货物名称"],
  quantity: ["数量"],
  packages: ["总件数", "件数"],
  amount: ["总金额", "金额"],
};

const plain = (header: string) => header.replace(/\s|\*|[(（].*?[)）]/g, "");

export const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26);

/** The file's column of each field; -1 where it has none. */
export interface Header {
  places: number[];
  problems: ProblemView[];
}

/** Finds the columns, the person's own assignment first. */
export function readHeader(header: readonly string[], mapping: readonly ColumnChoice[]): Header {
  const names = header.map(plain);
  const places = COLUMNS.map((field) => {
    const chosen = mapping.find((choice) => choice.field === field);
    return chosen ? (chosen.column ?? -1) : names.findIndex((name) => NAMES[field].includes(name));
  });
  const missing = COLUMNS.filter((field, at) => field !== "merchant_no" && places[at] === -1);
  const extra = header.filter((text, at) => text !== "" && !places.includes(at));
  const problems: ProblemView[] = [];
  if (missing.length > 3 && mapping.length === 0) problems.push(problem("IMP_HEADER"));
  else if (missing.length > 0) {
    problems.push(
      problem("IMP_COLUMN_MISSING", {
        params: { names: missing.map((field) => NAMES[field][0]).join("、") },
      }),
    );
  }
  if (extra.length > 0) {
    problems.push(problem("IMP_COLUMN_EXTRA", { severity: "warning", params: { names: extra.join("、") } }));
  }
  return { places, problems };
}

/** What a person can assign columns from. */
export function columnsOf(rows: readonly (readonly string[])[], places: readonly number[]): FileColumns {
  const header = rows[0] ?? [];
  return {
    header_row: 1,
    columns: header.map((text, column) => ({
      column,
      letters: lettersOf(column),
      header: text,
      samples: rows.slice(1, 4).map((row) => row[column] ?? ""),
    })),
    suggested: COLUMNS.flatMap((field, at) => {
      const column = places[at] ?? -1;
      return column < 0 ? [] : [{ field, column }];
    }),
  };
}
