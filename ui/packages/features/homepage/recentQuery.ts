import { queryOptions } from "@tanstack/react-query";
import type { Host } from "#host/Host";
import { RECENT } from "./recent";

/** The orders that changed last; everyone asks with the same key. */
export const recentQuery = (host: Host) =>
  queryOptions({ queryKey: ["orders", "recent"], queryFn: () => host.listOrders(RECENT) });
