import { expect, it } from "vitest";
import { monthSpans, spans } from "./days";

it.each([
  // 00:30 in China on 1 March, still February in Greenwich.
  ["2025-02-28T16:30:00Z", "2025-03-01", "2025-02-23", "2025-03-01", ["2025-02-01", "2025-02-28"]],
  ["2024-03-31T15:59:00Z", "2024-03-31", "2024-03-25", "2024-03-01", ["2024-02-01", "2024-02-29"]],
  ["2025-01-05T04:00:00Z", "2025-01-05", "2024-12-30", "2025-01-01", ["2024-12-01", "2024-12-31"]],
])("CM-TIME-01: at %s the China days are counted back right", (now, today, week, month, lastMonth) => {
  expect(spans(new Date(now))).toEqual({
    today: [today, today],
    week: [week, today],
    month: [month, today],
    lastMonth,
  });
});

it.each([
  // 00:30 in China on 1 January, still December in Greenwich.
  ["2025-12-31T16:30:00Z", "2026-01", "2025-12", "2025-11", "2026-01"],
  ["2025-03-31T15:59:00Z", "2025-03", "2025-02", "2025-01", "2025-01"],
])("CM-TIME-01: at %s the China months are counted back right", (now, present, last, third, first) => {
  expect(monthSpans(new Date(now))).toEqual({
    month: [present, present],
    lastMonth: [last, last],
    threeMonths: [third, present],
    year: [first, present],
  });
});
