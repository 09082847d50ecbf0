import { expect, it } from "vitest";
import { gridKey, type GridKey, type Mode } from "./keys";

/** `Ctrl+Shift+Z` as an event. */
function event(text: string) {
  const parts = text === "Ctrl+-" ? ["Ctrl", "-"] : text.split("+");
  const key = parts.at(-1) ?? "";
  return {
    key: key === "Space" ? " " : key,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Cmd"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
}

const still = { edge: false, extend: false };
const cases: [Mode, string, GridKey | null][] = [
  ["ready", "ArrowDown", { do: "move", by: "down", ...still }],
  ["ready", "Shift+ArrowRight", { do: "move", by: "right", edge: false, extend: true }],
  ["ready", "Ctrl+ArrowUp", { do: "move", by: "up", edge: true, extend: false }],
  ["ready", "Ctrl+Shift+ArrowLeft", { do: "move", by: "left", edge: true, extend: true }],
  ["ready", "Home", { do: "rowEdge", end: false, extend: false }],
  ["ready", "Shift+End", { do: "rowEdge", end: true, extend: true }],
  ["ready", "Ctrl+Home", { do: "corner", end: false, extend: false }],
  ["ready", "Ctrl+Shift+End", { do: "corner", end: true, extend: true }],
  ["ready", "PageDown", { do: "page", back: false, extend: false }],
  ["ready", "Shift+PageUp", { do: "page", back: true, extend: true }],
  ["ready", "Tab", { do: "tab", back: false }],
  ["ready", "Shift+Tab", { do: "tab", back: true }],
  ["ready", "Enter", { do: "enter", back: false }],
  ["ready", "Shift+Enter", { do: "enter", back: true }],
  ["ready", "Ctrl+Enter", { do: "add" }],
  ["ready", "F2", { do: "edit" }],
  ["ready", "F6", { do: "leave" }],
  ["ready", "F8", { do: "wrong", back: false }],
  ["ready", "Shift+F8", { do: "wrong", back: true }],
  ["ready", "Escape", { do: "cancel" }],
  ["ready", "Delete", { do: "clear" }],
  ["ready", "Backspace", { do: "retype" }],
  ["ready", "Ctrl+d", { do: "fillDown" }],
  ["ready", "Ctrl+r", { do: "fillRight" }],
  ["ready", "Ctrl+a", { do: "all" }],
  ["ready", "Ctrl+z", { do: "undo" }],
  ["ready", "Cmd+z", { do: "undo" }],
  ["ready", "Ctrl+y", { do: "redo" }],
  ["ready", "Ctrl+Shift+Z", { do: "redo" }],
  ["ready", "Ctrl+f", { do: "find" }],
  ["ready", "Ctrl+-", { do: "removeRows" }],
  ["ready", "Shift+Space", { do: "row" }],
  ["ready", "Ctrl+Space", { do: "column" }],
  // text, and what the browser's own copy and paste events bring
  ["ready", "a", null],
  ["ready", "5", null],
  ["ready", "Space", null],
  ["ready", "Ctrl+c", null],
  ["ready", "Ctrl+x", null],
  ["ready", "Ctrl+v", null],
  ["ready", "Alt+ArrowDown", null],
  // while typing, arrows store and move; undo and deleting are the text's own
  ["typing", "ArrowDown", { do: "move", by: "down", ...still }],
  ["typing", "ArrowRight", { do: "move", by: "right", ...still }],
  ["typing", "Enter", { do: "enter", back: false }],
  ["typing", "Tab", { do: "tab", back: false }],
  ["typing", "Escape", { do: "cancel" }],
  ["typing", "F2", { do: "edit" }],
  ["typing", "Ctrl+z", null],
  ["typing", "Ctrl+a", null],
  ["typing", "Delete", null],
  ["typing", "Backspace", null],
  ["typing", "Home", null],
  // behind F2, arrows stay in the text
  ["caret", "ArrowRight", null],
  ["caret", "ArrowDown", null],
  ["caret", "Home", null],
  ["caret", "Ctrl+z", null],
  ["caret", "Enter", { do: "enter", back: false }],
  ["caret", "Tab", { do: "tab", back: false }],
  ["caret", "Escape", { do: "cancel" }],
];

it("CM-UI-01: keys of the grid, by what is open", () => {
  for (const [mode, key, asked] of cases)
    expect([mode, key, gridKey(event(key), mode)]).toEqual([mode, key, asked]);
});
