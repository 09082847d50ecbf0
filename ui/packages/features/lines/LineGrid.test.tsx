import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, createEvent, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId, type FakeHost } from "#host/fake";
import { HostProvider } from "#host/HostProvider";
import type { LineColumn } from "#host/generated";
import { useDeskEvents } from "#host/useDeskEvents";
import { Confirmations } from "#kit/Confirmations";
import { unsavedNow } from "#kit/unsaved";
import { TextProvider } from "#text/TextProvider";
import { LineGrid } from "./LineGrid";

const order = orderId(0);

function Page({ host }: { host: FakeHost }) {
  const head = useQuery({ queryKey: ["order", order], queryFn: () => host.showOrder(order) });
  useDeskEvents((event) => {
    if (event.kind === "changed") void head.refetch();
  });
  return head.data ? <LineGrid order={order} head={head.data} /> : null;
}

async function open(host: FakeHost = fakeHost(1, { lines: 1248 })) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const shown = render(
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider>
          <Page host={host} />
          <Confirmations />
        </TextProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  await screen.findByRole("grid", { name: "交易清单" });
  const user = userEvent.setup();
  return { host, user, ...shown };
}

const grid = () => screen.getByRole("grid", { name: "交易清单" });
const cell = (row: number, column: LineColumn) => {
  const found = grid().querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`);
  if (!found) throw new Error(`no cell ${row} ${column}`);
  return found;
};
const editor = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /，/ });
const said = () => editor().getAttribute("aria-label") ?? "";
const entry = (column: LineColumn) => {
  const found = grid().querySelector<HTMLElement>(`[data-entry] [data-column="${column}"]`);
  if (!found) throw new Error(`no entry ${column}`);
  return found;
};
const lineIn = async (host: FakeHost, row: number) =>
  (await host.linesPage(order, { offset: row, limit: 1 })).lines[0];

async function press(user: ReturnType<typeof userEvent.setup>, row: number, column: LineColumn) {
  await waitFor(() => {
    expect(cell(row, column).closest('[aria-busy="true"]')).toBeNull();
  });
  await user.click(cell(row, column));
}

/** A composition as an input method sends it; the first key is 229 and not yet marked as composing. */
function compose(text: string) {
  fireEvent.keyDown(editor(), { key: "Process", keyCode: 229 });
  fireEvent.compositionStart(editor());
  fireEvent.input(editor(), { target: { value: "ni" }, isComposing: true });
  fireEvent.input(editor(), { target: { value: text }, isComposing: true });
}

describe("typing into cells", () => {
  it("CM-UI-01: typing replaces, Enter stores and goes down, Tab right, Enter returns to where Tab began", async () => {
    const { host, user } = await open();
    await press(user, 2, "goods_name");
    await user.keyboard("木梳{Tab}12{Tab}3{Enter}雨衣{Enter}");
    await waitFor(async () => {
      const [first, second] = [await lineIn(host, 2), await lineIn(host, 3)];
      expect([first?.goods_name.text, first?.quantity.text, first?.packages.text]).toEqual([
        "木梳",
        "12",
        "3",
      ]);
      expect(second?.goods_name.text).toBe("雨衣");
    });
    expect(said()).toContain("品名，第 5 行");
    expect(host.calls.typeCell).toBe(4);
  });

  it("CM-UI-01: F2 keeps the text, arrows move within it, Esc leaves it as it was", async () => {
    const { host, user } = await open();
    await press(user, 0, "goods_name");
    await user.keyboard("{F2}");
    expect(editor().value).toBe("塑料玩具");
    await user.keyboard("{ArrowLeft}大");
    expect(editor().value).toBe("塑料玩大具");
    await user.keyboard("{Escape}");
    expect(host.calls.typeCell).toBeUndefined();
    expect(cell(0, "goods_name").textContent).toContain("塑料玩具");
    await user.keyboard("{F2}新{Enter}");
    await waitFor(async () => {
      expect((await lineIn(host, 0))?.goods_name.text).toBe("塑料玩具新");
    });
  });

  it("CM-UI-01: an input method begins with the very first key on a selected cell", async () => {
    const { host, user } = await open();
    await press(user, 1, "goods_name");
    compose("你好");
    fireEvent.compositionEnd(editor());
    expect(editor().value).toBe("你好");
    await user.keyboard("{Enter}");
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.goods_name.text).toBe("你好");
    });
  });

  it("CM-UI-01: Enter, Tab and arrows of an input method store nothing, with either sign", async () => {
    const { host, user } = await open();
    await press(user, 1, "goods_name");
    compose("ni");
    for (const key of ["Enter", "Tab", "ArrowDown", " ", "Escape"]) {
      fireEvent.keyDown(editor(), { key, isComposing: true });
      fireEvent.keyDown(editor(), { key, keyCode: 229 });
    }
    fireEvent.compositionEnd(editor());
    // WebKit sends the Enter that ended the composition after its end.
    fireEvent.keyDown(editor(), { key: "Enter", keyCode: 229 });
    expect(said()).toContain("第 2 行");
    expect(host.calls.typeCell).toBeUndefined();
  });

  it("YW-ORD-08: a wrong text is stored, marked, and told by its sentence and code", async () => {
    const { user } = await open();
    await press(user, 0, "quantity");
    await user.keyboard("1.2e3{Enter}{ArrowUp}");
    await waitFor(() => {
      expect(cell(0, "quantity").getAttribute("aria-invalid")).toBe("true");
    });
    expect(said()).toContain("错误：数字格式不正确：1.2e3");
    expect(await screen.findByText("NUM_FORMAT")).toBeTruthy();
    await screen.findByRole("button", { name: /有误 2 行/ });
  });

  it("CM-ERR-01: a text that cannot be stored stays in its cell with the reason, and can be tried again", async () => {
    const { host, user } = await open();
    host.fail("typeCell", "LOCAL_STORE_FULL");
    await press(user, 0, "goods_name");
    await user.keyboard("不能丢{Enter}{ArrowUp}");
    await screen.findByText("LOCAL_STORE_FULL");
    expect(cell(0, "goods_name").textContent).toContain("不能丢");
    await waitFor(async () => {
      expect(await host.scratch(`order/${order}/cell`)).toContain("不能丢");
    });
    await user.click(screen.getByRole("button", { name: "重试" }));
    await waitFor(async () => {
      expect((await lineIn(host, 0))?.goods_name.text).toBe("不能丢");
    });
    await waitFor(async () => {
      expect(await host.scratch(`order/${order}/cell`)).toBeNull();
    });
  });

  it("a cell that was open when the program ended is open again with its text", async () => {
    const host = fakeHost(1, { lines: 300 });
    const first = await open(host);
    await press(first.user, 3, "goods_name");
    await first.user.keyboard("打到一半");
    await waitFor(async () => {
      expect(await host.scratch(`order/${order}/cell`)).toContain("打到一半");
    });
    expect(host.calls.typeCell).toBeUndefined();
    first.unmount();
    await open(host);
    await waitFor(() => {
      expect(editor().value).toBe("打到一半");
    });
    expect(said()).toContain("品名，第 4 行");
  });
});

/** A paste of these texts by their kind; jsdom has no clipboard of its own. */
function pasteOf(kinds: Record<string, string>) {
  if (typeof DataTransfer === "undefined") {
    return createEvent.paste(editor(), { clipboardData: { getData: (kind: string) => kinds[kind] ?? "" } });
  }
  const clipboardData = new DataTransfer();
  for (const [kind, text] of Object.entries(kinds)) clipboardData.setData(kind, text);
  return new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
}

describe("ranges", () => {
  it("one paste is one call with the clipboard's text and table, and one step to undo", async () => {
    const { host, user } = await open();
    await press(user, 1, "goods_name");
    const text = Array.from({ length: 500 }, (_, at) => `货 ${at}\t${at + 1}`).join("\r\n");
    const paste = pasteOf({ "text/plain": text, "text/html": "<table></table>" });
    fireEvent(editor(), paste);
    expect(paste.defaultPrevented).toBe(true);
    await waitFor(async () => {
      expect((await lineIn(host, 500))?.goods_name.text).toBe("货 499");
    });
    expect(host.calls.pasteCells).toBe(1);
    await screen.findByText(/已粘贴：改动 500 行/);
    await user.click(screen.getByRole("button", { name: /可撤销/ }));
    await waitFor(async () => {
      expect((await lineIn(host, 500))?.goods_name.text).not.toBe("货 499");
    });
    expect(host.calls.undo).toBe(1);
  });

  it("CM-UI-01: Shift and arrows select; Delete, Ctrl+D, Ctrl+R, copy and cut work on the range in one call each", async () => {
    const { host, user } = await open();
    await press(user, 0, "quantity");
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{/Shift}");
    expect(grid().querySelectorAll('[role="gridcell"][aria-selected="true"]')).toHaveLength(6);
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(async () => {
      expect((await lineIn(host, 2))?.quantity.text).toBe("360");
    });
    await user.keyboard("{Control>}r{/Control}");
    await waitFor(async () => {
      expect((await lineIn(host, 2))?.packages.text).toBe("360");
    });
    fireEvent.copy(editor());
    await screen.findByText("已复制 3 行 × 2 列");
    expect(host.clipboard()?.text).toBe("360\t360\r\n360\t360\r\n360\t360");
    await user.keyboard("{Delete}");
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.packages.text).toBe("");
    });
    expect([host.calls.fillCells, host.calls.clearCells, host.calls.copyCells]).toEqual([2, 1, 1]);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.packages.text).toBe("360");
    });
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.packages.text).toBe("");
    });
  });

  it("YW-ORD-11: 【-】 asks, removes, and undo brings the same line back under its id", async () => {
    const { host, user } = await open();
    const before = (await lineIn(host, 1))?.id;
    await press(user, 1, "goods_name");
    await user.keyboard("{Control>}-{/Control}");
    const question = await screen.findByRole("dialog", { name: "移除第 2 行？" });
    await user.click(within(question).getByRole("button", { name: /保留/ }));
    expect(host.calls.removeLines).toBeUndefined();
    await user.keyboard("{Control>}-{/Control}");
    await user.click(await screen.findByRole("button", { name: "移除 1 行" }));
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.id).not.toBe(before);
    });
    await waitFor(() => {
      expect(document.activeElement).toBe(editor());
    });
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => {
      expect((await lineIn(host, 1))?.id).toBe(before);
    });
  });

  it("YW-ORD-11: lines picked with Ctrl and the row number go together, in one call", async () => {
    const { host, user } = await open(fakeHost(1, { lines: 30 }));
    await press(user, 0, "goods_name");
    const number = (row: number) => within(grid()).getByRole("rowheader", { name: String(row) });
    const ids = await Promise.all([1, 4, 5].map((row) => lineIn(host, row)));
    await user.click(number(2));
    await user.keyboard("{Control>}");
    await user.click(number(5));
    await user.keyboard("{/Control}{Shift>}{ArrowDown}{/Shift}{Control>}-{/Control}");
    await screen.findByRole("dialog", { name: "移除所选 3 行？" });
    await user.click(screen.getByRole("button", { name: "移除 3 行" }));
    await waitFor(async () => {
      const { lines, total } = await host.linesPage(order, { offset: 0, limit: 30 });
      expect(total).toBe(27);
      expect(lines.some((line) => ids.some((gone) => gone?.id === line.id))).toBe(false);
    });
    expect(host.calls.removeLines).toBe(1);
  });

  it("the selection follows its line when another program inserts above it", async () => {
    const { host, user } = await open();
    await press(user, 3, "goods_name");
    const kept = (await lineIn(host, 3))?.id;
    const stored = host.stored(order);
    const [first, ...rest] = stored.content.lines;
    if (!first) throw new Error("the fake order has lines");
    stored.content = { ...stored.content, lines: [{ ...first, id: "another" }, first, ...rest] };
    stored.revision += 1;
    await act(async () => {
      host.emit({ kind: "changed", revision: String(stored.revision) });
      await Promise.resolve();
    });
    await waitFor(() => {
      expect(said()).toContain("第 5 行");
    });
    expect((await lineIn(host, 4))?.id).toBe(kept);
  });
});

describe("entry row", () => {
  const line = ["", "示例商户一", "19900000001", "2025-03", "木梳", "12", "2", "36.5"];

  it("YW-ORD-10: Tab goes through it, Enter in its last field adds it, merchant and month are repeated", async () => {
    const { host, user } = await open(fakeHost(1, { lines: 0 }));
    await host.setPreferences({ ...(await host.preferences()), repeat_merchant: true });
    await screen.findByText("还没有交易清单。");
    await user.click(entry("merchant_no"));
    await user.keyboard(line.join("{Tab}"));
    expect(screen.getByText("未添加")).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(async () => {
      expect((await lineIn(host, 0))?.goods_name.text).toBe("木梳");
    });
    await waitFor(() => {
      expect(screen.queryByText("未添加")).toBeNull();
    });
    expect(entry("goods_name").textContent).toBe("");
    expect(host.calls.addLine).toBe(1);
  });

  it("YW-ORD-10: a wrong one is refused, stays, and is marked where it is wrong", async () => {
    const { host, user } = await open(fakeHost(1, { lines: 3 }));
    await user.click(entry("merchant_no"));
    await user.keyboard([...line.slice(0, 2), "123", ...line.slice(3)].join("{Tab}"));
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(entry("merchant_phone").getAttribute("aria-invalid")).toBe("true");
    });
    expect(said()).toContain("手机号，未添加的一笔，123，错误：");
    expect((await host.linesPage(order, { offset: 0, limit: 9 })).total).toBe(3);
    await user.keyboard("19900000001{Control>}{Enter}{/Control}");
    await waitFor(async () => {
      expect((await host.linesPage(order, { offset: 0, limit: 9 })).total).toBe(4);
    });
  });

  it("YW-NAV-04: what is typed there is durable and comes back", async () => {
    const host = fakeHost(1, { lines: 2 });
    const first = await open(host);
    await first.user.click(entry("goods_name"));
    await first.user.keyboard("半句");
    await waitFor(async () => {
      expect(await host.scratch(`order/${order}/entry`)).toContain("半句");
    });
    // The cell is still open, and closing the window would ask.
    expect(await unsavedNow()).toHaveLength(1);
    first.unmount();
    await open(host);
    await waitFor(() => {
      expect(entry("goods_name").textContent).toBe("半句");
    });
  });

  it("YW-ORD-12: known merchants are offered, and a chosen one fills number, name and phone", async () => {
    const { user } = await open(fakeHost(1, { lines: 2 }));
    await user.click(entry("merchant_name"));
    await user.keyboard("示例商户八");
    const list = await screen.findByRole("listbox", { name: "已知商户" });
    // An Enter of the input method takes no suggestion.
    await user.keyboard("{ArrowDown}");
    expect(within(list).getAllByRole("option", { selected: true })).toHaveLength(1);
    fireEvent.keyDown(editor(), { key: "Enter", keyCode: 229 });
    expect(screen.queryByRole("listbox")).not.toBeNull();
    await user.keyboard("{Enter}");
    expect(entry("merchant_no").textContent).toBe("M00000008");
    expect(entry("merchant_phone").textContent).toBe("19900000008");
    expect(screen.queryByRole("listbox")).toBeNull();
  });
});

describe("finding and reading", () => {
  it("F8 goes to the next wrong cell, Shift+F8 back, and around the end", async () => {
    const host = fakeHost(1, { lines: 1248 });
    const at = async (row: number) => (await lineIn(host, row))?.id ?? "";
    await host.typeCell(order, await at(900), "amount", "很多");
    const { user } = await open(host);
    await press(user, 0, "goods_name");
    await user.keyboard("{F8}");
    await waitFor(() => {
      expect(said()).toContain("手机号，第 6 行");
    });
    await user.keyboard("{F8}");
    await waitFor(() => {
      expect(said()).toContain("总金额，第 901 行");
    });
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => {
      expect(said()).toContain("手机号，第 6 行");
    });
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => {
      expect(said()).toContain("总金额，第 901 行");
    });
  });

  it("Ctrl+F finds in all lines, Enter the next, Esc goes back to the cells", async () => {
    const { user } = await open();
    await press(user, 0, "goods_name");
    await user.keyboard("{Control>}f{/Control}五金{Enter}");
    await waitFor(() => {
      expect(said()).toContain("五金挂钩");
    });
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(editor());
  });

  it("YW-ORD-14: the sums stand below, the duplicates and wrong lines above", async () => {
    await open();
    const sums = screen.getByRole("group", { name: "合计" });
    expect(sums.textContent).toContain("1,248 笔");
    expect(sums.textContent).toContain("1 行有误，读不出的数未计入");
    expect(grid().getAttribute("aria-rowcount")).toBe("1250");
  });

  it("YW-ORD-15: where lines are locked nothing can be typed, and the reason is said", async () => {
    const host = fakeHost(1, { lines: 20 });
    host.stored(order).state = "declared";
    const { user } = await open(host);
    await press(user, 0, "goods_name");
    await user.keyboard("x{Enter}{Delete}");
    expect(grid().getAttribute("aria-readonly")).toBe("true");
    expect(grid().querySelector("[data-entry]")).toBeNull();
    expect([host.calls.typeCell, host.calls.clearCells]).toEqual([undefined, undefined]);
    expect(screen.getByRole("toolbar").textContent).toContain("报关单号");
  });

  it("columns are hidden and moved by the menu, and that is remembered", async () => {
    const { host, user } = await open();
    await press(user, 0, "goods_name");
    await user.click(screen.getByRole("button", { name: "列" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "采购号", hidden: true }));
    await waitFor(() => {
      expect(grid().querySelector('[data-column="merchant_no"]')).toBeNull();
    });
    expect((await host.preferences()).columns.lines?.hidden).toEqual(["merchant_no"]);
  });
});
