import { useLayoutEffect, useRef, type ReactNode } from "react";
import styles from "./Popover.module.css";

/** Where it stands: a rectangle of the viewport. */
export type Anchor = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

interface PopoverProps {
  /** An element, or a rectangle of the viewport. */
  anchor: Element | Anchor;
  onClose: () => void;
  children: ReactNode;
  /** At the anchor's left edge unless told. */
  align?: "start" | "end";
  /** Beside the anchor instead of below it. */
  side?: "right";
  /** As wide as the anchor at least. */
  matchWidth?: boolean;
  /** Stays when something else is clicked; its owner closes it. */
  manual?: boolean;
  /** Lists have no inner edge. */
  bare?: boolean;
  role?: "dialog" | "note" | undefined;
  label?: string;
  id?: string;
}

const GAP = 4;
const EDGE = 8;

/** Floats above the page in the top layer, below its anchor, above it where there is no room. */
export function Popover(props: PopoverProps) {
  const {
    anchor,
    onClose,
    children,
    align = "start",
    matchWidth = false,
    manual = false,
    bare = false,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  // Measured after it is laid out and before it is painted, so that it never jumps.
  useLayoutEffect(() => {
    const popover = box.current;
    if (!popover) return;
    if (!popover.matches(":popover-open")) {
      popover.showPopover();
      // React focuses before this, while nothing in here is shown yet and can have the focus.
      popover.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }
    const at = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
    if (matchWidth) popover.style.minWidth = `${at.right - at.left}px`;
    const { width, height } = popover.getBoundingClientRect();
    if (props.side === "right") {
      popover.style.left = `${at.right + GAP}px`;
      popover.style.top = `${(at.top + at.bottom - height) / 2}px`;
      return;
    }
    const below = at.bottom + GAP + height + EDGE <= window.innerHeight || at.top < height + GAP + EDGE;
    const left = align === "start" ? at.left : at.right - width;
    popover.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
    // Where there is room on neither side it stands over its anchor, whole, and scrolls if it is higher than the window.
    const top = below ? at.bottom + GAP : at.top - GAP - height;
    popover.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - height - EDGE))}px`;
  });
  return (
    <div
      ref={box}
      id={props.id}
      popover={manual ? "manual" : "auto"}
      role={props.role}
      aria-label={props.label}
      className={bare ? `${styles.popover} ${styles.bare}` : styles.popover}
      onToggle={(event) => {
        if (event.newState === "closed") onClose();
      }}
    >
      {children}
    </div>
  );
}
