import { useRef, useState, type ReactNode } from "react";
import { Button, type ButtonTone } from "./Button";
import { Icon } from "./Icon";
import { isComposing } from "./keys";
import styles from "./Menu.module.css";
import { Popover } from "./Popover";

export interface MenuItem {
  key: string;
  label: string;
  run: () => void;
  /** Why it cannot be chosen now; shown below the words. */
  disabledReason?: string | null | undefined;
  danger?: boolean;
  keys?: string;
  /** For choices in a menu: whether it holds now. */
  checked?: boolean;
}

interface MenuProps {
  /** The words of the button, or its name if `icon` is given. */
  label: string;
  icon?: ReactNode;
  items: readonly MenuItem[];
  align?: "start" | "end";
  tone?: ButtonTone;
}

/** A button that opens a list of actions. */
export function Menu({ label, icon, items, align = "start", tone = "plain" }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  // A press on the button closes an open menu by itself; the click that follows must not open it again.
  const closedByPress = useRef(false);
  const close = () => {
    closedByPress.current = false;
    setOpen(false);
    place?.querySelector("button")?.focus();
  };
  return (
    <span
      ref={setPlace}
      className={styles.place}
      onPointerDown={() => {
        closedByPress.current = open;
      }}
    >
      <Button
        tone={tone}
        expanded={open}
        hasPopup="menu"
        {...(icon === undefined ? {} : { label })}
        onClick={() => {
          setOpen(!open && !closedByPress.current);
          closedByPress.current = false;
        }}
      >
        {icon ?? label}
        {icon === undefined && <Icon name="down" />}
      </Button>
      {open && place && (
        <Popover
          anchor={place}
          align={align}
          bare
          onClose={() => {
            setOpen(false);
          }}
        >
          <MenuList label={label} items={items} onClose={close} />
        </Popover>
      )}
    </span>
  );
}

/** The list itself: arrows, Home, End, first letters, Enter, Esc. For context menus too. */
export function MenuList({
  label,
  items,
  onClose,
}: {
  label: string;
  items: readonly MenuItem[];
  onClose: () => void;
}) {
  const go = (list: HTMLElement, to: number) => {
    const all = [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
    all.at(((to % all.length) + all.length) % all.length)?.focus();
  };
  return (
    <div
      role="menu"
      aria-label={label}
      className={styles.menu}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (isComposing(event)) return;
        const list = event.currentTarget;
        const all = [...list.querySelectorAll('[role^="menuitem"]')];
        const at = all.findIndex((item) => item === document.activeElement);
        const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
        const to = moves[event.key];
        if (to !== undefined) {
          event.preventDefault();
          go(list, to);
        } else if (event.key === "Escape" || event.key === "Tab") {
          event.preventDefault();
          onClose();
        } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
          const letter = event.key.toLowerCase();
          const next = items.findIndex((item) => item.label.toLowerCase().startsWith(letter));
          if (next >= 0 && event.key !== " ") go(list, next);
        }
      }}
    >
      {items.map((item, at) => (
        <button
          key={item.key}
          type="button"
          role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
          aria-checked={item.checked}
          aria-disabled={item.disabledReason ? true : undefined}
          tabIndex={-1}
          data-autofocus={at === 0 ? "" : undefined}
          className={item.danger ? `${styles.item} ${styles.danger}` : styles.item}
          onClick={() => {
            if (item.disabledReason) return;
            onClose();
            item.run();
          }}
        >
          {item.checked !== undefined && (
            <span className={styles.check}>{item.checked && <Icon name="check" />}</span>
          )}
          <span>
            {item.label} {item.disabledReason && <small>{item.disabledReason}</small>}
          </span>{" "}
          {item.keys !== undefined && <kbd>{item.keys}</kbd>}
        </button>
      ))}
    </div>
  );
}
