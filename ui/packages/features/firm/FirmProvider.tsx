import { createContext, use, type ReactNode } from "react";
import type { FirmHost } from "#host/firm";

const FirmContext = createContext<FirmHost | null>(null);

/** Gives the console its door to the server. */
export function FirmProvider({ host, children }: { host: FirmHost; children: ReactNode }) {
  return <FirmContext value={host}>{children}</FirmContext>;
}

export function useFirm(): FirmHost {
  const host = use(FirmContext);
  if (!host) throw new Error("FirmProvider stands above every page of the console");
  return host;
}
