import { createContext, use, type ReactNode } from "react";
import { createPortal } from "react-dom";

/** The status bar's rooms for the present place: its keys, row and column, the selection's sum. */
export type StatusSlotName = "keys" | "place" | "sum";

/** The elements of the rooms; null while there is no status bar. */
export const StatusSlots = createContext<Partial<Record<StatusSlotName, HTMLElement | null>>>({});

/** Shows something in the status bar for as long as the page stands. */
export function StatusSlot({ name, children }: { name: StatusSlotName; children: ReactNode }) {
  const room = use(StatusSlots)[name];
  return room ? createPortal(children, room) : null;
}
