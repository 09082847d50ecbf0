import { wrong } from "./finding";
import type { GridKey } from "./keys";
import type { LineSheet } from "./LineSheet";
import { clear, fill, undo } from "./ranges";
import { isEntry } from "./selection";

/** What the screen does of a key itself, and what it knows. */
interface Around {
  /** The text of the open cell. */
  typed: string;
  pageRows: number;
  find: () => void;
  leave: (back: boolean) => void;
  remove: () => void;
}

/** Does what a key asks for. An open cell is stored first by every key that leaves it. */
export function perform(sheet: LineSheet, key: GridKey, around: Around) {
  const open = sheet.state.edit !== null;
  const stored = () => {
    if (open) sheet.commit(around.typed);
  };
  switch (key.do) {
    case "move":
    case "rowEdge":
    case "corner":
    case "tab":
      stored();
      sheet.step(key);
      return;
    case "page":
      stored();
      sheet.step({
        do: "page",
        rows: key.back ? -around.pageRows : around.pageRows,
        extend: key.extend,
      });
      return;
    case "enter":
      stored();
      enter(sheet, key.back);
      return;
    case "wrong":
      stored();
      void wrong(sheet, key.back);
      return;
    case "add":
      stored();
      if (inEntry(sheet)) void sheet.add();
      return;
    case "edit":
      if (open) sheet.toggleCaret();
      else sheet.open(true, sheet.textAt(sheet.state.selection.active));
      return;
    case "cancel":
      if (open) sheet.cancel();
      else if (sheet.state.notice) sheet.set({ notice: null });
      else {
        const { row, column } = sheet.state.selection.active;
        sheet.goTo(row, column);
      }
      return;
    case "retype":
      sheet.open(false, "");
      return;
    case "clear":
      void clear(sheet);
      return;
    case "fillDown":
      void fill(sheet, "down");
      return;
    case "fillRight":
      void fill(sheet, "right");
      return;
    case "all":
      sheet.step({ do: "all" });
      return;
    case "row":
      sheet.step({ do: "row", row: sheet.state.selection.far.row, extend: true });
      return;
    case "column":
      sheet.step({ do: "column", column: sheet.state.selection.far.column, extend: true });
      return;
    case "undo":
      void undo(sheet, false);
      return;
    case "redo":
      void undo(sheet, true);
      return;
    case "find":
      stored();
      around.find();
      return;
    case "leave":
      stored();
      around.leave(false);
      return;
    case "removeRows":
      around.remove();
      return;
  }
}

const inEntry = (sheet: LineSheet) => isEntry(sheet.state.selection.active, sheet.shape);

/** Down among the lines; in the entry row on to the next field, and from its last one 【+】 (YW-ORD-10). */
function enter(sheet: LineSheet, back: boolean) {
  const { active } = sheet.state.selection;
  if (!inEntry(sheet) || back) sheet.step({ do: "enter", back });
  else if (active.column === sheet.columns.at(-1)) void sheet.add();
  else sheet.step({ do: "tab", back: false });
}
