import { expect, it } from "vitest";
import { LIST_COLUMNS, moved, NUMBER_WIDTH, resized, shown, toggled, USUAL } from "./columns";

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
  expect([declared([]), declared(["declaration_no"])]).toEqual([142, 88]);
  expect(declared(["declaration_no"], resized(USUAL, "declaration_no", 120))).toBe(120);
  expect(shown(moved(USUAL, "buyer_name", 1))[2]?.left).toBeNull();
});
