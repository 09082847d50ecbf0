import type { Direction } from "./selection";

/** What a key asks the grid for. */
export type GridKey =
  | { do: "move"; by: Direction; edge: boolean; extend: boolean }
  | { do: "page"; back: boolean; extend: boolean }
  | { do: "rowEdge"; end: boolean; extend: boolean }
  | { do: "corner"; end: boolean; extend: boolean }
  | { do: "tab"; back: boolean }
  | { do: "enter"; back: boolean }
  | { do: "wrong"; back: boolean }
  | { do: Plain };

type Plain =
  | "edit"
  | "cancel"
  | "clear"
  | "retype"
  | "fillDown"
  | "fillRight"
  | "all"
  | "row"
  | "column"
  | "undo"
  | "redo"
  | "find"
  | "add"
  | "leave"
  | "removeRows";

/** `ready`: no cell is open; `typing`: what is typed replaces the cell; `caret`: F2, arrows move within the text. */
export type Mode = "ready" | "typing" | "caret";

/** The part of a keyboard event that decides. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const arrows: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const withCommand: Record<string, Plain> = {
  a: "all",
  d: "fillDown",
  r: "fillRight",
  y: "redo",
  z: "undo",
  f: "find",
  "-": "removeRows",
};

/**
 * Excel's keys (CM-UI-01). `null`: the key is text, or the field's own. Keys of a composition never come here:
 * `isComposing` is asked first.
 */
export function gridKey(event: Key, mode: Mode): GridKey | null {
  const command = event.ctrlKey || event.metaKey;
  const extend = event.shiftKey;
  if (event.altKey) return null;
  switch (event.key) {
    case "Enter":
      if (command) return { do: "add" };
      return { do: "enter", back: extend };
    case "Tab":
      return command ? null : { do: "tab", back: extend };
    case "Escape":
      return { do: "cancel" };
    case "F8":
      return { do: "wrong", back: extend };
    case "F6":
      return { do: "leave" };
    case "F2":
      return { do: "edit" };
    default:
      break;
  }
  if (mode === "caret") return command && event.key === "f" ? { do: "find" } : null;
  const by = arrows[event.key];
  if (by && mode === "typing")
    return command || extend ? null : { do: "move", by, edge: false, extend: false };
  if (mode === "typing") {
    if (event.key === "PageUp" || event.key === "PageDown")
      return { do: "page", back: event.key === "PageUp", extend: false };
    return command && event.key === "f" ? { do: "find" } : null;
  }
  if (by) return { do: "move", by, edge: command, extend };
  return readyKey(event, command, extend);
}

function readyKey(event: Key, command: boolean, extend: boolean): GridKey | null {
  switch (event.key) {
    case "Home":
    case "End": {
      const end = event.key === "End";
      return command ? { do: "corner", end, extend } : { do: "rowEdge", end, extend };
    }
    case "PageUp":
    case "PageDown":
      return { do: "page", back: event.key === "PageUp", extend };
    case "Delete":
      return { do: "clear" };
    case "Backspace":
      return { do: "retype" };
    case " ":
      if (extend && command) return { do: "all" };
      if (extend) return { do: "row" };
      return command ? { do: "column" } : null;
    default:
      break;
  }
  if (!command) return null;
  const name = event.key.toLowerCase();
  if (name === "z" && extend) return { do: "redo" };
  const plain = withCommand[name];
  return plain === undefined || extend ? null : { do: plain };
}
