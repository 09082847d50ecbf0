import { expect, it } from "vitest";
import { shortInstant } from "./instants";

it.each([
  ["2025-03-18 16:20:41", "16:20"],
  ["2025-03-17 16:20:41", "03-17 16:20"],
  ["2024-12-31 23:59:59", "2024-12-31"],
])("CM-TIME-01: %s is shown as %s to a computer in any zone", (text, shown) => {
  // 00:30 in China on the 18th, still the 17th in Greenwich.
  expect(shortInstant(text, new Date("2025-03-17T16:30:00Z"))).toBe(shown);
});
