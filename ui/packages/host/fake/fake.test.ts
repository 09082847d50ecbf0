import { describe, expect, it } from "vitest";
import { fakeHost, orderId, sampleFile } from "#host/fake";
import type { DeskEvent } from "#host/generated";

const FIRST = orderId(0);
const options = { path: "", sheet: null, encoding: null, mapping: [], replace: false };
const page = { offset: 0, limit: 200 };

describe("the fake desk", () => {
  it("keeps what is typed as the store would, and takes it back", async () => {
    const host = fakeHost();
    const before = (await host.linesPage(FIRST, page)).lines[0];
    await host.typeCell(FIRST, before?.id ?? "", "order_month", "2025年1月");
    expect((await host.linesPage(FIRST, page)).lines[0]?.order_month.text).toBe("2025-01");
    await host.undo(FIRST);
    expect((await host.linesPage(FIRST, page)).lines[0]).toEqual(before);
    await host.redo(FIRST);
    expect((await host.history(FIRST, null)).changes.map((change) => change.step.change)).toEqual([
      "edit_lines",
      "edit_lines",
      "edit_lines",
      "create_order",
    ]);
  });

  it("pastes a block onto and behind the lines", async () => {
    const host = fakeHost(2, { lines: 2 });
    const last = (await host.linesPage(FIRST, page)).lines[1];
    const text = "甲\t1\r\n乙\tx\r\n丙\t3\r\n";
    const columns = ["goods_name", "quantity"] as const;
    const paste = { line: last?.id ?? "", columns: [...columns], onto: null, text, html: null };
    const done = await host.pasteCells(FIRST, paste);
    expect([done.changed, done.added]).toEqual([1, 2]);
    const { lines, total } = await host.linesPage(FIRST, page);
    expect(total).toBe(4);
    expect(lines[2]?.quantity.problems[0]?.code).toBe("NUM_FORMAT");
    expect(await host.nextWrong(FIRST, 2)).toEqual({ number: 3, column: "merchant_name" });
  });

  it("scrolls through a hundred thousand lines", async () => {
    const host = fakeHost(1, { lines: 100_000 });
    const { lines, total } = await host.linesPage(FIRST, { offset: 99_900, limit: 200 });
    expect([lines.length, total, lines[99]?.number]).toEqual([100, 100_000, 100_000]);
  });

  it("imports step by step, with a correction, and can be taken back", async () => {
    const host = fakeHost();
    const heard: DeskEvent[] = [];
    host.listen((event) => void heard.push(event));
    host.import.files.set("/a.xlsx", sampleFile(100, 100));
    await host.startImport(FIRST, { ...options, path: "/a.xlsx" });
    for (let step = 0; step < 4; step += 1) host.advance();
    expect(heard.filter(({ kind }) => kind === "import")).toHaveLength(5);
    const state = await host.importState();
    if (state.state !== "ready") throw new Error(state.state);
    expect(state.preview).toMatchObject({ rows: 100, faulty: 5, warned: 2, duplicates: 1 });
    await host.correctCell(19, "order_month", "2025-01");
    const stored = host.storeImport({ only_good: true, include_duplicates: false });
    host.advance();
    expect(await stored).toMatchObject({ imported: 95, left_out: 5 });
    expect((await host.showOrder(FIRST)).row.line_count).toBe(1343);
    await host.undo(FIRST);
    expect((await host.showOrder(FIRST)).row.line_count).toBe(1248);
  });

  it("refuses on demand, and counts", async () => {
    const host = fakeHost();
    host.fail("showOrder", "LOCAL_BUSY", { params: { seconds: "5" } });
    await expect(host.showOrder(FIRST)).rejects.toThrow("LOCAL_BUSY");
    await host.showOrder(FIRST);
    expect(host.calls.showOrder).toBe(2);
  });

  it("opens with what opens it, and with nothing else", async () => {
    const host = fakeHost(3, { vault: "locked" });
    await expect(host.showOrder(FIRST)).rejects.toThrow("LOCAL_LOCKED");
    await expect(host.unlockVault("000000")).rejects.toThrow("LOCAL_LOCK_WRONG");
    await host.unlockVault("135790");
    expect((await host.vaultState()).state).toBe("open");
  });
});
