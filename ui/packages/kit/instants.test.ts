import { expect, it } from "vitest";
import { chinaDate, chinaMinute, shortInstant } from "./instants";

it.each([
  ["2025-03-18 16:20:41", "16:20"],
  ["2025-03-17 16:20:41", "03-17 16:20"],
  ["2024-12-31 23:59:59", "2024-12-31"],
])("CM-TIME-01: %s is shown as %s to a computer in any zone", (text, shown) => {
  // 00:30 in China on the 18th, still the 17th in Greenwich.
  expect(shortInstant(text, new Date("2025-03-17T16:30:00Z"))).toBe(shown);
});

it("CM-TIME-01: an instant is shown by the day and the minute in China", () => {
  expect(chinaDate("2025-03-04T16:00:00.000Z")).toBe("2025-03-05");
  expect(chinaMinute("2025-03-04T16:00:59.999Z")).toBe("2025-03-05 00:00");
});
