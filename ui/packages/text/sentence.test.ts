import { describe, expect, it } from "vitest";
import type { ProblemView } from "#host/generated";
import { sentence } from "./sentence";

const problem = (code: string, more: Partial<ProblemView> = {}): ProblemView => ({
  code,
  severity: "error",
  params: {},
  field: null,
  row: null,
  column: null,
  value: null,
  retryable: false,
  ...more,
});

describe("CM-ERR-01: a problem becomes the catalogue's sentence in the screen's language", () => {
  it.each([
    [
      problem("FIELD_REQUIRED", { field: "lines[3].buyer_name" }),
      "请填写采购商姓名",
      "Please fill in Buyer's name",
    ],
    [
      problem("FIELD_TOO_LONG", { field: "remark", params: { max: "500", n: "612" } }),
      "备注最多 500 个字符，当前 612 个",
      "Remark has at most 500 characters, now 612",
    ],
    [problem("DATE_INVALID", { value: "2025-02-30" }), "日期不存在：2025-02-30", "No such date: 2025-02-30"],
    [problem("FROM_A_NEWER_RUST"), "FROM_A_NEWER_RUST", "FROM_A_NEWER_RUST"],
  ])("%o", (given, zh, en) => {
    expect([sentence(given, "zh"), sentence(given, "en")]).toEqual([zh, en]);
  });
});
