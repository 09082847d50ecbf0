import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { closedHost, DAMAGED, fakeHost, GONE, PIN } from "#host/fake";
import type { Host } from "#host/Host";
import { Desk } from "./Desk";
import { routes } from "./routes";

function open(place = "/orders", host: Host = fakeHost()) {
  const router = createMemoryRouter(routes, { initialEntries: [place] });
  render(<Desk host={host} router={router} />);
  return { router, user: userEvent.setup() };
}

const table = (name = "外贸公司信保订单登记") => screen.findByRole("table", { name });

describe("order list", () => {
  it("YW-ORD-01: shows the columns of the specification, newest first as Rust sends them", async () => {
    open();
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
      "更新时间",
      "同步状态",
    ]);
    expect(screen.getByText("共 128 单")).toBeTruthy();
  });

  it("CM-UI-02: pages through the orders, 50 a page by default", async () => {
    const { router, user } = open();
    expect((await table()).querySelectorAll("tbody tr")).toHaveLength(50);
    expect(screen.getByRole("button", { name: "上一页" }).hasAttribute("disabled")).toBe(true);
    await user.click(screen.getByRole("button", { name: "下一页" }));
    await screen.findByText("第 51–100 行，共 128 行");
    expect(router.state.location.search).toBe("?page=2");
    await user.selectOptions(screen.getByRole("combobox", { name: "每页行数" }), "200");
    await screen.findByText("第 1–128 行，共 128 行");
    expect((await table()).querySelectorAll("tbody tr")).toHaveLength(128);
  });

  it("CM-UI-02: a filter without hits names the filter and offers to clear it", async () => {
    const { router, user } = open();
    await table();
    await user.type(screen.getByRole("searchbox"), "没有这家{Enter}");
    await screen.findByText("没有符合“没有这家”的订单。");
    await user.click(screen.getByRole("button", { name: "清除" }));
    await table();
    expect(router.state.location.search).toBe("");
  });

  it("filters by state", async () => {
    const { user } = open();
    await table();
    await user.click(screen.getByRole("button", { name: "已补录" }));
    await screen.findByText("共 25 单");
  });

  it("CM-UI-01: is walked with arrows and opened with Enter", async () => {
    const { router, user } = open();
    (await table()).querySelector("a")?.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
    await screen.findByRole("heading", { name: "外贸公司信保采购登记" });
    expect(router.state.location.pathname).toBe("/orders/00000000-0000-7000-8000-000000000001");
  });

  it("CM-UI-01: Ctrl+F goes to the search field", async () => {
    const { user } = open();
    await table();
    await user.keyboard("{Control>}f{/Control}");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });

  it("CM-UI-01: speaks English without a restart, and remembers it", async () => {
    const { user } = open();
    await table();
    await user.click(screen.getByRole("button", { name: "English" }));
    await table("Credit-insured orders");
    expect(document.documentElement.lang).toBe("en");
    expect(localStorage.getItem("xinbao.lang")).toBe("en");
  });

  it("says how to begin without a vault", async () => {
    open("/orders", closedHost("LOCAL_VAULT_MISSING"));
    await screen.findByText("这台电脑上还没有保险库。");
    expect(screen.getByText("xinbao init")).toBeTruthy();
    expect(screen.getByText("未打开保险库")).toBeTruthy();
  });

  it("CM-UI-02: sorts by a column, turns it around, and keeps that in the address", async () => {
    const { router, user } = open();
    await user.click(within(await table()).getByRole("button", { name: "采购商姓名" }));
    expect(router.state.location.search).toBe("?sort=buyer_name");
    const head = await screen.findByRole("columnheader", { name: "采购商姓名" });
    expect(head.getAttribute("aria-sort")).toBe("ascending");
    await user.click(within(head).getByRole("button"));
    expect(router.state.location.search).toBe("?sort=-buyer_name");
  });

  it("CM-SEC-01: a locked vault asks for its PIN, says when it is wrong, and then opens", async () => {
    const { user } = open("/orders", closedHost("LOCAL_LOCKED"));
    const pin = await screen.findByLabelText("PIN 或密码");
    await user.type(pin, "000000{Enter}");
    expect((await screen.findByText("LOCAL_LOCK_WRONG")).closest("p")?.textContent).toContain(
      "还可尝试 9 次",
    );
    await user.clear(pin);
    await user.type(pin, `${PIN}{Enter}`);
    await table();
    expect(screen.getByText("本机模式")).toBeTruthy();
  });

  it("says how to begin without orders", async () => {
    open("/orders", fakeHost(0));
    await screen.findByText("本机还没有信保订单。");
    expect(screen.getByText("xinbao order new")).toBeTruthy();
  });

  it("CM-ERR-01: a refusal shows its sentence and its code, and can be tried again", async () => {
    const { user } = open(`/orders?q=${encodeURIComponent(DAMAGED)}`);
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("LOCAL_STORE_DAMAGED")).toBeTruthy();
    await user.click(within(alert).getByRole("button", { name: "重试" }));
    await screen.findByRole("alert");
  });
});

describe("order page", () => {
  const first = "/orders/00000000-0000-7000-8000-000000000000";

  it("pages through the lines", async () => {
    const { user } = open(first);
    expect((await table("交易清单")).querySelectorAll("tbody tr")).toHaveLength(100);
    await user.click(screen.getByRole("button", { name: "下一页" }));
    await screen.findByText("第 101–200 行，共 1,248 行");
    within(await table("交易清单")).getByText("101");
  });

  it("YW-ORD-08: a wrong cell keeps the text as typed and says what is wrong", async () => {
    open(first);
    const wrong = (await table("交易清单")).querySelector("[aria-invalid=true]");
    expect(wrong?.textContent).toContain("1990000000");
    const why = document.getElementById(wrong?.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toContain("手机号应为 11 位大陆手机号");
    expect(why?.textContent).toContain("PHONE_FORMAT");
  });

  it("YW-ORD-14: closes with the sum and says how many lines are not in it", async () => {
    open(first);
    await screen.findByText("1 行有误，读不出的金额未计入");
  });

  it("an order that is gone says so", async () => {
    open(`/orders/${GONE}`);
    expect(within(await screen.findByRole("alert")).getByText("NOT_FOUND")).toBeTruthy();
  });
});
