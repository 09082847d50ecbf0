import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeHost } from "#host/fake";
import { Scratch } from "./scratch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const place = "order/one/entry";

it("YW-NAV-04: what is typed is on the disk 300 ms after the last key, once for many keys", async () => {
  const host = fakeHost(0);
  const scratch = new Scratch(host, place, () => undefined);
  for (const text of ["半", "半句", "半句话"]) {
    scratch.keep(text);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(200);
  expect(await host.scratch(place)).toBe("半句话");
  expect(host.calls.keepScratch).toBe(1);
  scratch.keep(null);
  await scratch.flush();
  expect(await host.scratch(place)).toBeNull();
});

it("CM-ERR-01: a scratch that cannot be kept says so, and is tried again with the next key", async () => {
  const host = fakeHost(0);
  host.fail("keepScratch", "LOCAL_STORE_FULL");
  const refused = vi.fn();
  const scratch = new Scratch(host, place, refused);
  scratch.keep("半句");
  await vi.advanceTimersByTimeAsync(300);
  expect(refused).toHaveBeenCalledOnce();
  scratch.keep("半句");
  await vi.advanceTimersByTimeAsync(300);
  expect(await host.scratch(place)).toBe("半句");
});
