import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeHost, GONE, orderId } from "#host/fake";
import { useUnsaved } from "#kit/unsaved";
import { openOrders } from "./inTest";

const first = `/orders/${orderId(0)}`;
const confirmed = `/orders/${orderId(2)}`;
const field = (name: string) =>
  screen.findByRole<HTMLInputElement>("textbox", { name: new RegExp(`^${name}`) });

afterEach(() => {
  vi.useRealTimers();
});

describe("buyer block", () => {
  it("YW-ORD-03: has every field, the required ones marked", async () => {
    openOrders(first);
    for (const name of ["采购商姓名", "护照号", "总金额（美元）"])
      expect((await field(name)).getAttribute("aria-required")).toBe("true");
    for (const name of ["联系电话", "合同号", "邮箱", "备注", "采购单号", "组货单号"]) await field(name);
    for (const name of ["国籍", "目的国"]) screen.getByRole("combobox", { name });
  });

  it("YW-ORD-06: is stored on leaving a field, and 暂存 says when it was on the disk", async () => {
    const { host, user } = openOrders(first);
    const name = await field("采购商姓名");
    await user.clear(name);
    await user.type(name, "Sample Trading FZE 21");
    screen.getByText("有输入未暂存");
    await user.tab();
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.buyer_name).toBe("Sample Trading FZE 21");
    });
    await screen.findByText(/^已暂存 \d\d:\d\d:\d\d$/, { selector: "button span" });
  });

  it("CM-OFF-01: what is typed survives a power cut, and is back in its field", async () => {
    const host = fakeHost(3);
    const { user, unmount } = openOrders(first, host);
    await user.type(await field("合同号"), "-B");
    await waitFor(async () => {
      expect(await host.scratch(`order/${orderId(0)}/field/contract_no`)).toBe("EX-2025-0318-B");
    });
    expect(host.stored(orderId(0)).content.head.contract_no).toBe("EX-2025-0318");
    // The window goes away without a word: the store refuses what the screen still tries.
    host.fail("editOrder", "LOCAL_STORE_FULL");
    unmount();
    openOrders(first, host);
    expect((await field("合同号")).value).toBe("EX-2025-0318-B");
    screen.getByText("上次有未保存的编辑，已放回原处");
  });

  it("CM-OFF-01: is stored two seconds after the last key as well", async () => {
    const { host } = openOrders(first);
    const contract = await field("合同号");
    vi.useFakeTimers();
    fireEvent.change(contract, { target: { value: "EX-2" } });
    await act(() => vi.advanceTimersByTimeAsync(1_900));
    expect(host.calls.editOrder).toBeUndefined();
    await act(() => vi.advanceTimersByTimeAsync(200));
    expect(host.stored(orderId(0)).content.head.contract_no).toBe("EX-2");
    expect(contract.value).toBe("EX-2");
  });

  it("CM-UI-01: Enter that takes a pinyin candidate stores nothing; Esc takes back what was typed", async () => {
    const { host, user } = openOrders(first);
    const name = await field("采购商姓名");
    name.focus();
    fireEvent.compositionStart(name);
    fireEvent.input(name, { target: { value: "shi" }, isComposing: true });
    fireEvent.keyDown(name, { key: "Enter", isComposing: true });
    fireEvent.keyDown(name, { key: "Enter", keyCode: 229 });
    expect(document.activeElement).toBe(name);
    fireEvent.compositionEnd(name);
    expect(host.calls.editOrder).toBeUndefined();
    await user.keyboard("{Escape}");
    expect(name.value).toBe("示例采购商七");
  });

  it("YW-ORD-03: a wrong text stays as typed, is marked, and its sentence leads back to it", async () => {
    const { user } = openOrders(first);
    const total = await field("总金额（美元）");
    await user.clear(total);
    await user.type(total, "12x{Enter}");
    const code = await screen.findByText(/^MONEY_/);
    expect(total.value).toBe("12x");
    await waitFor(() => {
      expect(total.getAttribute("aria-invalid")).toBe("true");
    });
    const why = document.getElementById(total.getAttribute("aria-describedby") ?? "");
    expect(why?.contains(code)).toBe(true);
    await user.click(code);
    expect(document.activeElement).toBe(total);
  });

  it("YW-ORD-05: an amount above the ceiling warns and is stored", async () => {
    const { host, user } = openOrders(first);
    const total = await field("总金额（美元）");
    await user.clear(total);
    await user.type(total, "150000.01{Enter}");
    await screen.findByText("ORD_OVER_150K");
    expect(host.stored(orderId(0)).content.head.total_usd).toBe("150000.01");
    expect(total.value).toBe("150,000.01");
  });

  it.each(["德国", "Germany", "DE", "DEU"])("YW-ORD-04: %s finds the same destination", async (words) => {
    const host = fakeHost(1);
    const countries = await host.countries();
    const { user } = openOrders(first, {
      ...host,
      countries: () =>
        Promise.resolve([...countries, { alpha2: "DE", alpha3: "DEU", zh: "德国", en: "Germany" }]),
    });
    const box = await screen.findByRole("combobox", { name: "目的国" });
    await user.clear(box);
    await user.type(box, `${words}{Enter}`);
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.destination).toBe("DE");
    });
  });

  it("YW-ORD-03: a company has a registration number in place of a passport", async () => {
    const { user } = openOrders(first);
    await user.click(await screen.findByRole("radio", { name: "公司" }));
    await field("公司登记号");
    expect(screen.queryByRole("textbox", { name: /^护照号/ })).toBeNull();
  });

  it("YW-ORD-09: changing the line currency asks where lines exist; Esc changes nothing", async () => {
    const { host, user } = openOrders(first);
    const currency = await screen.findByRole("combobox", { name: "清单币种" });
    await user.selectOptions(currency, "USD");
    await screen.findByRole("dialog", { name: "把清单币种改为美元 USD？" });
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(host.calls.editOrder).toBeUndefined();
    await user.selectOptions(currency, "USD");
    await user.click(await screen.findByRole("button", { name: "改为美元 USD" }));
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.line_currency).toBe("USD");
    });
  });

  it("a failed write says so at once and keeps what was typed", async () => {
    const { host, user } = openOrders(first);
    const contract = await field("合同号");
    await user.clear(contract);
    host.fail("editOrder", "LOCAL_STORE_FULL");
    await user.type(contract, "EX-9{Enter}");
    await screen.findByText("LOCAL_STORE_FULL");
    screen.getByText("未能暂存");
    expect(contract.value).toBe("EX-9");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.contract_no).toBe("EX-9");
    });
    expect(screen.queryByText("LOCAL_STORE_FULL")).toBeNull();
  });
});

/** Stands for the grid's entry row. */
function EntryRow() {
  useUnsaved({ has: () => true, discard: () => undefined });
  return <p>未添加</p>;
}

it("YW-ORD-10: 暂存 by Ctrl+S stores what is typed, and warns of a line that is not added", async () => {
  const { host, user } = openOrders(first, fakeHost(1), () => <EntryRow />);
  const contract = await field("合同号");
  await user.type(contract, "-C");
  await user.keyboard("{Control>}s{/Control}");
  await screen.findByText("LINE_NOT_ADDED");
  expect(host.stored(orderId(0)).content.head.contract_no).toBe("EX-2025-0318-C");
  expect(document.activeElement).toBe(contract);
});

describe("identity fields", () => {
  it("CM-SEC-03: are masked; typing replaces the whole, and the mask is never stored", async () => {
    const { host, user } = openOrders(first);
    const passport = await field("护照号");
    expect(passport.placeholder).toMatch(/^K9\*+47$/);
    expect(passport.value).toBe("");
    await user.click(passport);
    await user.tab();
    expect(host.calls.editOrder).toBeUndefined();
    await user.type(passport, "E12345678{Enter}");
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.buyer_passport).toBe("E12345678");
    });
    await waitFor(() => {
      expect(passport.value).toBe("");
    });
    await user.click(passport);
    await user.keyboard("{Delete}");
    await user.tab();
    await waitFor(() => {
      expect(host.stored(orderId(0)).content.head.buyer_passport).toBe("");
    });
  });

  it("CM-SEC-03: the eye shows the whole for 30 seconds and counts down", async () => {
    const { host } = openOrders(first);
    const passport = await field("护照号");
    vi.useFakeTimers();
    fireEvent.click(screen.getByRole("button", { name: "显示完整护照号" }));
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(passport.value).toBe("K98765447");
    screen.getByText("20 秒");
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(passport.value).toBe("");
    expect(host.calls.revealField).toBe(1);
  });

  it("CM-SEC-03: who may not see it is told so", async () => {
    const { host, user } = openOrders(first);
    await field("护照号");
    host.fail("revealField", "FORBIDDEN");
    await user.click(screen.getByRole("button", { name: "显示完整护照号" }));
    await screen.findByText("FORBIDDEN");
  });
});

describe("what may be done", () => {
  it("YW-ORD-15: a confirmed order's buyer block is locked and says why; its remark is not", async () => {
    openOrders(confirmed);
    expect((await field("采购商姓名")).readOnly).toBe(true);
    expect((await field("备注")).readOnly).toBe(false);
    screen.getByText("ORD_LOCKED_BUYER");
  });

  it("YW-ORD-02: what needs registration is visible, does nothing, and says so", async () => {
    openOrders(first);
    for (const name of ["关联商户订单", "订单确认"]) {
      const button = await screen.findByRole("button", { name });
      expect(button.getAttribute("aria-disabled")).toBe("true");
      expect(button.getAttribute("aria-description")).toContain("登记");
    }
    screen.getByText("登记后可用");
  });

  it("leads to the import, and duplicates", async () => {
    const { host, router, user } = openOrders(first);
    await user.click(await screen.findByRole("button", { name: /操作$/ }));
    await user.click(await screen.findByRole("menuitem", { name: "复制一单" }));
    await waitFor(() => {
      expect(host.calls.duplicateOrder).toBe(1);
      expect(router.state.location.pathname).not.toBe(first);
    });
    await user.click(await screen.findByRole("button", { name: "批量导入" }));
    expect(router.state.location.pathname).toMatch(/\/import$/);
  });

  it("is exported, with the passport only when asked for", async () => {
    const { user } = openOrders(first);
    await user.click(await screen.findByRole("button", { name: /操作$/ }));
    screen.getByRole("menuitem", { name: "导出本单（含护照号）" });
    await user.click(screen.getByRole("menuitem", { name: /^导出本单(?!（)/ }));
    await screen.findByText(/已导出本单/);
  });
});

describe("records", () => {
  it("YW-ORD-15: the history tells what stood before, and what was taken back", async () => {
    const { host, user } = openOrders(first);
    const contract = await field("合同号");
    await user.clear(contract);
    await user.type(contract, "EX-9{Enter}");
    await user.click(screen.getByRole("button", { name: "变更记录" }));
    const list = await screen.findByRole("list", { name: "变更记录" });
    const change = (await within(list).findByText("修改订单")).closest("li") as HTMLElement;
    expect(change.querySelector("del")?.textContent).toBe("EX-2025-0318");
    expect(change.querySelector("ins")?.textContent).toBe("EX-9");
    await act(async () => {
      await host.undo(orderId(0));
    });
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("list", { name: "变更记录" })).toBeNull();
  });

  it("YW-IMP-16: an order without imports says so", async () => {
    openOrders(`${first}?panel=imports`);
    await screen.findByText("这一单还没有导入过表格。");
  });

  it("YW-ORD-18: the chain greys what does not exist yet", async () => {
    openOrders(first);
    const chain = await screen.findByRole("list", { name: "溯源信息" });
    expect(
      within(chain)
        .getAllByRole("listitem")
        .map((item) => item.lastChild?.textContent),
    ).toEqual(["采购单：已填", "组货单：尚无", "报关单：尚无"]);
  });

  it("an order that is gone says so", async () => {
    openOrders(`/orders/${GONE}`);
    expect(within(await screen.findByRole("alert")).getByText("NOT_FOUND")).toBeTruthy();
  });
});
