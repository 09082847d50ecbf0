import "#kit/tokens.css";
import "#kit/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import type { Host } from "#host/Host";
import { tauriHost } from "#host/tauri";
import { answers, Desk } from "./Desk";
import { readAhead } from "./pages";
import { readStart } from "./readStart";
import { routes } from "./routes";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");

/** Milliseconds until the pages that no start shows are read: the first keys are typed without them. */
const AHEAD = 2_000;

/** A plain browser has no Rust behind it: there synthetic orders are shown. They are not part of the shipped program. */
async function hostHere(): Promise<Host> {
  if (import.meta.env.MODE === "production" || "__TAURI_INTERNALS__" in window) return tauriHost;
  const { hostOfAddress } = await import("./fakeOfAddress");
  return hostOfAddress(window.location.hash);
}

void hostHere().then(async (host) => {
  const client = answers();
  await readStart(host, client);
  createRoot(root).render(
    <StrictMode>
      <Desk host={host} router={createBrowserRouter(routes)} client={client} />
    </StrictMode>,
  );
  setTimeout(() => void readAhead(), AHEAD);
});
