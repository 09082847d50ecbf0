import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeHost, PIN } from "#host/fake";
import { HostProvider } from "#host/HostProvider";
import { useAutoLock } from "./useAutoLock";

afterEach(() => {
  vi.useRealTimers();
});

function Watched() {
  useAutoLock();
  return null;
}

/** A desk with or without a lock, watched for five minutes of nothing. */
async function watch(pin: string | null) {
  vi.useFakeTimers();
  const host = fakeHost(1);
  if (pin !== null) await host.setLock(null, pin);
  await host.setPreferences({ ...(await host.preferences()), lock_after_minutes: 5 });
  render(
    <HostProvider host={host}>
      <QueryClientProvider client={new QueryClient()}>
        <Watched />
      </QueryClientProvider>
    </HostProvider>,
  );
  const pass = (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));
  await pass(0.1);
  return { host, pass };
}

describe("CM-SEC-01: locking by itself", () => {
  it("after the minutes without input, and not before", async () => {
    const { host, pass } = await watch(PIN);
    await pass(4.5);
    fireEvent.keyDown(window, { key: "a" });
    await pass(4.5);
    expect(host.calls.lockVault).toBeUndefined();
    await pass(1);
    expect(host.calls.lockVault).toBe(1);
  });

  it("never without a lock", async () => {
    const { host, pass } = await watch(null);
    await pass(60);
    expect(host.calls.lockVault).toBeUndefined();
  });
});
