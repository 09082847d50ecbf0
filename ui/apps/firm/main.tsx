import "#kit/tokens.css";
import "#kit/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { httpFirm } from "#host/firm";
import { Firm, routes } from "./Firm";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");

createRoot(root).render(
  <StrictMode>
    <Firm host={httpFirm()} router={createBrowserRouter(routes, { basename: "/firm" })} />
  </StrictMode>,
);
