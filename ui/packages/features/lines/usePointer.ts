import { useRef, useState, type PointerEvent, type RefObject } from "react";
import type { Plan } from "./columns";
import { under, type Box } from "./geometry";
import type { LineSheet } from "./LineSheet";
import { fillTo } from "./ranges";
import { isEntry, rectangle, type Rectangle } from "./selection";

interface Drag {
  what: "cells" | "rows" | "fill";
  x: number;
  y: number;
}

/**
 * Selecting and filling with the pointer, anywhere in the table. Drawn beyond the edge, the table scrolls along. The press is
 * found by the element under it, the way after that by the place, because rows take turns.
 */
export function usePointer(
  sheet: LineSheet,
  plan: Plan,
  box: Box,
  scroller: RefObject<HTMLDivElement | null>,
  before: () => void,
) {
  const drag = useRef<Drag | null>(null);
  const [filling, setFilling] = useState<Rectangle | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = Number(target.closest<HTMLElement>("[data-row]")?.dataset.row ?? "-1");
    if (row < 0 || target.closest("button")) return;
    const named = target.closest<HTMLElement>("[data-column]")?.dataset.column;
    const column = sheet.columns.find((one) => one === named);
    before();
    if (event.button !== 0) {
      // The other buttons keep a selection that they are pressed in.
      if (column && !isSelected(sheet, row, column)) sheet.goTo(row, column);
      return;
    }
    const what = target.closest("[data-handle]") ? "fill" : column ? "cells" : "rows";
    if (what === "cells" && column) sheet.step({ do: "to", row, column, extend: event.shiftKey });
    else if (what === "rows") {
      const add = event.ctrlKey || event.metaKey ? { add: true as const } : {};
      sheet.step({ do: "row", row, extend: event.shiftKey, ...add });
    }
    drag.current = { what, x: event.clientX, y: event.clientY };
  };

  const here = (x: number, y: number) => {
    const area = scroller.current;
    if (!area) return null;
    const edge = area.getBoundingClientRect();
    // Where the page is scaled, its own pixels are not the pointer's.
    const scale = edge.width > 0 ? area.offsetWidth / edge.width : 1;
    const now = { top: area.scrollTop, left: area.scrollLeft };
    return under((x - edge.left) * scale, (y - edge.top) * scale, now, box, plan);
  };

  const follow = () => {
    const now = drag.current;
    const place = now && here(now.x, now.y);
    if (!now || !place) return;
    const column = plan.columns[place.column ?? 0]?.column;
    if (!column) return;
    if (now.what === "rows") sheet.step({ do: "row", row: place.row, extend: true });
    else if (now.what === "cells") sheet.step({ do: "to", row: place.row, column, extend: true });
    else setFilling(drawnTo(sheet, place.row, place.column ?? 0));
  };

  const scrollAlong = () => {
    const now = drag.current;
    const area = scroller.current;
    if (!now || !area) return;
    const edge = area.getBoundingClientRect();
    const down = now.y > edge.bottom - 72 ? box.row : now.y < edge.top + box.row ? -box.row : 0;
    const right = now.x > edge.right - 8 ? 24 : now.x < edge.left + plan.frozenWidth ? -24 : 0;
    if (down === 0 && (right === 0 || (right < 0 && area.scrollLeft === 0))) return;
    area.scrollBy(right, down);
    follow();
    requestAnimationFrame(scrollAlong);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons === 0) drag.current = null;
    const now = drag.current;
    if (!now || (Math.abs(event.clientX - now.x) < 3 && Math.abs(event.clientY - now.y) < 3)) return;
    // Only now, so that a press alone stays a press on its cell.
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { ...now, x: event.clientX, y: event.clientY };
    follow();
    scrollAlong();
  };

  const onPointerUp = () => {
    const now = drag.current;
    drag.current = null;
    if (now?.what === "fill" && filling) {
      const column = plan.columns[filling.right]?.column;
      if (column) void fillTo(sheet, filling.bottom, column);
    }
    setFilling(null);
  };

  return { filling, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } };
}

function isSelected(sheet: LineSheet, row: number, column: string): boolean {
  const box = rectangle(sheet.state.selection, sheet.shape);
  const at = sheet.columns.findIndex((one) => one === column);
  return row >= box.top && row <= box.bottom && at >= box.left && at <= box.right;
}

/** What the handle would fill: rows below the selection, or else columns on its right. */
function drawnTo(sheet: LineSheet, row: number, column: number): Rectangle | null {
  const box = rectangle(sheet.state.selection, sheet.shape);
  if (isEntry(sheet.state.selection.active, sheet.shape)) return null;
  const bottom = Math.min(row, sheet.state.lines - 1);
  if (bottom > box.bottom) return { ...box, bottom };
  return column > box.right ? { ...box, right: column } : null;
}
