import { useSyncExternalStore } from "react";
import type { LineSheet, SheetState } from "./LineSheet";

/** The sheet's state, followed. */
export function useSheet(sheet: LineSheet): SheetState {
  return useSyncExternalStore(sheet.subscribe, sheet.snapshot);
}
