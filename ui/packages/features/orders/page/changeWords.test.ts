import { expect, it } from "vitest";
import { changeName, fieldName } from "#text/names";
import { takenBack } from "./changeWords";

it.each([
  ["an edit alone", [["1", null]], []],
  [
    "undone",
    [
      ["2", "1"],
      ["1", null],
    ],
    ["1"],
  ],
  [
    "undone and redone",
    [
      ["3", "2"],
      ["2", "1"],
      ["1", null],
    ],
    ["2"],
  ],
  [
    "undone, redone, undone",
    [
      ["4", "3"],
      ["3", "2"],
      ["2", "1"],
      ["1", null],
    ],
    ["3", "1"],
  ],
] as const)("YW-ORD-15: what no longer holds in the history: %s", (_, changes, back) => {
  expect([...takenBack(changes.map(([seq, undoes]) => ({ seq, undoes })))]).toEqual(back);
});

it("changes and fields have the catalogue's names; an unknown one keeps its own", () => {
  expect(changeName({ change: "import_lines", lines: 3 }, "zh")).toBe("批量导入");
  expect(changeName({ change: "weigh_order", lines: 0 }, "en")).toBe("weigh_order");
  expect(fieldName("buyer_name", "en")).toBe("Buyer's name");
  expect(fieldName("colour", "zh")).toBe("colour");
});
