import { createContext, use, useEffect, useEffectEvent, type ReactNode } from "react";
import type { Host } from "./Host";
import type { DeskEvent } from "./generated";

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

/** Hears what Rust tells by itself while the component stands on the screen. */
export function useDeskEvent(hear: (event: DeskEvent) => void): void {
  const host = useHost();
  const heard = useEffectEvent(hear);
  useEffect(
    () =>
      host.listen((event) => {
        heard(event);
      }),
    [host],
  );
}
