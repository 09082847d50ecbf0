import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId, problem, type FakeHost } from "#host/fake";
import { openDesk } from "./openDesk";

const member = () => fakeHost(3, { joined: "signed_in" });
const bar = async () => within(await screen.findByRole("group", { name: "同步" }));
/** Changes that wait: twelve of the first order since 250 s, one of the second that the server holds. */
const waiting = (host: FakeHost) => {
  const at = "2025-03-28 16:16:31";
  host.sync.waiting.set(orderId(0), { changes: 12, oldest_at: at, oldest_seconds: 250, reason: null });
  const reason = problem("SYNC_OP_HELD");
  host.sync.waiting.set(orderId(1), { changes: 1, oldest_at: at, oldest_seconds: 90, reason });
  return host;
};

describe("CM-OFF-02: the status bar", () => {
  it("says 本机模式 without a server", async () => {
    openDesk("/home", fakeHost(1));
    await within(await screen.findByRole("contentinfo")).findByText("本机模式");
  });

  it("counts what waits with the oldest's age, and what needs a person; each leads to its page", async () => {
    const host = waiting(member());
    host.sync.conflict(orderId(2));
    const { user } = openDesk("/home", host);
    const status = await bar();
    status.getByText("在线");
    status.getByText("最早一条等了 4 分钟");
    status.getByText("需处理 1");
    await user.click(status.getByRole("link", { name: "待同步 13" }));
    await screen.findByRole("heading", { level: 1, name: "待同步" });
    await user.click(status.getByRole("link", { name: "需处理 1" }));
    await screen.findByRole("heading", { level: 1, name: "需处理" });
  });

  it("立即同步 sends what waits; then it says 已同步 and when", async () => {
    const { user } = openDesk("/home", waiting(member()));
    const status = await bar();
    await user.click(status.getByRole("button", { name: "立即同步" }));
    await status.findByText("已同步");
    status.getByText(/^上次同步/);
    expect(status.queryByText(/待同步/)).toBeNull();
  });

  it("NET_REQUIRED: without a network it says 离线, and why 立即同步 did nothing", async () => {
    const host = waiting(member());
    host.sync.membership.online = false;
    const { user } = openDesk("/home", host);
    const status = await bar();
    status.getByText("离线");
    await user.click(status.getByRole("button", { name: "立即同步" }));
    await screen.findByText(/NET_REQUIRED/);
  });

  it("SYNC_MISMATCH: what stopped it is said, and the outbox is kept", async () => {
    const host = waiting(member());
    host.sync.stopped = problem("SYNC_MISMATCH");
    const { user } = openDesk("/home", host);
    await user.click((await bar()).getByRole("link", { name: "同步已停止" }));
    await screen.findByText("SYNC_MISMATCH");
    await screen.findByRole("table", { name: "等待同步的订单" });
  });

  it("a session that ended leads to the sign-in", async () => {
    openDesk("/home", fakeHost(1, { joined: "ended" }));
    expect((await bar()).getByRole("link", { name: "未登录" }).getAttribute("href")).toBe("/account");
  });
});

describe("待同步", () => {
  it("CM-SYNC-01: lists what waits, since when, and why; what is held says its code", async () => {
    openDesk("/outbox", waiting(member()));
    const rows = within(await screen.findByRole("table", { name: "等待同步的订单" })).getAllByRole("row");
    expect(rows).toHaveLength(3);
    within(rows[1] as HTMLElement).getByText("12");
    within(rows[1] as HTMLElement).getByText("4 分钟");
    within(rows[2] as HTMLElement).getByText("SYNC_OP_HELD");
    await screen.findByText("2 单，共 13 项改动");
  });

  it.each([
    ["等网络", { online: false, retrying: true }],
    ["服务器没有应答，会自动再试", { online: true, retrying: true }],
    ["排队中", { online: true, retrying: false }],
  ])("CM-OFF-02: what waits says %s", async (why, { online, retrying }) => {
    const host = waiting(member());
    host.sync.membership.online = online;
    host.sync.retrying = retrying;
    openDesk("/outbox", host);
    const rows = within(await screen.findByRole("table", { name: "等待同步的订单" })).getAllByRole("row");
    within(rows[1] as HTMLElement).getByText(why);
  });

  it("CM-SYNC-01: unsent work is exported to a file, and it is said where to", async () => {
    const { host, user } = openDesk("/outbox", waiting(member()));
    await user.click(await screen.findByRole("button", { name: "导出未同步内容" }));
    await screen.findByText(/^已导出到 /);
    expect(host.files).toHaveLength(1);
  });

  it("where nothing waits, or there is no server, it says so", async () => {
    const first = openDesk("/outbox", member());
    await screen.findByText("没有等待同步的内容。");
    first.view.unmount();
    openDesk("/outbox", fakeHost(1));
    await screen.findByText("这台电脑没有连接服务器。");
  });

  it("CM-OFF-02: each order says how it stands; its page leads to what waits", async () => {
    const host = waiting(member());
    const { router, user } = openDesk("/orders", host);
    const rows = within(await screen.findByRole("table", { name: "外贸公司信保订单登记" }));
    await rows.findByText("待同步 12");
    rows.getByText("已同步");
    await router.navigate(`/orders/${orderId(0)}`);
    await user.click(await screen.findByRole("link", { name: "待同步 12" }));
    await screen.findByRole("heading", { level: 1, name: "待同步" });
  });
});

describe("需处理", () => {
  const conflict = () => {
    const host = member();
    host.sync.conflict(orderId(0));
    return host;
  };
  const open = async (host: FakeHost) => {
    const opened = openDesk("/attention", host);
    await opened.user.click(await screen.findByRole("link", { name: /^处理 / }));
    await screen.findByRole("heading", { level: 1, name: /^(同一订单有两份修改|改动没有被服务器接受)$/ });
    return opened;
  };
  const rowOf = async (name: RegExp) => within(await screen.findByRole("row", { name }));

  it("CM-SYNC-02: a conflict shows before, mine and the server's, field by field; nothing is chosen beforehand", async () => {
    await open(conflict());
    const buyer = await rowOf(/^采购商/);
    for (const radio of buyer.getAllByRole("radio")) expect(radio).toHaveProperty("checked", false);
    expect(buyer.getByRole("radio", { name: "服务器" }).getAttribute("aria-describedby")).toContain("theirs");
    buyer.getByText("Sample Trading LLC 21");
    (await rowOf(/^第 37 行/)).getByText("10,750.00");
    (await rowOf(/^第 52 行/)).getByText("已移除");
    const save = screen.getByRole("button", { name: "保存合并结果" });
    expect(save.getAttribute("aria-description")).toBe("还有 4 项没有选");
  });

  it("CM-SYNC-02, CM-UI-01: by keyboard alone: arrows choose and go on; the decision is sent as it stands", async () => {
    const host = conflict();
    const { user } = await open(host);
    (await rowOf(/^采购商/)).getByRole("radio", { name: "本机" }).focus();
    await user.keyboard("{ArrowRight}{ArrowDown}{ArrowLeft}{ArrowDown}{ArrowLeft}{ArrowDown}{ArrowRight}");
    await screen.findByText("已选 4 / 4");
    const before = host.calls.resolveAttention ?? 0;
    await user.click(screen.getByRole("button", { name: "保存合并结果" }));
    await screen.findByText("没有需要处理的内容。");
    screen.getByText("已保存，合并结果会随下一次同步发出。");
    expect(host.calls.resolveAttention).toBe(before + 1);
    // What was taken of mine is a change like any other.
    expect((await host.syncState()).waiting).toBe(1);
  });

  it("CM-SYNC-02: one side for all; 稍后处理 decides nothing", async () => {
    const host = conflict();
    const { user } = await open(host);
    await user.click(screen.getByRole("button", { name: "全部采用服务器" }));
    for (const radio of screen.getAllByRole("radio", { name: "服务器" }))
      expect(radio).toHaveProperty("checked", true);
    await user.click(screen.getByRole("button", { name: "稍后处理" }));
    await screen.findByRole("table", { name: "需处理的事项" });
    expect(host.calls.resolveAttention).toBeUndefined();
  });

  it("ORD_STATE: what the server did not take is shown whole, and can be dropped or done again", async () => {
    const host = member();
    host.sync.rejection(orderId(0));
    const { user } = await open(host);
    screen.getByText("ORD_STATE");
    screen.getByText("塑料玩具");
    await user.click(screen.getByRole("radio", { name: "再做一次" }));
    await user.click(screen.getByRole("button", { name: "再做一次" }));
    await screen.findByText("没有需要处理的内容。");
    expect((await host.syncState()).waiting).toBe(1);
  });

  it("CM-UI-02: a list that becomes shorter while its end is looked at shows its new end", async () => {
    const host = member();
    for (let at = 0; at < 61; at += 1) host.sync.rejection(orderId(0));
    const { user } = openDesk("/attention", host);
    await user.click(await screen.findByRole("button", { name: "下一页" }));
    await screen.findByText("第 51–61 行，共 61 行");
    host.sync.attention.splice(0, 31);
    host.emit({ kind: "sync" });
    await screen.findByText("第 1–30 行，共 30 行");
    expect(await screen.findAllByRole("link", { name: /^处理 / })).toHaveLength(30);
    host.sync.attention.splice(0, 10);
    host.emit({ kind: "sync" });
    await waitFor(() => {
      expect(screen.queryByRole("navigation", { name: "分页" })).toBeNull();
    });
  });

  it("CM-SYNC-02, CM-AUD-01: what the server merged with others' changes is noted in the order's history", async () => {
    const host = member();
    await host.editOrder(orderId(0), [{ field: "remark", text: "分两柜出运" }]);
    host.sync.merge(orderId(0));
    openDesk(`/orders/${orderId(0)}?panel=history`, host);
    const list = within(await screen.findByRole("list", { name: "变更记录" }));
    await list.findByText(/^与他人同时的修改合并/);
    expect(list.getAllByText(/^与他人同时的修改合并/)).toHaveLength(1);
  });

  it("NOT_FOUND: what was decided elsewhere says so", async () => {
    openDesk("/attention/00000000-0000-7000-d000-0000000000ff", member());
    await screen.findByText("这一项已经处理过了。");
  });

  it("SYNC_CONFLICT: a decision that is refused stays as it was chosen", async () => {
    const host = conflict();
    const { user } = await open(host);
    await user.click(screen.getByRole("button", { name: "全部保留本机" }));
    host.fail("resolveAttention", "LOCAL_STORE_FULL");
    await user.click(screen.getByRole("button", { name: "保存合并结果" }));
    await screen.findByText("LOCAL_STORE_FULL");
    screen.getByText("已选 4 / 4");
  });
});

describe("closing", () => {
  it("YW-NAV-04: with unsent work it asks, and stays on Esc", async () => {
    const host = waiting(member());
    const { user } = openDesk("/home", host);
    await bar();
    host.emit({ kind: "close_asked" });
    await screen.findByRole("dialog", { name: "还有 13 项没有同步，要关闭吗？" });
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(host.calls.closeWindow).toBe(1);
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("YW-NAV-04: where nothing waits it closes at once", async () => {
    const host = member();
    openDesk("/home", host);
    await bar();
    host.emit({ kind: "close_asked" });
    await waitFor(() => {
      expect(host.calls.closeWindow).toBe(1);
    });
  });
});
