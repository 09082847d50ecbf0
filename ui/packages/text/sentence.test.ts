import { describe, expect, it } from "vitest";
import { problemOf as problem } from "#host/forms";
import { sentence } from "./sentence";

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
    [
      problem("NUM_SCALE", { field: "lines[3].packages", params: { scale: "0" } }),
      "总件数只能填整数",
      "Packages must be a whole number",
    ],
    [
      problem("NUM_SCALE", { field: "lines[3].quantity", params: { scale: "3" } }),
      "数量最多 3 位小数",
      "Quantity has at most 3 decimals",
    ],
    [problem("FROM_A_NEWER_RUST"), "FROM_A_NEWER_RUST", "FROM_A_NEWER_RUST"],
  ])("%o", (given, zh, en) => {
    expect([sentence(given, "zh"), sentence(given, "en")]).toEqual([zh, en]);
  });
});
