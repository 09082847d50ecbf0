import { Fragment } from "react";
import { keyCaps, type ShortcutId } from "./shortcuts";
import styles from "./KeyCap.module.css";

/** The keys of a shortcut as this system writes them. */
export function KeyCap({ of }: { of: ShortcutId }) {
  return (
    <span className={styles.caps}>
      {keyCaps(of).map((cap, at) => (
        <Fragment key={cap}>
          {at > 0 && <span className="visually-hidden">+</span>}
          <kbd>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

/** The keys as plain text, for a button that is pressed all day: `Ctrl N`. */
export function keyText(of: ShortcutId): string {
  return keyCaps(of).join(" ");
}
