import type { ChangeView } from "#host/generated";

/**
 * Numbers of the changes that no longer hold, the newest change first. Taking back what took something back does it again,
 * so only a change that holds itself takes another one back.
 */
export function takenBack(changes: readonly Pick<ChangeView, "seq" | "undoes">[]): ReadonlySet<string> {
  const back = new Set<string>();
  for (const { seq, undoes } of changes) if (undoes !== null && !back.has(seq)) back.add(undoes);
  return back;
}
