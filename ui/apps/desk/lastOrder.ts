import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLocation } from "react-router";
import type { Host } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { LAST_ORDER } from "./lastOrderPlace";

/** Milliseconds on a page until it counts: who only passes through an order does not work on it. */
const STAYED = 500;

/**
 * The order that was open when the window closed, if it is still there; `null` leads home. Its page finds what was read
 * for that.
 */
export async function lastOrder(host: Host, client: QueryClient): Promise<string | null> {
  try {
    const id = await host.scratch(LAST_ORDER);
    if (id === null) return null;
    client.setQueryData(["order", id], await host.showOrder(id));
    return id;
  } catch {
    // It was deleted, or it cannot be read: home says what can be done, and the order's own page why, once it is opened.
    return null;
  }
}

/** Which order an address is about; `null` where the person left them; `undefined` where that stays open. */
export function orderAt(pathname: string): string | null | undefined {
  const order = /^\/orders\/([^/]+)/.exec(pathname)?.[1];
  if (order !== undefined) return order;
  // Help, settings and backups are looked at beside the work.
  return pathname === "/home" || pathname === "/orders" ? null : undefined;
}

/** Remembers which order is open, for the next start. */
export function useLastOrder() {
  const host = useHost();
  const order = orderAt(useLocation().pathname);
  useEffect(() => {
    if (order === undefined) return;
    const timer = setTimeout(() => {
      // Only a convenience: a vault that is full or closed says so where something would be lost.
      host.keepScratch(LAST_ORDER, order).catch(() => undefined);
    }, STAYED);
    return () => {
      clearTimeout(timer);
    };
  }, [host, order]);
}
