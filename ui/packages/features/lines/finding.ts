import type { FoundCell, LineColumn, LineView } from "#host/generated";
import type { LineSheet } from "./LineSheet";
import type { Said } from "./sheetState";
import { lastBefore } from "./search";

/** F8 and Shift+F8: the next or previous wrong cell, around the end. */
export async function wrong(sheet: LineSheet, back: boolean) {
  const { active } = sheet.state.selection;
  const line = sheet.lineAt(active);
  const here = sheet.columns.indexOf(active.column);
  const others = back ? sheet.columns.slice(0, here).reverse() : sheet.columns.slice(here + 1);
  const sameLine = others.find((column) => line && hasError(line, column));
  if (sameLine) {
    sheet.goTo(active.row, sameLine);
    return;
  }
  const ask = () =>
    back ? previous(sheet, active.row + 1) : sheet.host.nextWrong(sheet.order, active.row + 1);
  await jump(sheet, ask, back, { what: "noneWrong" });
}

async function previous(sheet: LineSheet, place: number): Promise<FoundCell | null> {
  const next = async (after: number) => (await sheet.host.nextWrong(sheet.order, after))?.number ?? null;
  const number = (await lastBefore(place, next)) ?? (await lastBefore(sheet.state.lines + 1, next));
  return number === null ? null : { number, column: null };
}

/** The next line that equals an earlier one. */
export async function duplicate(sheet: LineSheet) {
  const { active } = sheet.state.selection;
  const ask = async () => {
    const found = await sheet.host.nextDuplicate(sheet.order, active.row + 1);
    // Its bars and its note stand in the goods' cell.
    const here = sheet.columns.find((column) => column === "goods_name") ?? null;
    return found && { ...found, column: found.column ?? here };
  };
  await jump(sheet, ask, false, { what: "noneTwice" });
}

/** The next or previous line that holds a text. */
export async function find(sheet: LineSheet, text: string, back: boolean) {
  const { active } = sheet.state.selection;
  const ask = () => sheet.host.findInLines(sheet.order, text, active.row + 1, back);
  await jump(sheet, ask, false, { what: "notFound", text });
}

async function jump(sheet: LineSheet, ask: () => Promise<FoundCell | null>, last: boolean, none: Said) {
  try {
    const found = await ask();
    if (!found) {
      sheet.set({ said: none });
      return;
    }
    const line = await sheet.pages.load(found.number - 1);
    const marked = line ? sheet.columns.filter((column) => hasError(line, column)) : [];
    const column = (last ? marked.at(-1) : null) ?? found.column ?? marked[0];
    sheet.goTo(found.number - 1, column ?? sheet.state.selection.active.column);
  } catch (cause) {
    sheet.refused(cause, null);
  }
}

function hasError(line: LineView, column: LineColumn): boolean {
  return line[column].problems.some((problem) => problem.severity === "error");
}
