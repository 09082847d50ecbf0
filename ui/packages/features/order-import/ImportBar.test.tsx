import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId, sampleFile, type FakeHost } from "#host/fake";
import { button, FIRST, grid, open, PATH, read, step } from "./inTest";

describe("importing", () => {
  const storing = async (host: FakeHost) => {
    await screen.findByText(/正在导入/);
    await step(host);
  };

  it("YW-IMP-13: faulty rows stand against 全部导入; the good ones are imported after a second look", async () => {
    const { host, router, user } = await read(open());
    const all = await button("全部导入");
    expect(all.getAttribute("aria-description")).toContain("存在 5 行错误");
    await user.click(await button("仅导入正确行（94 行）"));
    const asked = await screen.findByRole("dialog", { name: "导入 94 行，放弃 6 行？" });
    within(asked).getByText(/2 行带有警告/);
    await user.click(within(asked).getByRole("button", { name: "导入 94 行" }));
    await storing(host);
    await screen.findByText("已导入 94 行");
    await screen.findByText("6 行未导入");
    expect((await host.showOrder(FIRST)).row.line_count).toBe(1342);
    expect((await host.importRecords(FIRST))[0]).toMatchObject({ rows: 100, imported: 94, left_out: 6 });
    await user.click(await screen.findByRole("link", { name: "回到订单" }));
    expect(router.state.location.pathname).toBe(`/orders/${FIRST}`);
  });

  it("YW-IMP-15: the error report is written from the preview, or before the good rows are imported", async () => {
    const { host, user } = await read(open());
    await user.click(await button("导出错误报告"));
    expect(host.files).toHaveLength(1);
    await user.click(await button("仅导入正确行（94 行）"));
    await user.click(await button("先导出错误报告，再导入"));
    await storing(host);
    await screen.findByText("已导入 94 行");
    expect(host.files.map((file) => file.rows)).toEqual([5, 5]);
  });

  it("YW-IMP-13: a file without findings is imported at once, and taken back as one step", async () => {
    const { host, user } = await read(open(sampleFile(30)));
    await user.click(await button("全部导入（30 行）"));
    await storing(host);
    await user.click(await button("撤销这次导入"));
    await screen.findByText("已撤销，订单恢复到导入之前");
    expect((await host.showOrder(FIRST)).row.line_count).toBe(1248);
  });

  it("YW-IMP-11: duplicates are left out unless they are ticked; the same file is asked about", async () => {
    const { host, user } = await read(open(sampleFile(30)));
    await user.click(await button("全部导入（30 行）"));
    await storing(host);
    await user.click(await button("再导入一个文件"));
    await user.click(await button("选择文件"));
    await step(host, 4);
    await screen.findByText("IMP_SAME_FILE");
    expect((await button("全部导入（0 行）")).getAttribute("aria-description")).toBe("没有可以导入的行");
    await user.click(await screen.findByRole("checkbox", { name: "也导入疑似重复行（30）" }));
    await user.click(await button("全部导入（30 行）"));
    within(await screen.findByRole("dialog")).getByText(/确定再次导入吗/);
    await user.click(await button("导入 30 行"));
    await storing(host);
    await screen.findByText("已导入 30 行");
  });

  it("YW-IMP-14: replacing asks with the number of lines; corrections stay", async () => {
    const { host, user } = await read(open(sampleFile(30, 100)));
    await user.click(await button("改为 2025-01"));
    await screen.findByText("第 19 行，下单月份：已改正");
    await user.click(await screen.findByRole("radio", { name: "清空后导入" }));
    await user.click(
      within(await screen.findByRole("dialog", { name: "清空现有 1,248 笔后导入？" })).getByRole("button", {
        name: "清空后导入",
      }),
    );
    await step(host, 4);
    expect(await screen.findByRole("radio", { name: "清空后导入" })).toHaveProperty("checked", true);
    await user.click(await button(/仅导入正确行/));
    await user.click(await button(/^导入 \d+ 行$/));
    await storing(host);
    await screen.findByText(/已导入/);
    expect((await host.showOrder(FIRST)).row.line_count).toBe(27);
  });

  it("YW-IMP-14: linked lines stand against replacing", async () => {
    const order = orderId(2);
    const { host, user } = await read(open(sampleFile(3), PATH, fakeHost(), order));
    await user.click(await screen.findByRole("radio", { name: "清空后导入" }));
    await user.click(await button("清空后导入"));
    await step(host, 1);
    await screen.findByText("IMP_REPLACE_LINKED");
  });

  it.each(["IMP_STATE_CHANGED", "LINE_LIMIT", "LOCAL_STORE_FULL"])(
    "YW-IMP-13: %s while storing is said, and the preview comes back",
    async (code) => {
      const { host, user } = await read(open(sampleFile(30)));
      host.fail("storeImport", code, { params: { state_zh: "已作废" } });
      await user.click(await button("全部导入（30 行）"));
      await screen.findByText(code);
      await grid();
    },
  );
});
