import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { useHost } from "#host/HostProvider";

/** Says once that the start is over: what the place that was opened shows is painted and takes keys. */
export function useStarted() {
  const host = useHost();
  const client = useQueryClient();
  const asking = useIsFetching();
  const { pathname } = useLocation();
  const told = useRef(false);
  useEffect(() => {
    // Looked up here as well: what the page below asks for begins after this was rendered.
    if (told.current || pathname === "/" || client.isFetching() > 0) return;
    // A frame's callback runs before it is painted; in the next one it is on the screen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        told.current = true;
        void host.ready();
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [asking, client, host, pathname]);
}
