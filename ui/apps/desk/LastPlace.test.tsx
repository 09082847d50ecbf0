import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId, PIN } from "#host/fake";
import { LAST_ORDER } from "./lastOrderPlace";
import { openDesk } from "./openDesk";

const kept = (host: ReturnType<typeof fakeHost>, order: string | null) =>
  waitFor(async () => {
    expect(await host.scratch(LAST_ORDER)).toBe(order);
  });

describe("CM-UI-02: a start leads back to the order that was open", () => {
  it("with the next window, and straight to its lines", async () => {
    const host = fakeHost(3, { lines: 12 });
    const { router, view } = openDesk(`/orders/${orderId(1)}`, host);
    await kept(host, orderId(1));
    // Help is looked at beside the work.
    await router.navigate("/help");
    await screen.findByRole("heading", { name: "帮助" });
    view.unmount();

    const next = openDesk("/", host);
    await screen.findByRole("grid", { name: "交易清单" });
    expect(next.router.state.location.pathname).toBe(`/orders/${orderId(1)}`);
  });

  it("home after it was left for home, which is one key away", async () => {
    const host = fakeHost(3);
    const { user, view } = openDesk(`/orders/${orderId(1)}`, host);
    await kept(host, orderId(1));
    await user.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
    await screen.findByRole("heading", { name: "继续填写" });
    await kept(host, null);
    view.unmount();

    openDesk("/", host);
    await screen.findByRole("heading", { name: "继续填写" });
  });

  it("home where the order was deleted meanwhile", async () => {
    const host = fakeHost(3);
    await host.keepScratch(LAST_ORDER, orderId(1));
    await host.deleteOrder(orderId(1));
    const { router } = openDesk("/", host);
    await screen.findByRole("heading", { name: "继续填写" });
    expect(router.state.location.pathname).toBe("/home");
  });

  it("home on a desk that was never used", async () => {
    openDesk("/", fakeHost(0));
    await screen.findByText("这台电脑上还没有订单。");
  });

  it("CM-SEC-01: behind the lock, and not before it opens", async () => {
    const host = fakeHost(3);
    await host.keepScratch(LAST_ORDER, orderId(1));
    await host.setLock(null, PIN);
    await host.lockVault();
    const { user, router } = openDesk("/", host);
    const pin = await screen.findByLabelText("PIN 或密码");
    expect(router.state.location.pathname).toBe("/");
    await user.type(pin, `${PIN}{Enter}`);
    await screen.findByRole("grid", { name: "交易清单" });
    expect(router.state.location.pathname).toBe(`/orders/${orderId(1)}`);
  });
});
