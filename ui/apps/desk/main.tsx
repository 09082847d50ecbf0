import "#kit/tokens.css";
import "#kit/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { fakeHost } from "#host/fake";
import { tauriHost } from "#host/tauri";
import { Desk } from "./Desk";
import { routes } from "./routes";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");

// Vite's server in a plain browser has no Rust behind it: it shows synthetic orders.
const inWindow = "__TAURI_INTERNALS__" in window;
const host = import.meta.env.DEV && !inWindow ? fakeHost() : tauriHost;

createRoot(root).render(
  <StrictMode>
    <Desk host={host} router={createBrowserRouter(routes)} />
  </StrictMode>,
);
