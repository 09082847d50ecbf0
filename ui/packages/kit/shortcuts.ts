import { isComposing } from "./keys";

/** A key with its modifiers; `mod` is Ctrl, and Cmd on a Mac. */
interface Keys {
  key: string;
  mod?: true;
  shift?: true;
}

/**
 * Every shortcut of the house, once: handlers ask `isShortcut`, buttons and help show `keyCaps`. Where several keys do the
 * same, the first is shown. The order is that of the help page, by the place where they work.
 */
export const SHORTCUTS = {
  // everywhere
  "order.new": { place: "everywhere", keys: [{ key: "n", mod: true }] },
  find: { place: "everywhere", keys: [{ key: "f", mod: true }] },
  "program.home": { place: "everywhere", keys: [{ key: "h", mod: true, shift: true }] },
  "program.settings": { place: "everywhere", keys: [{ key: ",", mod: true }] },
  "program.lock": { place: "everywhere", keys: [{ key: "l", mod: true }] },
  "program.help": { place: "everywhere", keys: [{ key: "F1" }] },
  close: { place: "everywhere", keys: [{ key: "Escape" }] },
  // list of orders
  "list.move": { place: "list", keys: [{ key: "ArrowDown" }, { key: "ArrowUp" }] },
  "list.open": { place: "list", keys: [{ key: "Enter" }] },
  "list.first": { place: "list", keys: [{ key: "Home" }] },
  "list.last": { place: "list", keys: [{ key: "End" }] },
  // one order
  "order.save": { place: "order", keys: [{ key: "s", mod: true }] },
  "order.import": { place: "order", keys: [{ key: "i", mod: true, shift: true }] },
  "order.export": { place: "order", keys: [{ key: "e", mod: true, shift: true }] },
  "edit.undo": { place: "order", keys: [{ key: "z", mod: true }] },
  "edit.redo": {
    place: "order",
    keys: [
      { key: "y", mod: true },
      { key: "z", mod: true, shift: true },
    ],
  },
  "wrong.next": { place: "order", keys: [{ key: "F8" }] },
  // line grid
  "grid.edit": { place: "grid", keys: [{ key: "F2" }] },
  "grid.commit": { place: "grid", keys: [{ key: "Enter" }] },
  "grid.add": { place: "grid", keys: [{ key: "Enter", mod: true }] },
  "grid.next": { place: "grid", keys: [{ key: "Tab" }] },
  "grid.previous": { place: "grid", keys: [{ key: "Tab", shift: true }] },
  "grid.cancel": { place: "grid", keys: [{ key: "Escape" }] },
  "grid.clear": { place: "grid", keys: [{ key: "Delete" }] },
  "grid.copy": { place: "grid", keys: [{ key: "c", mod: true }] },
  "grid.paste": { place: "grid", keys: [{ key: "v", mod: true }] },
  "grid.cut": { place: "grid", keys: [{ key: "x", mod: true }] },
  "grid.fillDown": { place: "grid", keys: [{ key: "d", mod: true }] },
  "grid.fillRight": { place: "grid", keys: [{ key: "r", mod: true }] },
  "grid.extend": {
    place: "grid",
    keys: [
      { key: "ArrowDown", shift: true },
      { key: "ArrowRight", shift: true },
    ],
  },
  "grid.row": { place: "grid", keys: [{ key: " ", shift: true }] },
  "grid.column": { place: "grid", keys: [{ key: " ", mod: true }] },
  "grid.all": { place: "grid", keys: [{ key: "a", mod: true }] },
  "grid.remove": { place: "grid", keys: [{ key: "-", mod: true }] },
  "grid.rowStart": { place: "grid", keys: [{ key: "Home" }] },
  "grid.rowEnd": { place: "grid", keys: [{ key: "End" }] },
  "grid.first": { place: "grid", keys: [{ key: "Home", mod: true }] },
  "grid.last": { place: "grid", keys: [{ key: "End", mod: true }] },
  "grid.edge": {
    place: "grid",
    keys: [
      { key: "ArrowDown", mod: true },
      { key: "ArrowUp", mod: true },
    ],
  },
  "grid.page": { place: "grid", keys: [{ key: "PageDown" }, { key: "PageUp" }] },
  "grid.wrongBack": { place: "grid", keys: [{ key: "F8", shift: true }] },
  "grid.leave": { place: "grid", keys: [{ key: "F6" }] },
} as const satisfies Record<string, { place: ShortcutPlace; keys: readonly Keys[] }>;

export type ShortcutPlace = "everywhere" | "list" | "order" | "grid";
export type ShortcutId = keyof typeof SHORTCUTS;

const onMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

interface KeyEvent {
  target: EventTarget | null;
  key: string;
  keyCode: number;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Whether a key press is this shortcut, and not one of an input method. */
export function isShortcut(event: KeyEvent, id: ShortcutId): boolean {
  if (isComposing(event) || event.altKey) return false;
  const mod = onMac() ? event.metaKey : event.ctrlKey;
  const other = onMac() ? event.ctrlKey : event.metaKey;
  const keys: readonly Keys[] = SHORTCUTS[id].keys;
  return keys.some(
    (keys) =>
      keys.key.toLowerCase() === event.key.toLowerCase() &&
      (keys.mod ?? false) === mod &&
      !other &&
      (keys.shift ?? false) === event.shiftKey,
  );
}

const CAPS: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowRight: "→",
  Escape: "Esc",
  PageDown: "PgDn",
  PageUp: "PgUp",
  " ": "Space",
};

/** The caps of a shortcut as this system writes them, such as `Ctrl N` or `⌘N`; one string per cap. */
export function keyCaps(id: ShortcutId): string[] {
  return caps(SHORTCUTS[id].keys[0]);
}

/** All ways to press a shortcut, for the help page. */
export function allKeyCaps(id: ShortcutId): string[][] {
  const keys: readonly Keys[] = SHORTCUTS[id].keys;
  return keys.map(caps);
}

function caps(keys: Keys): string[] {
  const name = CAPS[keys.key] ?? (keys.key.length === 1 ? keys.key.toUpperCase() : keys.key);
  if (onMac()) return [`${keys.shift ? "⇧" : ""}${keys.mod ? "⌘" : ""}${name}`];
  return [...(keys.mod ? ["Ctrl"] : []), ...(keys.shift ? ["Shift"] : []), name];
}
