import { expect, it } from "vitest";
import { EVERYTHING } from "#host/forms";
import { narrows, NEWEST, readPlace, writePlace, type ListPlace } from "./place";

const usual: ListPlace = { filter: EVERYTHING, sort: NEWEST, page: 1, size: 50 };

it.each<[string, Partial<ListPlace>]>([
  ["", {}],
  ["q=%E7%A4%BA%E4%BE%8B&page=3", { filter: { ...EVERYTHING, search: "示例" }, page: 3 }],
  [
    "from=2025-03-01&to=2025-03-31",
    { filter: { ...EVERYTHING, created_from: "2025-03-01", created_to: "2025-03-31" } },
  ],
  [
    "month_from=2025-01&month_to=2025-03",
    { filter: { ...EVERYTHING, month_from: "2025-01", month_to: "2025-03" } },
  ],
  ["month=2025-03", { filter: { ...EVERYTHING, month_from: "2025-03", month_to: "2025-03" } }],
  [
    "state=draft&links=partial&destination=AE&sort=-total_usd&size=200",
    {
      filter: { ...EVERYTHING, state: "draft", links: "partial", destination: "AE" },
      sort: { column: "total_usd", descending: true },
      size: 200,
    },
  ],
])("CM-UI-02: the address “%s” and the place mean the same", (address, more) => {
  const place = { ...usual, ...more };
  expect(readPlace(new URLSearchParams(address))).toEqual(place);
  expect(readPlace(writePlace(place))).toEqual(place);
});

it.each(["state=gone&links=some&destination=Germany&sort=colour&page=-4&size=51", "page=x&sort=-"])(
  "an address that means nothing, “%s”, is the usual place",
  (address) => {
    expect(readPlace(new URLSearchParams(address))).toEqual(usual);
  },
);

it("CM-SEC-03: a passport number never stands in the address", () => {
  const filter = { ...EVERYTHING, passport: "K90000047" };
  expect(writePlace({ ...usual, filter }).toString()).toBe("");
  expect(narrows(filter)).toBe(true);
  expect(narrows(EVERYTHING)).toBe(false);
});
