import { expect, it } from "vitest";
import { LINE_COLUMNS } from "#host/forms";
import { NO_CHOICE, ordered, plan, reordered, resized, shownOrHidden, SYSTEM } from "./columns";

it("columns fill the room, goods and name give way, and stand side by side", () => {
  for (const room of [800, 944, 1024, 1240, 1440, 2560]) {
    const { columns, width } = plan(NO_CHOICE, room);
    let left = SYSTEM;
    for (const column of columns) {
      expect(column.left).toBe(left);
      left += column.width;
    }
    expect(width).toBe(left);
    if (room >= 944) expect(width).toBe(room);
  }
});

it("order, width, hidden and frozen columns as chosen; one column always stays", () => {
  const choice = { ...resized(reordered(NO_CHOICE, "amount", "merchant_no"), "amount", 5000), frozen: 2 };
  const { columns, frozenWidth } = plan(choice, 1200);
  expect(columns.slice(0, 2).map(({ column, width, frozen }) => [column, width, frozen])).toEqual([
    ["amount", 640, true],
    ["merchant_no", 104, true],
  ]);
  expect(frozenWidth).toBe(SYSTEM + 744);
  expect(ordered(reordered(choice, "amount", null)).at(-1)).toBe("amount");
  const none = LINE_COLUMNS.reduce(shownOrHidden, NO_CHOICE);
  expect(plan(none, 1200).columns).toHaveLength(1);
  expect(ordered({ ...NO_CHOICE, order: ["unknown", "amount"] })[0]).toBe("amount");
});
