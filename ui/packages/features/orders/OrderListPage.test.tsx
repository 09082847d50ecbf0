import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { DAMAGED, fakeHost } from "#host/fake";
import { EVERYTHING } from "#host/forms";
import { grouped } from "#kit/figures";
import { toast } from "#kit/toast";
import { openOrders } from "./inTest";

const table = () => screen.findByRole("table", { name: "外贸公司信保订单登记" });
const numbers = () => [...document.querySelectorAll("tbody a")].map((link) => link.textContent);

describe("columns", () => {
  it("YW-ORD-01: are those of the specification", async () => {
    openOrders();
    const heads = within(await table()).getAllByRole("columnheader");
    expect(heads.map((head) => head.textContent)).toEqual([
      "序号",
      "信保订单号",
      "采购商姓名",
      "护照号",
      "目的国",
      "总金额（美元）",
      "笔数",
      "清单金额",
      "关联状态",
      "订单状态",
      "报关单号",
      "创建时间",
      "更新时间",
      "同步状态",
      "操作",
    ]);
  });

  it("are chosen, moved, and remembered in the preferences", async () => {
    const { host, user } = openOrders();
    await table();
    await user.click(screen.getByRole("button", { name: "列 13/13" }));
    await user.click(screen.getByRole("checkbox", { name: "创建时间" }));
    await user.click(screen.getByRole("button", { name: "采购商姓名：前移" }));
    expect(screen.queryByRole("columnheader", { name: "创建时间" })).toBeNull();
    const heads = within(await table()).getAllByRole("columnheader");
    expect(heads.slice(1, 3).map((head) => head.textContent)).toEqual(["采购商姓名", "信保订单号"]);
    const { columns } = await host.preferences();
    expect(columns.orders?.hidden).toEqual(["created_at"]);
  });

  it("CM-UI-01: get wider by the keyboard as well", async () => {
    const { host, user } = openOrders();
    within(await table())
      .getByRole("button", { name: "护照号" })
      .focus();
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    await waitFor(async () => {
      expect((await host.preferences()).columns.orders?.widths).toEqual({ buyer_passport: 86 });
    });
  });

  it("CM-UI-02: sort, turn around, and keep that in the address", async () => {
    const { router, user } = openOrders();
    await user.click(within(await table()).getByRole("button", { name: "采购商姓名" }));
    expect(router.state.location.search).toBe("?sort=buyer_name");
    const head = await screen.findByRole("columnheader", { name: "采购商姓名" });
    await user.click(within(head).getByRole("button"));
    expect(router.state.location.search).toBe("?sort=-buyer_name");
    expect(head.getAttribute("aria-sort")).toBe("descending");
  });
});

describe("filters", () => {
  it("YW-ORD-01: tabs count each state within the filter", async () => {
    const { router, user } = openOrders();
    await user.click(await screen.findByRole("tab", { name: /已补录\s*8/ }));
    await screen.findByText("共 8 单");
    expect(router.state.location.search).toBe("?state=declared");
  });

  it("CM-UI-02: the list follows while somebody types, and shows the old rows until the new ones are there", async () => {
    const { host, router, user } = openOrders();
    await table();
    await screen.findByText("合计（40 单）");
    const [before, sumsBefore] = [host.calls.listOrders ?? 0, host.calls.orderSums ?? 0];
    await user.type(screen.getByRole("searchbox"), "Ejemplo");
    await waitFor(() => {
      expect(router.state.location.search).toBe("?q=Ejemplo");
    });
    await screen.findByText("共 10 单");
    // The person is still in the field.
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    // Questions for the page, and for tabs and sums, wait for a pause: not one a letter.
    expect((host.calls.listOrders ?? 0) - before).toBeLessThan("Ejemplo".length);
    expect((host.calls.orderSums ?? 0) - sumsBefore).toBeLessThan("Ejemplo".length);
  });

  it("CM-UI-01: letters of a pinyin candidate are no search, nor is the Enter that takes it", async () => {
    const { router } = openOrders();
    await table();
    const box = screen.getByRole("searchbox");
    fireEvent.compositionStart(box);
    fireEvent.input(box, { target: { value: "shi" }, isComposing: true });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    await new Promise((done) => setTimeout(done, 200));
    expect(router.state.location.search).toBe("");
    fireEvent.compositionEnd(box, { data: "示例" });
    fireEvent.input(box, { target: { value: "示例" } });
    await waitFor(() => {
      expect(decodeURIComponent(router.state.location.search)).toBe("?q=示例");
    });
  });

  it("YW-ORD-01: each chip asks, narrows, says so, and is taken back", async () => {
    const { router, user } = openOrders();
    await table();
    await user.click(screen.getByRole("button", { name: "目的国", expanded: false }));
    await user.type(await screen.findByRole("combobox", { name: "目的国" }), "chile{Enter}");
    await screen.findByRole("button", { name: "目的国：智利" });
    expect(router.state.location.search).toBe("?destination=CL");
    await user.click(screen.getByRole("button", { name: "下单月份" }));
    await user.type(screen.getByRole("textbox", { name: "从" }), "2025-01");
    await user.type(screen.getByRole("textbox", { name: "到" }), "2025-03{Enter}");
    await screen.findByRole("button", { name: "下单月份：2025-01 至 2025-03" });
    expect(router.state.location.search).toBe("?month_from=2025-01&month_to=2025-03&destination=CL");
    await user.click(screen.getByRole("button", { name: "创建日期" }));
    await user.type(screen.getByRole("textbox", { name: "从" }), "2025-03-01");
    await user.click(screen.getByRole("button", { name: "筛选" }));
    await screen.findByRole("button", { name: "创建日期：2025-03-01 至 今天" });
    await user.click(screen.getByRole("button", { name: "清除筛选：目的国" }));
    expect(router.state.location.search).toBe("?from=2025-03-01&month_from=2025-01&month_to=2025-03");
  });

  it("CM-SEC-03: a passport is looked for and not remembered", async () => {
    const { host, router, user } = openOrders();
    await table();
    await user.click(screen.getByRole("button", { name: "护照号", expanded: false }));
    await user.type(screen.getByRole("textbox", { name: "护照号" }), "K98765447{Enter}");
    await screen.findByRole("button", { name: "护照号：已输入" });
    expect(router.state.location.search).toBe("");
    expect(await host.scratch("orders/filter")).toBeNull();
  });

  it("CM-UI-02: without hits the filter is named and cleared", async () => {
    const { router, user } = openOrders("/orders?q=没有这家&state=draft");
    await screen.findByText("没有符合“没有这家，暂存”的订单。");
    await user.click(within(screen.getByRole("tabpanel")).getByRole("button", { name: "清除" }));
    await table();
    expect(router.state.location.search).toBe("");
  });

  it("CM-UI-02: are remembered when somebody comes back", async () => {
    const { router, user } = openOrders();
    await user.click(await screen.findByRole("tab", { name: /已补录/ }));
    await router.navigate("/elsewhere");
    await screen.findByText("elsewhere");
    await router.navigate("/orders");
    await waitFor(() => {
      expect(router.state.location.search).toContain("state=declared");
    });
  });

  it("have names: saved, applied, replaced by the same name, deleted", async () => {
    const { host, router, user } = openOrders("/orders?state=declared");
    await table();
    await user.click(screen.getByRole("button", { name: "常用筛选" }));
    await user.type(screen.getByRole("textbox", { name: "名称" }), "已报关{Enter}");
    await screen.findByRole("button", { name: "常用筛选：已报关" });
    await user.click(screen.getByRole("tab", { name: /全部/ }));
    await user.click(await screen.findByRole("button", { name: "常用筛选" }));
    await user.click(screen.getByRole("button", { name: "已报关" }));
    expect(router.state.location.search).toBe("?state=declared");
    await user.click(await screen.findByRole("button", { name: "常用筛选：已报关" }));
    await user.click(screen.getByRole("button", { name: "删除常用筛选：已报关" }));
    await screen.findByRole("button", { name: "常用筛选" });
    expect(await host.savedFilters()).toEqual([]);
  });
});

describe("sums", () => {
  const foot = () => [...document.querySelectorAll("tfoot td, tfoot th")].map((cell) => cell.textContent);

  it("YW-ORD-01: all pages of the filter are added up below their columns, apart from the page", async () => {
    const { host, user } = openOrders("/orders?size=20");
    const rows = await host.listOrders({
      filter: EVERYTHING,
      sort: null,
      page: { offset: 0, limit: 200 },
    });
    const lines = rows.rows.reduce((sum, row) => sum + row.line_count, 0);
    await screen.findByText("合计（40 单）");
    expect(foot()).toContain(grouped(lines));
    expect(foot().filter((text) => text.startsWith("¥"))).toHaveLength(1);
    expect(host.calls.orderSums).toBe(1);
    await user.click(screen.getByRole("tab", { name: /已补录/ }));
    await screen.findByText("合计（筛选后 8 单）");
    expect(foot()).not.toContain(grouped(lines));
  });

  it("YW-ORD-01: wrong lines are said, each currency has its own sum", async () => {
    const host = fakeHost(40);
    const usd = await host.createOrder();
    await host.editOrder(usd, [
      { field: "line_currency", text: "USD" },
      { field: "total_usd", text: "100.50" },
    ]);
    await host.addLine(usd, [
      { field: "merchant_name", text: "示例商户" },
      { field: "merchant_phone", text: "19900000001" },
      { field: "order_month", text: "2025-03" },
      { field: "goods_name", text: "雨伞" },
      { field: "quantity", text: "1" },
      { field: "packages", text: "1" },
      { field: "amount", text: "12.50" },
    ]);
    openOrders("/orders", host);
    await screen.findByText("合计（41 单）");
    expect(screen.getByText(/笔有误，读不出的数未计入/)).not.toBeNull();
    expect(foot()).toContain("US$12.50");
  });

  it("CM-PERF-01: where very many orders fit, they are not added up, and it says so", async () => {
    const host = fakeHost(40);
    const sums = await host.orderSums(EVERYTHING);
    host.orderSums = () => Promise.resolve({ ...sums, figures: null });
    openOrders("/orders", host);
    await screen.findByText("符合的订单很多，未合计。请再加条件。");
  });
});

describe("orders", () => {
  it("CM-UI-01: are walked with arrows and opened with Enter", async () => {
    const { router, user } = openOrders();
    const second = [...(await table()).querySelectorAll("tbody a")][1]?.getAttribute("href");
    await user.click(screen.getByRole("searchbox"));
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
    await screen.findByRole("heading", { name: "外贸公司信保采购登记" });
    expect(router.state.location.pathname).toBe(second);
  });

  it("CM-UI-01: Ctrl+F and / go to the search field", async () => {
    const { user } = openOrders();
    await table();
    await user.keyboard("/");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    screen.getByRole("searchbox").blur();
    await user.keyboard("{Control>}f{/Control}");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });

  it("CM-UI-02: pages, 50 a page by default", async () => {
    const { router, user } = openOrders("/orders", fakeHost(128));
    expect((await table()).querySelectorAll("tbody tr")).toHaveLength(50);
    await user.click(screen.getByRole("button", { name: "下一页" }));
    await screen.findByText("第 51–100 行，共 128 行");
    await user.selectOptions(screen.getByRole("combobox", { name: "每页行数" }), "200");
    await screen.findByText("第 1–128 行，共 128 行");
    expect(router.state.location.search).toBe("?size=200");
  });

  it("YW-ORD-02: a new one opens", async () => {
    const { router, user } = openOrders();
    await table();
    await user.click(screen.getByRole("button", { name: "新增" }));
    await screen.findByRole("heading", { name: "外贸公司信保采购登记" });
    expect(router.state.location.pathname).toMatch(/^\/orders\/[0-9a-f-]{36}$/);
  });

  it("YW-ORD-07: is deleted after a question, and taken back from another page", async () => {
    const { host, router, user } = openOrders();
    await table();
    const name = numbers()[0] ?? "";
    await user.click(screen.getByRole("button", { name: `${name}：操作` }));
    await user.click(await screen.findByRole("menuitem", { name: /^删除/ }));
    const dialog = await screen.findByRole("dialog", { name: `删除${name}？` });
    await user.click(within(dialog).getByRole("button", { name: "删除订单" }));
    await screen.findByText("共 39 单");
    await router.navigate("/elsewhere");
    await user.click(screen.getByRole("button", { name: "撤销" }));
    await waitFor(() => {
      expect(host.calls.restoreOrder).toBe(1);
    });
    await router.navigate("/orders");
    await screen.findByText("共 40 单");
  });

  it("YW-ORD-07: Esc deletes nothing; what may not be deleted says why", async () => {
    const { host, user } = openOrders("/orders?state=declared");
    await table();
    fireEvent.contextMenu(document.querySelector("tbody td") as Element, {
      button: 2,
      clientX: 90,
      clientY: 90,
    });
    const item = await screen.findByRole("menuitem", { name: /^删除/ });
    expect(item.getAttribute("aria-disabled")).toBe("true");
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("tab", { name: /暂存/ }));
    await screen.findByText("共 16 单");
    document.querySelector<HTMLElement>("tbody a")?.focus();
    await user.keyboard("{Delete}");
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(host.calls.deleteOrder).toBeUndefined();
  });

  it("CM-UI-02: are exported as filtered, and it is said where to", async () => {
    const { host, user } = openOrders("/orders?state=declared");
    await table();
    await user.click(screen.getByRole("button", { name: "导出" }));
    await screen.findByText(/已导出 8 单，护照号已遮盖：/);
    toast.hide();
    for (const code of ["EXPORT_TOO_LARGE", "FILE_WRITE"]) {
      host.fail("exportOrders", code);
      await user.click(screen.getByRole("button", { name: "导出" }));
      await screen.findByText(code);
    }
  });

  it("none at all: says how to begin, and begins", async () => {
    const { router, user } = openOrders("/orders", fakeHost(0));
    await screen.findByText("本机还没有信保订单。");
    await user.click(screen.getByRole("button", { name: "批量导入" }));
    await screen.findByText("elsewhere");
    expect(router.state.location.pathname).toMatch(/\/import$/);
  });

  it("CM-ERR-01: a refusal shows its sentence and its code, and can be tried again", async () => {
    const { user } = openOrders(`/orders?q=${encodeURIComponent(DAMAGED)}`);
    const code = await screen.findByText("LOCAL_STORE_DAMAGED");
    await user.click(within(code.closest("section") as HTMLElement).getByRole("button", { name: "重试" }));
    await screen.findByText("LOCAL_STORE_DAMAGED");
  });

  it("YW-ORD-05: an amount above the ceiling is doubtful and says why under the focus", async () => {
    openOrders("/orders?size=200", fakeHost(128));
    const cell = (await table()).querySelector("td[aria-describedby][aria-invalid=false]");
    expect(document.getElementById(cell?.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
      "ORD_OVER_150K",
    );
  });
});
