import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Host } from "./Host";
import { useHost } from "./HostProvider";

/** How this vault stands with a server; everyone asks with the same key. */
export const connectionQuery = (host: Host) =>
  queryOptions({ queryKey: ["connection"], queryFn: () => host.connection() });

/** The status bar's figures. Ages grow by themselves, so they are asked for again; everything else is told. */
export const syncQuery = (host: Host) =>
  queryOptions({ queryKey: ["sync"], queryFn: () => host.syncState(), refetchInterval: 30_000 });

export const useConnection = () => useQuery(connectionQuery(useHost()));
