import { expect, it } from "vitest";
import { grouped, quantity, shortInstant } from "./format";

it.each([
  ["0.01", "0.01"],
  ["1643680.68", "1,643,680.68"],
  ["-1234", "−1,234"],
  ["100", "100"],
  ["1.2e3", "1.2e3"],
  ["", ""],
])("CM-MONEY-01: %s is shown as %s, digit by digit", (text, shown) => {
  expect(grouped(text)).toBe(shown);
});

it.each([
  ["1200.000", "1,200"],
  ["0.500", "0.5"],
  ["1.005", "1.005"],
  ["100", "100"],
  ["1.2e3", "1.2e3"],
])("the quantity %s is shown as %s", (text, shown) => {
  expect(quantity(text)).toBe(shown);
});

it.each([
  ["2025-03-18 16:20:41", "16:20"],
  ["2025-03-17 16:20:41", "03-17 16:20"],
  ["2024-12-31 23:59:59", "2024-12-31"],
])("CM-TIME-01: %s is shown as %s to a computer in any zone", (text, shown) => {
  // 00:30 in China on the 18th, still the 17th in Greenwich.
  expect(shortInstant(text, new Date("2025-03-17T16:30:00Z"))).toBe(shown);
});
