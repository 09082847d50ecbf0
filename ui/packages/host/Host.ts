import type { OrderPage, OrderQuery, OrderView, PageQuery, ProblemView, VaultView } from "./generated";

/** The only door out of the screens. A refusal is thrown as a `Refusal`. */
export interface Host {
  vaultState(): Promise<VaultView>;
  /** Opens a vault that has a lock. */
  unlockVault(typed: string): Promise<void>;
  listOrders(query: OrderQuery): Promise<OrderPage>;
  showOrder(id: string, lines: PageQuery): Promise<OrderView>;
}

/** What Rust answered instead of a result: a code of the catalogue. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemView) {
    super(problem.code);
    this.name = "Refusal";
  }
}

/** A fault of the screens or the door itself, in the form of every other problem. */
export function asProblem(error: unknown): ProblemView {
  if (error instanceof Refusal) return error.problem;
  const params = { request_id: String(error) };
  return {
    code: "INTERNAL",
    severity: "error",
    params,
    field: null,
    row: null,
    column: null,
    value: null,
    retryable: true,
  };
}
