import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { OrderFilter, OrderQuery } from "#host/generated";
import { useHost } from "#host/HostProvider";

/** A page of the list. The last page stays while the next is read, so nothing jumps. */
export function useOrders(query: OrderQuery) {
  const host = useHost();
  return useQuery({
    queryKey: ["orders", query],
    queryFn: () => host.listOrders(query),
    placeholderData: keepPreviousData,
  });
}

/** What a filter finds in all: the tabs' counts and the sums of the foot. Asked for once the page itself is there. */
export function useOrderSums(filter: OrderFilter, enabled: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: ["orders", "sums", filter],
    queryFn: () => host.orderSums(filter),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Filters that somebody gave a name (常用筛选). */
export function useSavedFilters() {
  const host = useHost();
  return useQuery({ queryKey: ["savedFilters"], queryFn: () => host.savedFilters() });
}

/** The code table of countries and regions; it does not change while the program runs. */
export function useCountries() {
  const host = useHost();
  return useQuery({ queryKey: ["countries"], queryFn: () => host.countries(), staleTime: Infinity });
}

/** One order without its lines. */
export function useOrder(id: string) {
  const host = useHost();
  return useQuery({ queryKey: ["order", id], queryFn: () => host.showOrder(id) });
}
