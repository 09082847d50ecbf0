import { queryOptions } from "@tanstack/react-query";
import type { Host } from "#host/Host";

/** How the vault stands; everyone asks with the same key. */
export const vaultQuery = (host: Host) =>
  queryOptions({ queryKey: ["vault"], queryFn: () => host.vaultState() });
