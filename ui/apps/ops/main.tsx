import "#kit/tokens.css";
import "#kit/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { httpOps } from "#host/httpOps";
import { Ops, routes } from "./Ops";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");

createRoot(root).render(
  <StrictMode>
    <Ops host={httpOps()} router={createBrowserRouter(routes, { basename: "/ops" })} />
  </StrictMode>,
);
