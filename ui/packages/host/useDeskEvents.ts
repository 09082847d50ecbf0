import { useEffect, useEffectEvent } from "react";
import type { DeskEvent } from "./generated";
import { useHost } from "./HostProvider";

/** Hears what Rust tells by itself for as long as the component stands. */
export function useDeskEvents(hear: (event: DeskEvent) => void) {
  const host = useHost();
  const told = useEffectEvent(hear);
  useEffect(
    () =>
      host.listen((event) => {
        told(event);
      }),
    [host],
  );
}
