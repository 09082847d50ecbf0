import { expect, it } from "vitest";
import { leastWidth, LIST_COLUMNS, moved, NUMBER_WIDTH, resized, shown, toggled, USUAL } from "./columns";

const names = (columns = USUAL) => shown(columns).map(({ column }) => column);

it("YW-ORD-01: every column is shown unless somebody hides it", () => {
  expect(names()).toEqual(LIST_COLUMNS.map(({ column }) => column));
  expect(names(toggled(USUAL, "created_at"))).not.toContain("created_at");
  expect(names(toggled(toggled(USUAL, "created_at"), "created_at"))).toEqual(names());
});

it("a column moves one place, and not beyond the ends", () => {
  expect(names(moved(USUAL, "buyer_name", -1)).slice(0, 3)).toEqual([
    "buyer_name",
    "order_no",
    "buyer_passport",
  ]);
  expect(names(moved(USUAL, "order_no", -1))).toEqual(names());
  expect(names(moved(USUAL, "sync", 1))).toEqual(names());
});

it("columns that a later version adds follow those somebody put in order", () => {
  const known = { ...USUAL, order: ["sync", "gone", "order_no"] };
  expect(names(known).slice(0, 3)).toEqual(["sync", "order_no", "buyer_name"]);
  expect(names(known)).toHaveLength(LIST_COLUMNS.length);
});

it("a width keeps within its bounds, and what stays at the left begins behind it", () => {
  const wide = shown(resized(USUAL, "order_no", 200));
  expect(wide.map(({ left }) => left).slice(0, 3)).toEqual([NUMBER_WIDTH, NUMBER_WIDTH + 200, null]);
  expect(shown(resized(USUAL, "order_no", 3))[0]?.width).toBe(44);
  expect(shown(resized(USUAL, "order_no", 9_000))[0]?.width).toBe(480);
  const declared = (empty: "declaration_no"[], of = USUAL) =>
    shown(of, false, empty).find(({ column }) => column === "declaration_no")?.width;
  expect([declared([]), declared(["declaration_no"])]).toEqual([138, 84]);
  expect(declared(["declaration_no"], resized(USUAL, "declaration_no", 120))).toBe(120);
  expect(shown(moved(USUAL, "buyer_name", 1))[2]?.left).toBeNull();
});

it("YW-ORD-01, HOUSE 7: a column is as wide as the sum below it, and the buyer gives the room", () => {
  const sums = { total_usd: "100,378,123.45", line_count: "81,280", line_sum: "¥12,643,680.68" };
  const wide = shown(USUAL, true, ["order_no", "declaration_no", "buyer_name"], sums);
  const of = (name: string) => wide.find(({ column }) => column === name)?.width;
  expect([of("total_usd"), of("line_count"), of("line_sum")]).toEqual([112, 54, 112]);
  // All columns stand in the page beside the navigation, 1,440 pixels less 208, and a scroll bar.
  expect(leastWidth(wide, USUAL)).toBeLessThanOrEqual(1_440 - 208 - 15);
  expect(leastWidth(shown(USUAL, true, [], sums), USUAL)).toBeLessThanOrEqual(1_440 - 208 - 15);
  const usual = { total_usd: "10,375,316.00", line_count: "58,144", line_sum: "¥279,446,328.00" };
  expect(leastWidth(shown(USUAL, false, [], usual), USUAL)).toBeLessThanOrEqual(1_440 - 208 - 15);
  // A width that a person gave is kept, whatever stands below.
  expect(shown(resized(USUAL, "total_usd", 60), false, [], sums)[4]?.width).toBe(60);
  expect(leastWidth(shown(resized(USUAL, "buyer_name", 300)), resized(USUAL, "buyer_name", 300))).toBe(
    leastWidth(shown(USUAL), USUAL) - 66 + 300,
  );
});
