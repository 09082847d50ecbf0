import { fakeHost } from "#host/fake";
import type { Host } from "#host/Host";
import type { Preferences } from "#host/generated";

const VAULTS = ["open", "missing", "locked", "damaged", "newer", "keychain"] as const;

/**
 * The desk in memory as the address wants it, for people who look and for pictures:
 * `#vault=locked&orders=0&lines=100000&language=en&theme=dark&file=加密.xlsx`.
 */
export async function hostOfAddress(hash: string): Promise<Host> {
  const wanted = new URLSearchParams(hash.slice(1));
  const vault = VAULTS.find((start) => start === wanted.get("vault")) ?? "open";
  const lines = wanted.get("lines");
  const host = fakeHost(Number(wanted.get("orders") ?? 128), {
    vault,
    byItself: true,
    file: wanted.get("file") ?? undefined,
    ...(lines === null ? {} : { lines: Number(lines) }),
  });
  const look: Partial<Preferences> = {
    language: wanted.get("language") === "en" ? "en" : "zh",
    theme: wanted.get("theme") === "dark" ? "dark" : "light",
  };
  await host.setPreferences({ ...(await host.preferences()), ...look });
  return host;
}
