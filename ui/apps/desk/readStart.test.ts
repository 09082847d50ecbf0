import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, orderId, PIN } from "#host/fake";
import type { Host } from "#host/Host";
import { answers } from "./Desk";
import { LAST_ORDER } from "./lastOrderPlace";
import { readStart } from "./readStart";

const place = () => window.location.pathname;

/** What was read before the first picture, by the names under which the screens look for it. */
async function start(host: Host) {
  const client = answers();
  await readStart(host, client);
  const known = client.getQueryCache().getAll();
  return known.filter((query) => query.state.status === "success").map((query) => query.queryKey.join(" "));
}

describe("CM-UI-02: what a start shows is read before it is drawn", () => {
  beforeEach(() => {
    window.history.replaceState(null, "", "/");
  });
  afterEach(() => {
    vi.useRealTimers();
    window.history.replaceState(null, "", "/");
  });

  it("home, with its rows", async () => {
    const read = await start(fakeHost(3));
    expect(read.sort()).toEqual(["connection", "orders recent", "preferences", "registration", "vault"]);
    expect(place()).toBe("/home");
  });

  it("the order that was open", async () => {
    const host = fakeHost(3);
    await host.keepScratch(LAST_ORDER, orderId(1));
    await start(host);
    expect(place()).toBe(`/orders/${orderId(1)}`);
  });

  it("CM-SEC-01: nothing behind a lock", async () => {
    const host = fakeHost(3);
    await host.setLock(null, PIN);
    await host.lockVault();
    expect((await start(host)).sort()).toEqual(["preferences", "vault"]);
    expect(place()).toBe("/");
  });

  it("a page that was loaded again stays where it was", async () => {
    window.history.replaceState(null, "", "/settings");
    await start(fakeHost(3));
    expect(place()).toBe("/settings");
  });

  it("a vault that is long in opening keeps nobody from a picture", async () => {
    vi.useFakeTimers();
    const host = { ...fakeHost(3), vaultState: () => new Promise<never>(() => undefined) };
    const started = start(host);
    await vi.advanceTimersByTimeAsync(200);
    expect(await started).toEqual(["preferences"]);
    expect(place()).toBe("/");
  });
});
