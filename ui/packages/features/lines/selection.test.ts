import { describe, expect, it } from "vitest";
import { LINE_COLUMNS } from "#host/forms";
import {
  isEntry,
  leaves,
  rectangle,
  select,
  start,
  type Selection,
  type Shape,
  type Step,
} from "./selection";

const ids = Array.from({ length: 10 }, (_, at) => `line-${at}`);
const shape = (over: Partial<Shape> = {}): Shape => ({
  lines: 10,
  entry: true,
  columns: LINE_COLUMNS,
  lineAt: (row) => ids[row] ?? null,
  ...over,
});
const run = (steps: Step[], on = shape()): Selection =>
  steps.reduce((selection, step) => select(selection, step, on), start("merchant_no"));
/** Active cell and far corner, as `row:column`. */
const said = (selection: Selection) => {
  const at = (place: Selection["active"]) => `${place.row}:${place.column}`;
  return `${at(selection.active)} ${at(selection.far)}`;
};
const move = (by: "up" | "down" | "left" | "right", more: { edge?: true; extend?: true } = {}): Step => ({
  do: "move",
  by,
  edge: more.edge ?? false,
  extend: more.extend ?? false,
});
const tab: Step = { do: "tab", back: false };
const enter: Step = { do: "enter", back: false };
const to = (row: number, column: (typeof LINE_COLUMNS)[number], extend = false): Step => ({
  do: "to",
  row,
  column,
  extend,
});

describe("selection", () => {
  it("CM-UI-01: every step of a table of journeys ends where Excel ends", () => {
    const journeys: [string, Step[], string][] = [
      ["down", [move("down")], "1:merchant_no 1:merchant_no"],
      ["not above the first", [move("up")], "0:merchant_no 0:merchant_no"],
      ["right, left", [move("right"), move("right"), move("left")], "0:merchant_name 0:merchant_name"],
      ["Ctrl+right", [move("right", { edge: true })], "0:amount 0:amount"],
      ["Ctrl+down is the last line", [move("down", { edge: true })], "9:merchant_no 9:merchant_no"],
      [
        "and again the entry row",
        [move("down", { edge: true }), move("down", { edge: true })],
        "10:merchant_no 10:merchant_no",
      ],
      ["Shift+down stretches", [move("down", { extend: true })], "0:merchant_no 1:merchant_no"],
      [
        "a range never reaches the entry row",
        [to(9, "amount"), move("down", { extend: true })],
        "9:amount 9:amount",
      ],
      ["page", [{ do: "page", rows: 4, extend: false }], "4:merchant_no 4:merchant_no"],
      ["Ctrl+End", [{ do: "corner", end: true, extend: false }], "9:amount 9:amount"],
      [
        "Ctrl+Shift+Home",
        [to(3, "goods_name"), { do: "corner", end: false, extend: true }],
        "3:goods_name 0:merchant_no",
      ],
      ["End", [{ do: "rowEdge", end: true, extend: false }], "0:amount 0:amount"],
      ["Tab, Tab, Enter returns", [to(2, "quantity"), tab, tab, enter], "3:quantity 3:quantity"],
      ["Tab begins the next row", [to(2, "amount"), tab], "3:merchant_no 3:merchant_no"],
      ["Shift+Tab goes back a row", [to(2, "merchant_no"), { do: "tab", back: true }], "1:amount 1:amount"],
      ["an arrow forgets where Tab began", [tab, move("down"), enter], "2:merchant_name 2:merchant_name"],
      ["Enter from the last line", [to(9, "amount"), enter], "10:amount 10:amount"],
    ];
    for (const [name, steps, end] of journeys) expect([name, said(run(steps))]).toEqual([name, end]);
  });

  it("CM-UI-01: whole rows, columns and everything are rectangles of the lines", () => {
    const box = (steps: Step[]) => rectangle(run(steps), shape());
    expect(box([to(2, "quantity"), { do: "row", row: 4, extend: true }])).toEqual({
      top: 2,
      bottom: 4,
      left: 0,
      right: 7,
    });
    expect(box([{ do: "column", column: "packages", extend: false }])).toEqual({
      top: 0,
      bottom: 9,
      left: 6,
      right: 6,
    });
    expect(box([{ do: "all" }])).toEqual({ top: 0, bottom: 9, left: 0, right: 7 });
    expect(box([to(4, "quantity"), to(2, "goods_name", true)])).toEqual({
      top: 2,
      bottom: 4,
      left: 4,
      right: 5,
    });
  });

  it("YW-ORD-11: a selection follows its line when others insert or remove above it", () => {
    const selected = run([to(3, "goods_name"), to(5, "amount", true)]);
    const rows = new Map<string, number | null>([
      ["line-3", 8],
      ["line-5", null],
    ]);
    const moved = select(selected, { do: "moved", rows }, shape());
    expect(moved.active).toEqual({ row: 8, line: "line-3", column: "goods_name" });
    expect(moved.far.row).toBe(5);
  });

  it("CM-UI-01: stays within the table for any steps on any shape", () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 400; round += 1) {
      const lines = random(4);
      const on = shape({
        lines,
        entry: random(2) === 0,
        columns: LINE_COLUMNS.slice(0, 1 + random(8)),
        lineAt: (row) => (row < lines ? (ids[row] ?? null) : null),
      });
      let selection = select(start("goods_name"), { do: "fit" }, on);
      for (let count = 0; count < 12; count += 1) {
        const extend = random(2) === 0;
        const column = on.columns[random(on.columns.length)] ?? "amount";
        const steps: Step[] = [
          move((["up", "down", "left", "right"] as const)[random(4)] ?? "up", extend ? { extend } : {}),
          { do: "page", rows: random(9) - 4, extend },
          { do: "tab", back: extend },
          { do: "enter", back: extend },
          { do: "row", row: random(9), extend },
          { do: "column", column, extend },
          { do: "all" },
          { do: "to", row: random(9), column, extend },
        ];
        const step = steps[random(steps.length)];
        if (step) selection = select(selection, step, on);
        for (const place of [selection.active, selection.far]) {
          expect(place.row).toBeGreaterThanOrEqual(0);
          expect(place.row).toBeLessThanOrEqual(on.entry ? lines : Math.max(0, lines - 1));
          expect(on.columns).toContain(place.column);
        }
        const box = rectangle(selection, on);
        expect(box.top <= box.bottom && box.left <= box.right).toBe(true);
      }
    }
  });

  it("CM-UI-01: Tab leaves the table only at its ends", () => {
    expect(leaves(run([]), true, shape())).toBe(true);
    expect(leaves(run([]), false, shape())).toBe(false);
    const last = run([to(10, "amount")]);
    expect(isEntry(last.active, shape())).toBe(true);
    expect(leaves(last, false, shape())).toBe(true);
  });
});
