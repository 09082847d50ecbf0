import type { Host } from "#host/Host";
import type { PreviewTab, ProblemView } from "#host/generated";
import { columnOf, LINE_COLUMNS } from "#host/forms";

/** A cell of the file: its row, and its field by place; -1 is the row as a whole. */
export interface FilePlace {
  row: number;
  column: number;
}

export const placeOf = (problem: ProblemView): FilePlace => {
  const field = columnOf(problem);
  return { row: problem.row ?? 0, column: field ? LINE_COLUMNS.indexOf(field) : -1 };
};

/** The first place of `count` for which `holds`, where all behind it hold as well; `count` if none does. */
export async function firstWhere(count: number, holds: (at: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Findings of one row at most, as far as F8 looks. */
const OF_A_ROW = 64;

/**
 * The next finding of a tab behind a cell, around the end: the next error as long as there are any, then what is doubtful.
 * Found by halving: a hundred thousand take 17 small questions.
 */
export async function findingBehind(
  host: Host,
  tab: PreviewTab,
  place: FilePlace,
): Promise<{ problem: ProblemView; at: number } | null> {
  const ask = (offset: number, limit: number) => host.previewFindings(tab, { offset, limit });
  const { problems, total, errors } = await ask(0, 1);
  const end = errors > 0 ? errors : total;
  const [first] = problems;
  if (!first) return null;
  const from = await firstWhere(
    end,
    async (at) => ((await ask(at, 1)).problems[0]?.row ?? Infinity) >= place.row,
  );
  const near = (await ask(from, Math.min(OF_A_ROW, end - from))).problems.map((problem, at) => ({
    problem,
    at: from + at,
  }));
  const inRow = near
    .filter(({ problem }) => problem.row === place.row)
    .sort((a, b) => placeOf(a.problem).column - placeOf(b.problem).column)
    .find(({ problem }) => placeOf(problem).column > place.column);
  return inRow ?? near.find(({ problem }) => (problem.row ?? 0) > place.row) ?? { problem: first, at: 0 };
}

/** Where a row of the file stands in a tab, from 0; `null` if it is not in it. Skipped rows leave gaps in the numbers. */
export async function indexOfRow(
  host: Host,
  tab: PreviewTab,
  total: number,
  row: number,
): Promise<number | null> {
  const at = async (offset: number) =>
    (await host.previewRows(tab, { offset, limit: 1 })).rows[0]?.row ?? Infinity;
  const found = await firstWhere(total, async (offset) => (await at(offset)) >= row);
  return found < total && (await at(found)) === row ? found : null;
}
