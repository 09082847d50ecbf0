import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { cellState } from "./cellState";
import { columnOf } from "#host/forms";
import { grouped } from "#kit/figures";
import type { LineSheet } from "./LineSheet";
import type { SheetState } from "./sheetState";
import { isEntry } from "./selection";

/** What a screen reader says of the active cell: column, line, value, and what is wrong. */
export function useCellLabel(sheet: LineSheet, state: SheetState): string {
  const { lang, text } = useText();
  const { active } = state.selection;
  const words = text.lines.cell;
  const column = text.lines.columns[active.column];
  const value = sheet.textAt(active);
  const line = sheet.lineAt(active);
  const entry = isEntry(active, sheet.shape);
  const problems = entry
    ? state.entry.problems.filter((problem) => columnOf(problem) === active.column)
    : line
      ? cellState(line, active.column, state.unsaved).problems
      : [];
  const name = entry ? words.entryName(column, value) : words.name(column, grouped(active.row + 1), value);
  const said = problems.map((problem) =>
    problem.severity === "error"
      ? words.error(sentence(problem, lang))
      : words.warning(sentence(problem, lang)),
  );
  return [name, ...said].join(lang === "zh" ? "，" : ", ");
}
