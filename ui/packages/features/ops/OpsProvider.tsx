import { createContext, use, type ReactNode } from "react";
import type { OpsHost } from "#host/ops";

const OpsContext = createContext<OpsHost | null>(null);

/** Gives the console its door to the server. */
export function OpsProvider({ host, children }: { host: OpsHost; children: ReactNode }) {
  return <OpsContext value={host}>{children}</OpsContext>;
}

export function useOps(): OpsHost {
  const host = use(OpsContext);
  if (!host) throw new Error("OpsProvider stands above every page of the console");
  return host;
}
