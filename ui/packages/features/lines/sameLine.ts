import { LINE_COLUMNS } from "#host/forms";
import type { LineView, ProblemView } from "#host/generated";

/**
 * The lines of a page that was read anew, as far as they are the same the very objects that were here before; the same
 * list where all are.
 */
export function kept(before: readonly LineView[] | undefined, now: readonly LineView[]): readonly LineView[] {
  if (!before) return now;
  let same = before.length === now.length;
  const lines = now.map((line, at) => {
    const old = before[at];
    if (old && isSame(old, line)) return old;
    same = false;
    return line;
  });
  return same ? before : lines;
}

function isSame(one: LineView, other: LineView): boolean {
  return (
    one.id === other.id &&
    one.number === other.number &&
    one.linked === other.linked &&
    one.lookup === other.lookup &&
    one.twin === other.twin &&
    LINE_COLUMNS.every(
      (column) =>
        one[column].text === other[column].text && sameProblems(one[column].problems, other[column].problems),
    )
  );
}

const sameProblems = (one: readonly ProblemView[], other: readonly ProblemView[]) =>
  one.length === other.length && (one.length === 0 || JSON.stringify(one) === JSON.stringify(other));
