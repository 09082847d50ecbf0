import { fakeHost, orderId, problem, type FakeHost } from "#host/fake";
import type { Host } from "#host/Host";
import type { Preferences } from "#host/generated";

const VAULTS = ["open", "missing", "locked", "damaged", "newer", "keychain"] as const;

const JOINED = ["local", "connected", "signed_in", "ended"] as const;

/** Work that waits, and things to decide. */
function unfinished(host: FakeHost) {
  const at = "2025-03-28 16:16:31";
  host.sync.waiting.set(orderId(0), { changes: 12, oldest_at: at, oldest_seconds: 250, reason: null });
  host.sync.waiting.set(orderId(2), {
    changes: 1,
    oldest_at: "2025-03-28 16:19:11",
    oldest_seconds: 90,
    reason: problem("SYNC_OP_HELD"),
  });
  host.sync.rejection(orderId(7));
  host.sync.conflict(orderId(4));
}

/**
 * The desk in memory as the address wants it, for people who look and for pictures:
 * `#vault=locked&orders=0&lines=100000&language=en&theme=dark&file=加密.xlsx&joined=signed_in&work&offline`.
 */
export async function hostOfAddress(hash: string): Promise<Host> {
  const wanted = new URLSearchParams(hash.slice(1));
  const vault = VAULTS.find((start) => start === wanted.get("vault")) ?? "open";
  const lines = wanted.get("lines");
  const host = fakeHost(Number(wanted.get("orders") ?? 128), {
    vault,
    byItself: true,
    file: wanted.get("file") ?? undefined,
    joined: JOINED.find((how) => how === wanted.get("joined")) ?? "local",
    ...(lines === null ? {} : { lines: Number(lines) }),
  });
  if (wanted.get("work") !== null) unfinished(host);
  host.sync.membership.online = wanted.get("offline") === null;
  const look: Partial<Preferences> = {
    language: wanted.get("language") === "en" ? "en" : "zh",
    theme: wanted.get("theme") === "dark" ? "dark" : "light",
  };
  await host.setPreferences({ ...(await host.preferences()), ...look });
  return host;
}
