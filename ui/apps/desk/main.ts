import { askStart } from "./askStart";

// Whoever takes an answer hears why there is none.
if ("__TAURI_INTERNALS__" in window) askStart().catch(() => undefined);

// The screens: `vite.config.ts` has them fetched beside this script, and run behind it.
void import("./show");
