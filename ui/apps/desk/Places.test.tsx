import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId } from "#host/fake";
import { openDesk } from "./openDesk";

const menu = () => screen.findByRole("navigation", { name: "主菜单" });

describe("navigation", () => {
  it("YW-NAV-03: every entry of the specification, in its order, and none hidden", async () => {
    openDesk("/home");
    const entries = within(await menu()).getAllByRole("link");
    expect(entries.map((entry) => entry.textContent)).toEqual([
      "首页",
      "外贸公司主体信息",
      "外贸公司信保订单登记",
      "商户信保订单查询",
      "结汇金额授权认证",
      "交易清单结汇金额授权",
      "密码修改",
      "帮助",
      "账号与服务器",
      "备份",
      "设置",
    ]);
  });

  it.each(["外贸公司主体信息", "商户信保订单查询", "结汇金额授权认证", "交易清单结汇金额授权"])(
    "YW-NAV-03: %s says what it will do, what is missing, and where to go",
    async (name) => {
      const { user } = openDesk("/home");
      await user.click(within(await menu()).getByRole("link", { name }));
      await screen.findByRole("heading", { name, level: 1 });
      expect(within(await menu()).getByRole("link", { current: "page" }).textContent).toBe(name);
      expect(screen.getByRole("heading", { name: "还缺少：" })).toBeTruthy();
      await user.click(screen.getByRole("link", { name: "去填写信保订单" }));
      await screen.findByRole("heading", { name: "外贸公司信保订单登记" });
    },
  );

  it("CM-UI-01: keys lead anywhere, and the system's menu does the same", async () => {
    const { user, host, router } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    await user.keyboard("{F1}");
    await screen.findByRole("heading", { name: "帮助" });
    host.emit({ kind: "menu", id: "program.settings" });
    await screen.findByRole("heading", { name: "设置" });
    await user.keyboard("{Control>}n{/Control}");
    await screen.findByRole("heading", { name: "外贸公司信保采购登记" });
    expect(router.state.location.pathname).toMatch(/^\/orders\//);
  });

  it("an address that is nowhere leads home", async () => {
    openDesk("/nowhere");
    await screen.findByRole("heading", { name: "继续填写" });
  });
});

describe("home", () => {
  it("YW-NAV-01, YW-HELP-01: the last orders, the two areas, notices and service numbers", async () => {
    openDesk("/home");
    await screen.findByRole("heading", { name: "市场采购业务入口" });
    screen.getByRole("heading", { name: "市场采购主体备案" });
    const table = await screen.findByRole("table");
    expect(within(table).getAllByRole("row")).toHaveLength(9);
    expect(screen.getByText(/0579-85250715/)).toBeTruthy();
    expect(screen.getByText("0579-85250210")).toBeTruthy();
  });

  it("CM-UI-02: says how to begin without orders", async () => {
    openDesk("/home", fakeHost(0));
    await screen.findByText("这台电脑上还没有订单。");
  });

  it("YW-IMP-01: a dropped file becomes an order of its own", async () => {
    const { host, router } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    host.emit({ kind: "drag_over", inside: true });
    await screen.findByText("松开鼠标，为这个文件新增一单并导入");
    host.emit({ kind: "dropped", paths: ["清单.xlsx"] });
    await waitFor(() => {
      expect(router.state.location.pathname).toMatch(/^\/orders\/.+\/import$/);
    });
    expect(host.calls.startImport).toBe(1);
  });

  it("CM-ERR-01: a refused new order says why where the button is", async () => {
    const host = fakeHost(2);
    host.fail("createOrder", "LOCAL_STORE_FULL");
    const { user } = openDesk("/home", host);
    await user.click(await screen.findByRole("button", { name: /新增/ }));
    await screen.findByText("LOCAL_STORE_FULL");
  });

  it("CM-ERR-01: so does one that was asked for by its keys elsewhere", async () => {
    const host = fakeHost(2);
    host.fail("createOrder", "LOCAL_STORE_FULL");
    const { user } = openDesk("/settings", host);
    await screen.findByRole("heading", { name: "设置" });
    await user.keyboard("{Control>}n{/Control}");
    expect((await screen.findByRole("dialog", { name: "没有做成" })).textContent).toContain(
      "LOCAL_STORE_FULL",
    );
  });

  it("YW-IMP-02: a file that cannot be begun leaves no empty order behind", async () => {
    const host = fakeHost(2);
    host.fail("startImport", "FILE_READ");
    const { user } = openDesk("/home", host);
    await user.click(await screen.findByRole("button", { name: "批量导入" }));
    await screen.findByText("FILE_READ");
    expect([host.calls.createOrder, host.calls.deleteOrder]).toEqual([1, 1]);
  });

  it("CM-OFF-01: what another program wrote appears by itself", async () => {
    const { host } = openDesk("/home", fakeHost(0));
    await screen.findByText("这台电脑上还没有订单。");
    await host.createOrder();
    host.emit({ kind: "changed", revision: null });
    await screen.findByText("未填采购商");
  });
});

describe("YW-NAV-04: closing the window", () => {
  it("closes at once when nothing typed is left to add", async () => {
    const { host } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    host.emit({ kind: "close_asked" });
    await waitFor(() => {
      expect(host.calls.closeWindow).toBe(1);
    });
  });

  it("CM-OFF-01: says at once that it heard, so that it is not taken for gone while the person thinks", async () => {
    const { host } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    host.emit({ kind: "close_asked" });
    // Before anything that is looked up for the answer.
    expect([host.calls.heard, host.calls.closeWindow]).toEqual([1, undefined]);
    host.emit({ kind: "summoned" });
    expect(host.calls.heard).toBe(2);
  });

  it("asks while a line is typed and not added; Esc keeps it", async () => {
    const host = fakeHost(3);
    const { user } = openDesk(`/orders/${orderId(1)}`, host);
    const grid = await screen.findByRole("grid", { name: "交易清单" });
    const entry = await waitFor(() => {
      const found = grid.querySelector<HTMLElement>('[data-entry] [data-column="goods_name"]');
      expect(found).not.toBeNull();
      return found as HTMLElement;
    });
    await user.click(entry);
    await user.keyboard("塑料玩具{Tab}");
    await screen.findByText("未添加");
    host.emit({ kind: "close_asked" });
    await screen.findByRole("dialog", { name: "有一行还没有添加，要离开吗？" });
    expect(screen.getByRole("button", { name: "保留并继续编辑" })).toBe(document.activeElement);
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    host.emit({ kind: "close_asked" });
    await user.click(await screen.findByRole("button", { name: "放弃" }));
    await waitFor(() => {
      expect(host.calls.closeWindow).toBe(2);
    });
  });
});

describe("help", () => {
  it("CM-ERR-01: finds a code by its words and shows every one", async () => {
    const { user, router } = openDesk("/help/codes");
    const field = await screen.findByRole("textbox", { name: "查找代码或文字" });
    await user.type(field, "PHONE_FORMAT");
    await screen.findByText("1 个代码");
    expect(router.state.location.search).toBe("?q=PHONE_FORMAT");
    await user.clear(field);
    await user.type(field, "没有这个");
    await user.click(await screen.findByRole("button", { name: "清除" }));
    expect((await screen.findByRole("table")).querySelectorAll("tbody tr").length).toBeGreaterThan(200);
  });

  it("CM-UI-01: lists every shortcut from the table of the handlers", async () => {
    openDesk("/help/shortcuts");
    const everywhere = await screen.findByRole("table", { name: "随处" });
    expect(within(everywhere).getByRole("row", { name: /新增信保订单/ }).textContent).toContain("CtrlN");
  });

  it("YW-HELP-03: the steps of an order and of an import", async () => {
    openDesk("/help");
    await screen.findByRole("heading", { name: "填写一单信保订单" });
    screen.getByRole("heading", { name: "导入商户的表格" });
  });
});
