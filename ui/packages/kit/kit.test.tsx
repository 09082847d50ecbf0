import { act as flush, createEvent, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { act, actOnKey, useAction } from "./actions";
import { Button } from "./Button";
import { Combobox, type ComboOption } from "./Combobox";
import { confirm } from "./confirm";
import { Confirmations } from "./Confirmations";
import { Menu } from "./Menu";
import { Progress } from "./Progress";
import { isShortcut } from "./shortcuts";
import { Tabs } from "./Tabs";
import { toast } from "./toast";
import { Toast } from "./Toast";

afterEach(() => {
  vi.useRealTimers();
  toast.hide();
});

describe("questions", () => {
  const ask = () =>
    confirm({
      title: "移除 2 行？",
      text: "可以撤销。",
      answers: [
        { key: "keep", label: "保留" },
        { key: "remove", label: "移除 2 行", tone: "danger" },
      ],
    });

  it("CM-UI-01: focus stands on the safe answer, and Esc gives it", async () => {
    render(<Confirmations />);
    const answer = ask();
    await screen.findByRole("dialog", { name: "移除 2 行？", description: "可以撤销。" });
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "保留" }));
    await userEvent.keyboard("{Escape}");
    expect(await answer).toBe("keep");
  });

  it("YW-ORD-09: Esc that closes a candidate window answers nothing", async () => {
    render(<Confirmations />);
    const answer = ask();
    const dialog = await screen.findByRole("dialog");
    fireEvent(dialog, createEvent.keyDown(dialog, { key: "Escape", keyCode: 229 }));
    await userEvent.click(screen.getByRole("button", { name: "移除 2 行" }));
    expect(await answer).toBe("remove");
  });

  it("a second question waits for the first", async () => {
    render(<Confirmations />);
    const first = ask();
    const second = confirm({ title: "作废？", answers: [{ key: "no", label: "不作废" }] });
    await userEvent.click(await screen.findByRole("button", { name: "保留" }));
    expect(await first).toBe("keep");
    await userEvent.click(await screen.findByRole("button", { name: "不作废" }));
    expect(await second).toBe("no");
  });
});

describe("toast", () => {
  it("counts down, stands still under the pointer, and goes", () => {
    vi.useFakeTimers();
    render(<Toast secondsLeft={(seconds) => `${seconds} 秒`} />);
    flush(() => {
      toast.show({ text: "已移除 2 行", seconds: 3 });
    });
    const pass = (ms: number) => {
      flush(() => {
        vi.advanceTimersByTime(ms);
      });
    };
    pass(1000);
    screen.getByText("2 秒");
    fireEvent.pointerEnter(screen.getByText("已移除 2 行").parentElement as HTMLElement);
    pass(10_000);
    screen.getByText("2 秒");
    fireEvent.pointerLeave(screen.getByText("已移除 2 行").parentElement as HTMLElement);
    pass(1000);
    pass(1000);
    expect(screen.queryByText("已移除 2 行")).toBeNull();
  });

  it("undoes once, and one takes the place of another", async () => {
    const run = vi.fn();
    render(<Toast secondsLeft={String} />);
    flush(() => {
      toast.show({ text: "一" });
      toast.show({ text: "二", undo: { label: "撤销", run, keys: "Ctrl Z" } });
    });
    expect(screen.queryByText("一")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "撤销" }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText("二")).toBeNull();
  });
});

const COUNTRIES: ComboOption[] = [
  { value: "CL", label: "智利", also: "CL Chile" },
  { value: "CN", label: "中国", also: "CN China" },
  { value: "TD", label: "乍得", also: "TD Chad" },
];

function Country({ onType }: { onType?: (text: string) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <>
      <Combobox
        label="目的国"
        value={value}
        options={COUNTRIES}
        onChoose={setValue}
        noHits="没有这个国家"
        {...(onType ? { onType } : {})}
      />
      <output>{value ?? "空"}</output>
    </>
  );
}

describe("combobox", () => {
  it("CM-UI-01: finds by code and by either name, by keyboard alone", async () => {
    render(<Country />);
    const field = screen.getByRole("combobox", { name: "目的国" });
    await userEvent.type(field, "ch");
    expect(
      screen.getAllByRole("option", { hidden: true }).map((option) => option.firstChild?.textContent),
    ).toEqual(["智利", "中国", "乍得"]);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(screen.getByText("TD", { selector: "output" })).toBeTruthy();
    expect(field).toHaveProperty("value", "乍得");
    await userEvent.clear(field);
    await userEvent.tab();
    expect(screen.getByText("空")).toBeTruthy();
  });

  it("YW-ORD-09: Enter that takes a pinyin candidate chooses nothing", async () => {
    render(<Country />);
    const field = screen.getByRole("combobox");
    await userEvent.type(field, "ch");
    fireEvent(field, createEvent.keyDown(field, { key: "Enter", keyCode: 229 }));
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(screen.getByText("空")).toBeTruthy();
    fireEvent.compositionEnd(field);
  });

  it("YW-ORD-08: a text that is no choice is handed on as typed; Esc leaves the field as it was", async () => {
    const typed = vi.fn();
    render(<Country onType={typed} />);
    const field = screen.getByRole("combobox");
    await userEvent.type(field, "某国{Escape}");
    expect(field).toHaveProperty("value", "");
    await userEvent.type(field, "某国");
    await userEvent.tab();
    expect(typed).toHaveBeenCalledWith("某国");
  });
});

describe("menu", () => {
  it("CM-UI-01: opens, is walked, says why something cannot be chosen, and gives the focus back", async () => {
    const run = vi.fn();
    const items = [
      { key: "copy", label: "复制订单", run },
      { key: "delete", label: "删除", run: vi.fn(), disabledReason: "已确认的订单不能删除" },
    ];
    render(<Menu label="操作" items={items} />);
    const button = screen.getByRole("button", { name: "操作" });
    await userEvent.click(button);
    const entries = screen.getAllByRole("menuitem", { hidden: true });
    expect(entries[1]?.textContent).toContain("已确认的订单不能删除");
    await userEvent.click(entries[1] as HTMLElement);
    expect(items[1]?.run).not.toHaveBeenCalled();
    entries[1]?.focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(entries[0]);
    await userEvent.keyboard("{Enter}");
    expect(run).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(button);
  });
});

describe("tabs, progress, buttons", () => {
  it("CM-UI-01: arrows choose the next tab, around the end", async () => {
    const chosen = vi.fn();
    const tabs = [
      { key: "all", label: "全部", count: "128" },
      { key: "wrong", label: "有误", count: "3" },
    ] as const;
    render(<Tabs label="行" tabs={tabs} chosen="wrong" onChoose={chosen} />);
    screen.getByRole("tab", { selected: true }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(chosen).toHaveBeenCalledWith("all");
  });

  it("appears after 200 ms and can be cancelled", () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    render(<Progress label="正在读取" count="12,400 行" share={0.4} onCancel={cancel} cancelLabel="取消" />);
    expect(screen.queryByRole("progressbar")).toBeNull();
    flush(() => {
      vi.advanceTimersByTime(200);
    });
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
    fireEvent.click(screen.getByRole("button", { name: "取消" }));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("a button that is refused stays reachable and says why", async () => {
    const pressed = vi.fn();
    render(
      <Button onClick={pressed} disabledReason="有 3 行有误">
        全部导入
      </Button>,
    );
    const button = screen.getByRole("button", { description: "有 3 行有误" });
    await userEvent.click(button);
    expect(pressed).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("actions", () => {
  function Page({ id, run }: { id: "find" | "edit.undo"; run: (() => void) | null }) {
    useAction(id, run);
    return <input />;
  }

  it("the page that came last has the word, and nobody when it is gone", async () => {
    const [outer, inner] = [vi.fn(), vi.fn()];
    render(<Page id="find" run={outer} />);
    const { unmount } = render(<Page id="find" run={inner} />);
    expect(act("find")).toBe(true);
    unmount();
    act("find");
    await waitFor(() => {
      expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1]);
    });
    expect(act("order.save")).toBe(false);
  });

  it("undo inside a field is the field's own", () => {
    const run = vi.fn();
    render(<Page id="edit.undo" run={run} />);
    window.addEventListener("keydown", actOnKey);
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "z", ctrlKey: true });
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    window.removeEventListener("keydown", actOnKey);
    expect(run).toHaveBeenCalledOnce();
  });

  it("CM-UI-01: a shortcut is its key with exactly its modifiers", () => {
    const press = (more: Partial<KeyboardEventInit>) => new KeyboardEvent("keydown", { key: "s", ...more });
    expect(isShortcut(press({ ctrlKey: true }), "order.save")).toBe(true);
    expect(isShortcut(press({ ctrlKey: true, shiftKey: true }), "order.save")).toBe(false);
    expect(isShortcut(press({ ctrlKey: true, altKey: true }), "order.save")).toBe(false);
    expect(isShortcut(press({}), "order.save")).toBe(false);
  });
});
