import { useEffect, useEffectEvent } from "react";
import { isShortcut, SHORTCUTS, type ShortcutId } from "./shortcuts";

/** Who does what now; the page that came last has the word. */
const doers = new Map<ShortcutId, (() => void)[]>();

/**
 * While the component stands it does this action, whichever way it is asked for: by its keys, by the system's menu. Null:
 * not now.
 */
export function useAction(id: ShortcutId, run: (() => void) | null) {
  const now = useEffectEvent(() => {
    run?.();
  });
  const able = run !== null;
  useEffect(() => {
    if (!able) return;
    const doer = () => {
      now();
    };
    doers.set(id, [...(doers.get(id) ?? []), doer]);
    return () => {
      doers.set(
        id,
        (doers.get(id) ?? []).filter((other) => other !== doer),
      );
    };
  }, [id, able]);
}

/** Does an action, if somebody on the screen does it now. */
export function act(id: string): boolean {
  const doer = doers.get(id as ShortcutId)?.at(-1);
  doer?.();
  return doer !== undefined;
}

/** Actions whose keys work wherever the focus is; the keys of lists and grids are their own. */
const GLOBAL = (Object.keys(SHORTCUTS) as ShortcutId[]).filter((id) => {
  const place = SHORTCUTS[id].place;
  return id !== "close" && (place === "everywhere" || place === "order");
});

const isText = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));

/** What the window does with a key that nobody took: the app listens once, with this. */
export function actOnKey(event: KeyboardEvent) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  for (const id of GLOBAL) {
    if (!isShortcut(event, id)) continue;
    // Inside a field, undo is the field's own.
    if (isText(event.target) && (id === "edit.undo" || id === "edit.redo")) return;
    // Ctrl+S and its kin never mean the webview's own.
    event.preventDefault();
    act(id);
    return;
  }
}
