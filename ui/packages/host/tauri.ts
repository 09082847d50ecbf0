import { invoke } from "@tauri-apps/api/core";
import { Refusal, type Host } from "./Host";
import type { ProblemView } from "./generated";

/** Rust throws problems; anything else that is thrown is a fault of the door itself and passes as it is. */
function isProblem(error: unknown): error is ProblemView {
  return typeof error === "object" && error !== null && "code" in error && "severity" in error;
}

async function ask<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    throw isProblem(error) ? new Refusal(error) : error;
  }
}

/** The window's host: one Rust command each. */
export const tauriHost: Host = {
  vaultState: () => ask("vault_state"),
  unlockVault: (typed) => ask("unlock_vault", { typed }),
  listOrders: (query) => ask("list_orders", { query }),
  showOrder: (id, lines) => ask("show_order", { id, lines }),
};
