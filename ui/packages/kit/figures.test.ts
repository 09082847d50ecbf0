import { expect, it } from "vitest";
import { grouped, quantity } from "./figures";

it.each([
  ["0.01", "0.01"],
  ["1643680.68", "1,643,680.68"],
  ["-1234", "−1,234"],
  ["100", "100"],
  [100000, "100,000"],
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
