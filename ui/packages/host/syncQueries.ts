import { queryOptions, useQuery } from "@tanstack/react-query";
import type { AccountHost } from "./AccountHost";
import type { Host } from "./Host";
import { useAccountHost } from "./HostProvider";

/** How this vault stands with a server; everyone asks with the same key. */
export const connectionQuery = (host: AccountHost) =>
  queryOptions({ queryKey: ["connection"], queryFn: () => host.connection() });

/** The status bar's figures. Ages grow by themselves, so they are asked for again; everything else is told. */
export const syncQuery = (host: Host) =>
  queryOptions({ queryKey: ["sync"], queryFn: () => host.syncState(), refetchInterval: 30_000 });

export const useConnection = () => useQuery(connectionQuery(useAccountHost()));
