import { useSyncExternalStore } from "react";
import type { LineSheet } from "./LineSheet";
import type { SheetState } from "./sheetState";

/** The sheet's state, followed. */
export function useSheet(sheet: LineSheet): SheetState {
  return useSyncExternalStore(sheet.subscribe, sheet.snapshot);
}
