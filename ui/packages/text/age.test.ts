import { expect, it } from "vitest";
import { age } from "./age";
import { messages } from "./TextProvider";

it("CM-OFF-02: a wait is told in its largest unit, rounded down", () => {
  const say = (seconds: number) => age(seconds, messages.zh.sync);
  expect([0, 59, 60, 3_599, 3_600, 86_399, 86_400].map(say)).toEqual([
    "0 秒",
    "59 秒",
    "1 分钟",
    "59 分钟",
    "1 小时",
    "23 小时",
    "1 天",
  ]);
  expect(age(172_800, messages.en.sync)).toBe("2 days");
});
