import { createContext, use, type ReactNode } from "react";
import type { Host } from "./Host";

const HostContext = createContext<Host | null>(null);

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The host of this desk. */
export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("HostProvider stands above every screen");
  return host;
}
