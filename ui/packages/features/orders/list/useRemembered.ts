import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useHost } from "#host/HostProvider";

/** Where the vault keeps how the list was last narrowed: words in it may be names of persons. */
const PLACE = "orders/filter";

/** The address with which the list was last left (CM-UI-02: filters remembered). */
export function useRemembered() {
  const host = useHost();
  const client = useQueryClient();
  const queryKey = ["scratch", PLACE];
  const remembered = useQuery({
    queryKey,
    queryFn: async () => (await host.scratch(PLACE)) ?? "",
    // Asked once; from then on the list itself knows better.
    enabled: client.getQueryData(queryKey) === undefined,
    gcTime: Infinity,
  });
  return {
    /** `null` until it is known. A place that cannot be read is none. */
    address: remembered.isPending ? null : (remembered.data ?? ""),
    remember: (address: string) => {
      client.setQueryData(queryKey, address);
      // Only a convenience: a vault that is full or closed says so where something would be lost.
      host.keepScratch(PLACE, address || null).catch(() => undefined);
    },
  };
}
