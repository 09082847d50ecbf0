import { describe, expect, it } from "vitest";
import { fakeHost, orderId } from "#host/fake";
import type { LinesPage, LineView } from "#host/generated";
import { LinePages } from "./pages";

const order = orderId(0);

function over(lines: number) {
  const host = fakeHost(1, { lines });
  const flights: { offset: number; land: () => Promise<void> }[] = [];
  const read = (offset: number, limit: number) =>
    new Promise<LinesPage>((resolve) => {
      flights.push({
        offset,
        land: async () => {
          resolve(await host.linesPage(order, { offset, limit }));
        },
      });
    });
  const pages = new LinePages(read, lines, () => undefined);
  /** Lets everything land that is asked for, and what is asked for then. */
  const settle = async () => {
    await new Promise((done) => setImmediate(done));
    for (let flight = flights.shift(); flight; flight = flights.shift()) {
      await flight.land();
      await new Promise((done) => setImmediate(done));
    }
  };
  return { host, pages, flights, settle };
}

const id = (line: LineView | undefined) => line?.number;

describe("pages of lines", () => {
  it("asks for what is looked at only, two pages at a time, and for the newest place after fast scrolling", async () => {
    const { pages, flights, settle } = over(100_000);
    for (let row = 0; row < 90_000; row += 500) pages.want(row, row + 40);
    pages.want(90_390, 90_430);
    expect(flights.map((flight) => flight.offset)).toEqual([0, 400]);
    await settle();
    expect(id(pages.row(90_400))).toBe(90_401);
    expect(pages.row(50_000)).toBeUndefined();
  });

  it("holds at most 40 pages", async () => {
    const { pages, settle } = over(20_000);
    for (let page = 0; page < 60; page += 1) {
      pages.want(page * 200, page * 200 + 30);
      await settle();
    }
    expect(pages.row(0)).toBeUndefined();
    expect(id(pages.row(59 * 200))).toBe(11_801);
    const held = Array.from({ length: 60 }, (_, page) => pages.row(page * 200)).filter(Boolean);
    expect(held).toHaveLength(40);
  });

  it("keeps old rows shown until the new ones are here", async () => {
    const { host, pages, settle } = over(300);
    pages.want(0, 30);
    await settle();
    const old = pages.row(3)?.goods_name.text;
    await host.typeCell(order, pages.row(3)?.id ?? "", "goods_name", "新品名");
    const fresh = pages.refresh();
    expect(pages.row(3)?.goods_name.text).toBe(old);
    await settle();
    await fresh;
    expect(pages.row(3)?.goods_name.text).toBe("新品名");
  });

  it("a line that is as it was stays the same object, so that it is not drawn again", async () => {
    const { host, pages, settle } = over(300);
    pages.want(0, 30);
    await settle();
    const [two, three] = [pages.row(2), pages.row(3)];
    await host.typeCell(order, three?.id ?? "", "goods_name", "新品名");
    const fresh = pages.refresh();
    await settle();
    await fresh;
    expect(pages.row(2)).toBe(two);
    expect(pages.row(3)).not.toBe(three);
  });

  it("an answer that was overtaken neither sets the count nor stays fresh", async () => {
    const { host, pages, flights, settle } = over(300);
    pages.want(190, 210);
    const [first, second] = flights.splice(0, 2);
    await first?.land();
    const { lines: all } = await host.linesPage(order, { offset: 0, limit: 1 });
    const one = all[0]?.id ?? "";
    await host.removeLines(order, [{ from: one, to: one, columns: [] }]);
    await second?.land();
    await settle();
    expect(pages.total).toBe(299);
    expect(id(pages.row(0))).toBe(1);
    expect(pages.row(0)?.id).not.toBe(one);
  });

  it("settles where a restored vault went back to an earlier revision", async () => {
    const { host, pages, settle } = over(300);
    pages.want(0, 30);
    host.stored(order).revision = 100;
    await settle();
    host.stored(order).revision = 7;
    const fresh = pages.refresh();
    await settle();
    await fresh;
    pages.want(190, 210);
    await settle();
    expect([id(pages.row(0)), id(pages.row(205))]).toEqual([1, 206]);
  });

  it("says why a page did not come, and asks again when told", async () => {
    const host = fakeHost(1, { lines: 10 });
    host.fail("linesPage", "LOCAL_STORE_DAMAGED");
    const pages = new LinePages(
      (offset, limit) => host.linesPage(order, { offset, limit }),
      10,
      () => undefined,
    );
    expect(await pages.load(0)).toBeUndefined();
    expect(pages.failed).not.toBeNull();
    await pages.refresh();
    expect(id(pages.row(0))).toBe(1);
  });
});
