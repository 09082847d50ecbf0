/**
 * What every keydown handler of the house begins with: a key that an input method uses is not ours. Enter that takes a
 * pinyin candidate never submits, moves or closes anything.
 */

/** The field in which an input method is composing now. */
let composingIn: EventTarget | null = null;

if (typeof document !== "undefined") {
  document.addEventListener(
    "compositionstart",
    (event) => {
      composingIn = event.target;
    },
    true,
  );
  document.addEventListener(
    "compositionend",
    () => {
      composingIn = null;
    },
    true,
  );
}

interface KeyEvent {
  target: EventTarget | null;
  /** React's event wraps the one that says whether it belongs to a composition. */
  nativeEvent?: unknown;
  isComposing?: boolean;
  keyCode: number;
}

/**
 * Whether a key belongs to an input method. Three signs, because no engine gives all: our own flag (WebKitGTK's first key),
 * `isComposing` (Chromium), and key code 229 (WebKit's Enter comes after `compositionend`).
 */
export function isComposing(event: KeyEvent): boolean {
  const native = event.nativeEvent instanceof KeyboardEvent ? event.nativeEvent : event;
  return (
    (composingIn !== null && composingIn === event.target) ||
    native.isComposing === true ||
    event.keyCode === 229
  );
}
