import { act, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId, problem, sampleFile, sampleRow, TEMPLATE } from "#host/fake";
import { catalogue } from "#text/catalogue";
import { bar, button, cell, FIRST, grid, open, PATH, read, step } from "./inTest";

describe("choosing a file", () => {
  it("YW-IMP-01: saves the template", async () => {
    const { host, user } = open();
    await user.click(await button("下载模板"));
    await screen.findByText(/信保订单交易清单导入模板_v1\.xlsx/);
    expect(host.calls.saveTemplate).toBe(1);
  });

  it("YW-IMP-03: reads with rows counted, and can be cancelled", async () => {
    const { host, user } = open();
    await user.click(await button("选择文件"));
    await step(host, 2);
    await screen.findByText("50 行");
    await user.click(await button("取消"));
    await screen.findByText("选择商户的表格");
    expect((await host.importState()).state).toBe("none");
  });

  it("YW-IMP-02: takes a file that is dropped anywhere on the window", async () => {
    const { host } = open();
    await screen.findByText("选择商户的表格");
    act(() => {
      host.emit({ kind: "drag_over", inside: true });
    });
    await screen.findByText("松开鼠标，开始读取");
    act(() => {
      host.emit({ kind: "dropped", paths: [PATH] });
    });
    await screen.findByText("尚未写入任何数据");
    await step(host, 4);
    await grid();
  });

  it("one import at a time: another order shows the way to it", async () => {
    const host = fakeHost();
    host.import.files.set(PATH, sampleFile(20));
    await host.startImport(orderId(1), {
      path: PATH,
      sheet: null,
      encoding: null,
      mapping: [],
      replace: false,
    });
    const { router, user } = open(sampleFile(20), PATH, host);
    await user.click(await button("去看那次导入"));
    expect(router.state.location.pathname).toBe(`/orders/${orderId(1)}/import`);
  });
});

describe("a file that is refused", () => {
  const whole = [
    "IMP_TYPE",
    "IMP_ENCRYPTED",
    "IMP_DAMAGED",
    "IMP_EMPTY",
    "IMP_TOO_LARGE",
    "IMP_ROWS",
    "IMP_CSV",
    "IMP_ENCODING",
    "IMP_CURRENCY",
    "IMP_TIMEOUT",
    "IMP_SHEET_UNKNOWN",
    "FILE_READ",
  ] as const;
  it.each(whole)("YW-IMP-02, CM-ERR-01: %s is said with its code, and nothing is stored", async (code) => {
    const names = { names: "交易清单" };
    const opened = open({ ...sampleFile(3), refused: [problem(code, { params: names })] });
    await read(opened);
    const alert = (await screen.findByText(code)).closest("li");
    expect(alert?.textContent).toContain(catalogue[code].zh.split("{")[0]);
    expect(opened.host.calls.storeImport).toBeUndefined();
    await button("选择其他文件");
  });

  it("YW-IMP-04: a sheet is chosen where several fit", async () => {
    const rows = () => [TEMPLATE, sampleRow(0)];
    const { host, user } = await read(open({ sheets: { 一月: rows, 二月: rows } }));
    await screen.findByText("IMP_SHEET_CHOICE");
    await user.selectOptions(await screen.findByRole("combobox", { name: "工作表" }), "二月");
    await step(host, 4);
    await grid();
    expect(await host.importState()).toMatchObject({ preview: { sheet: "二月" } });
  });

  it("YW-IMP-06: the encoding can be chosen, in the preview as well", async () => {
    const file = { sheets: { "": () => [TEMPLATE, sampleRow(0)] }, encoding: "gb18030" };
    const { host, user } = await read(open(file, "/files/三月.csv"));
    const encoding = await screen.findByRole("combobox", { name: "编码" });
    expect(encoding).toHaveProperty("value", "gb18030");
    await user.selectOptions(encoding, "utf-8");
    await step(host, 4);
    await grid();
    expect(await host.importState()).toMatchObject({ options: { encoding: "utf-8" } });
  });

  it("YW-IMP-04: columns are assigned where the header does not say them, all required ones", async () => {
    const header = ["编号", "商户名", "电话", "月", "货", "数量", "件数", "钱"];
    const { host, user } = await read(open({ sheets: { 表: () => [header, sampleRow(0), sampleRow(1)] } }));
    await screen.findByText(/IMP_COLUMN_MISSING|IMP_HEADER/);
    expect(screen.getByRole("combobox", { name: "商户名" })).toHaveProperty("value", "1");
    expect((await button("按此对应读取")).getAttribute("aria-disabled")).toBe("true");
    await screen.findByText("还缺：手机号、下单月份、品名、总金额");
    const assign = [
      ["手机号", "2"],
      ["下单月份", "3"],
      ["品名", "4"],
      ["总金额", "7"],
    ] as const;
    for (const [field, column] of assign) {
      await user.selectOptions(screen.getByRole("combobox", { name: field }), column);
    }
    expect(screen.getAllByText("19900000001").length).toBe(2);
    await user.click(await button("按此对应读取"));
    await step(host, 4);
    await grid();
  });
});

describe("the preview", () => {
  it("YW-IMP-12: counts the rows, shows each by its tab, and marks wrong cells with their text", async () => {
    const { user } = await read(open());
    const tabs = (await screen.findAllByRole("tab")).map((tab) => tab.textContent);
    expect(tabs).toEqual(["全部 100", "正确 92", "警告 2", "疑似重复 1", "错误 5"]);
    await user.click(screen.getByRole("tab", { name: /错误/ }));
    const wrong = (await screen.findAllByRole("gridcell")).find((one) =>
      one.textContent.startsWith("1.99E+10"),
    );
    expect(wrong?.getAttribute("aria-invalid")).toBe("true");
    const why = document.getElementById(wrong?.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toContain("IMP_SCIENTIFIC");
    const row = wrong?.closest("[role=row]") as HTMLElement;
    within(row).getByRole("rowheader", { name: /15/ });
    expect(screen.getByRole("columnheader", { name: /C.*手机号/ })).toBeTruthy();
  });

  it("YW-IMP-12: F8 walks through the errors, in the file's order and around the end; each tab has its own findings", async () => {
    const { user } = await read(open());
    await grid();
    await user.keyboard("{F8}");
    expect(document.activeElement).toBe(await cell("第 15 行，手机号"));
    await user.keyboard("{F8}");
    expect(document.activeElement).toBe(await cell("第 19 行，下单月份"));
    // Four more errors, then the first again. Pressed faster than they are found.
    for (let at = 0; at < 4; at += 1) await user.keyboard("{F8}");
    expect(await cell("第 39 行，总金额")).toBeTruthy();
    await user.keyboard("{F8}");
    expect(await cell("第 15 行，手机号")).toBeTruthy();
    const findings = within(screen.getByRole("complementary", { name: "问题" }));
    expect(findings.queryByText("IMP_DUPLICATE")).toBeNull();
    expect(findings.getByText("IMP_MONTH_SERIAL")).toBeTruthy();
    await user.click(screen.getByRole("tab", { name: /疑似重复/ }));
    expect(await findings.findByText("IMP_DUPLICATE")).toBeTruthy();
    await user.keyboard("{F8}");
    expect(await cell("第 43 行，采购号")).toBeTruthy();
  });

  it("YW-IMP-12: a cell is corrected in place and its row is checked again at once", async () => {
    const { host, user } = await read(open());
    await grid();
    await user.keyboard("{F8}");
    await cell("第 15 行，手机号");
    await user.keyboard("1990000{Enter}");
    await screen.findByText("PHONE_FORMAT");
    await user.keyboard("19900000003{Enter}");
    await screen.findByText("第 15 行，手机号：已改正");
    await screen.findByRole("tab", { name: "错误 4" });
    expect(host.calls.correctCell).toBe(2);
  });

  it("YW-IMP-08: an ambiguous month offers both readings", async () => {
    const { host, user } = await read(open());
    await user.click(await button("改为 2025-01"));
    await screen.findByText("第 19 行，下单月份：已改正");
    const page = await host.previewRows("all", { offset: 17, limit: 1 });
    expect(page.rows[0]).toMatchObject({ row: 19, state: "good" });
    expect(screen.queryByText("改为 2025-10")).toBeNull();
  });

  it("YW-IMP-12: Enter that takes a candidate of an input method commits nothing", async () => {
    const { host, user } = await read(open());
    await grid();
    await user.keyboard("{F8}");
    const field = await cell("第 15 行，手机号");
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: "ni" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(host.calls.correctCell).toBeUndefined();
    fireEvent.keyDown(field, { key: "Escape" });
    expect(field).toHaveProperty("value", "1.99E+10");
  });

  it("CM-UI-01: arrows move from cell to cell until something is typed, Tab takes it along", async () => {
    const { host, user } = await read(open());
    await grid();
    await user.keyboard("{F8}{ArrowDown}{ArrowRight}");
    expect(document.activeElement).toBe(await cell("第 16 行，下单月份"));
    await user.keyboard("2025-02{Tab}");
    expect(document.activeElement).toBe(await cell("第 16 行，品名"));
    expect(host.calls.correctCell).toBe(1);
  });

  it("CM-ERR-01: a refused correction is said, and what was typed stays", async () => {
    const { host, user } = await read(open());
    await grid();
    host.fail("correctCell", "LOCAL_STORE_FULL");
    await user.keyboard("{F8}");
    const field = await cell("第 15 行，手机号");
    await user.keyboard("19900000003{Enter}");
    await screen.findByText("LOCAL_STORE_FULL");
    expect(field).toHaveProperty("value", "19900000003");
  });

  it("YW-IMP-03: of a hundred thousand rows only the pages that are looked at are asked for", async () => {
    const { host } = await read(open(sampleFile(100_000)));
    await screen.findByRole("tab", { name: "全部 100,000" });
    expect((await grid()).querySelectorAll("[role=row]").length).toBeLessThan(80);
    expect(host.calls.previewRows).toBe(1);
  });

  it("YW-IMP-05, 11: what concerns the whole file stands above", async () => {
    const codes = ["IMP_HIDDEN", "IMP_EXT", "IMP_TOTAL_ROW", "IMP_COLUMN_EXTRA"] as const;
    const warned = codes.map((code) => problem(code, { severity: "warning" }));
    await read(open({ ...sampleFile(3), warned }));
    for (const code of codes) await screen.findByText(code);
  });

  it("DECISIONS, Import: columns that were read otherwise than meant are changed from the preview, by keyboard", async () => {
    const { host, user } = await read(open());
    await user.click(await button("改为 2025-01"));
    await screen.findByText("第 19 行，下单月份：已改正");
    (await button("调整列对应")).focus();
    await user.keyboard("{Enter}");
    const dialog = within(await screen.findByRole("dialog", { name: "调整列对应" }));
    dialog.getByText(/预览中改过的 1 处不会保留/);
    const choice = (name: string) => dialog.getByRole("combobox", { name });
    expect(choice("数量")).toHaveProperty("value", "5");
    const again = dialog.getByRole("button", { name: "按此对应读取" });
    expect(again.getAttribute("aria-description")).toBe("对应没有变化");
    await user.selectOptions(choice("数量"), "6");
    expect(again.getAttribute("aria-description")).toBe("还缺：总件数");
    await user.selectOptions(choice("总件数"), "5");
    again.focus();
    await user.keyboard("{Enter}");
    await step(host, 4);
    await grid();
    expect(await host.importState()).toMatchObject({
      options: {
        mapping: expect.arrayContaining([
          { field: "quantity", column: 6 },
          { field: "packages", column: 5 },
        ]) as unknown,
      },
      preview: { letters: ["A", "B", "C", "D", "E", "G", "F", "H"], corrected: 0 },
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("DECISIONS, Import: 没有这一列 for 采购号 is told to Rust, whatever the header names", async () => {
    const { host, user } = await read(open());
    await user.click(await button("调整列对应"));
    const dialog = within(await screen.findByRole("dialog", { name: "调整列对应" }));
    await user.selectOptions(dialog.getByRole("combobox", { name: "采购号" }), "没有这一列");
    await user.click(dialog.getByRole("button", { name: "按此对应读取" }));
    await step(host, 4);
    await grid();
    expect(await host.importState()).toMatchObject({
      options: { mapping: expect.arrayContaining([{ field: "merchant_no", column: null }]) as unknown },
      preview: { letters: ["", "B", "C", "D", "E", "F", "G", "H"] },
    });
  });

  it("Esc leaves the columns as they are read; a refusal is said", async () => {
    const { host, user } = await read(open());
    await user.click(await button("调整列对应"));
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await grid();
    expect(host.calls.startImport).toBe(1);
    host.fail("importColumns", "LOCAL_BUSY");
    await user.click(await button("调整列对应"));
    await screen.findByText("LOCAL_BUSY");
  });

  it("Esc gives the import up; with corrections it asks first", async () => {
    const { host, router, user } = await read(open());
    await user.click(await button("改为 2025-01"));
    await screen.findByText("第 19 行，下单月份：已改正");
    await user.click(within(await bar()).getByRole("button", { name: "取消" }));
    const asked = await screen.findByRole("dialog", { name: "放弃这次导入？" });
    await user.click(within(asked).getByRole("button", { name: "返回预览" }));
    await grid();
    await user.click(within(await bar()).getByRole("button", { name: "取消" }));
    await user.click(await button("放弃导入"));
    await screen.findByText("elsewhere");
    expect(router.state.location.pathname).toBe(`/orders/${FIRST}`);
    expect((await host.importState()).state).toBe("none");
  });
});
