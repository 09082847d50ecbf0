import type { ProblemView } from "../generated";
import { problemOf as problem } from "../forms";
import { GOODS, MERCHANTS, pick } from "./samples";

/** A file of the fake desk. */
export interface FakeFile {
  /** Its sheets by name; the header is the first row. One sheet with an empty name is separated text. */
  sheets: Record<string, () => readonly (readonly string[])[]>;
  /** For separated text. */
  encoding?: string;
  /** Why the file as a whole is refused, whatever is in it. */
  refused?: ProblemView[];
  /** What is said of the file as a whole. */
  warned?: ProblemView[];
}

/** The header of the template. */
export const TEMPLATE: readonly string[] = [
  "采购号",
  "商户名*",
  "手机号*",
  "下单月份*",
  "品名*",
  "数量*",
  "总件数*",
  "总金额*(元)",
];

/** Row `at` of a good file, from 0. */
export function sampleRow(at: number): string[] {
  const merchant = pick(MERCHANTS, Math.floor(at / 2));
  const packages = [50, 100, 2, 5, 25][at % 5] ?? 1;
  return [
    merchant.merchant_no,
    merchant.merchant_name,
    merchant.merchant_phone,
    "2025-03",
    pick(GOODS, at),
    String(packages * 48),
    String(packages),
    `${481 + at}.20`,
  ];
}

/** Faults of the pictured file: every so many rows, this column, this text. */
const FAULTS: readonly [number, number, string][] = [
  [13, 2, "1.99E+10"],
  [17, 3, "2025.1"],
  [19, 6, "12.5"],
  [19, 7, "-380"],
  [23, 3, "45717"],
  [29, 4, ""],
  [31, 3, "2025-03-15"],
  [37, 7, "1.234,50"],
];

/** A file of so many rows; every `each` rows one group of faults, and a row that equals the one before. */
export function sampleFile(count: number, each = 0): FakeFile {
  const rows = () => {
    const made = [TEMPLATE, ...Array.from({ length: count }, (_, at) => sampleRow(at))];
    if (each === 0) return made;
    for (let from = 0; from < count; from += each) {
      for (const [at, column, text] of FAULTS) {
        const row = made[from + at + 1] as string[] | undefined;
        if (row) row[column] = text;
      }
      const twin = made[from + 41];
      if (twin && made[from + 42]) made[from + 42] = [...twin];
    }
    return made;
  };
  return { sheets: { 交易清单: rows, 填写说明: () => [["说明"]] } };
}

const FOREIGN: readonly string[] = ["编号", "商户名", "电话", "月", "货", "数量", "件数", "钱"];

/** What the desk in memory has to choose from: one file of each outcome. */
export const SAMPLE_FILES: Record<string, FakeFile> = {
  "三月交易清单.xlsx": {
    ...sampleFile(1_200, 300),
    warned: [problem("IMP_HIDDEN", { severity: "warning", params: { n: "12" } })],
  },
  "十万行.xlsx": sampleFile(100_000, 1_000),
  "无误.xlsx": sampleFile(240),
  "表头不同.xlsx": {
    sheets: { Sheet1: () => [FOREIGN, ...Array.from({ length: 40 }, (_, at) => sampleRow(at))] },
  },
  "两个工作表.xlsx": {
    sheets: { 一月: () => [TEMPLATE, sampleRow(0)], 二月: () => [TEMPLATE, sampleRow(1)] },
  },
  "三月.csv": { sheets: { "": () => [TEMPLATE, sampleRow(0), sampleRow(1)] }, encoding: "gb18030" },
  "乱码.csv": { ...sampleFile(1), refused: [problem("IMP_ENCODING")] },
  "加密.xlsx": { ...sampleFile(1), refused: [problem("IMP_ENCRYPTED")] },
  "损坏.xlsx": { ...sampleFile(1), refused: [problem("IMP_DAMAGED")] },
};
