import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { OrderFilter, OrderQuery, OrderState } from "#host/generated";
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

const TABS: (OrderState | null)[] = [null, "draft", "confirmed", "declared", "voided"];

/** How many orders each state has within a filter; read one after the other once the page itself is there. */
export function useStateCounts(filter: OrderFilter, enabled: boolean) {
  const host = useHost();
  const within = { ...filter, state: null };
  return useQuery({
    queryKey: ["orders", "counts", within],
    queryFn: async () => {
      const counts = new Map<OrderState | null, { total: number; capped: boolean }>();
      for (const state of TABS) {
        const query = { filter: { ...within, state }, sort: null, page: { offset: 0, limit: 1 } };
        const page = await host.listOrders(query);
        counts.set(state, { total: page.total, capped: page.total_is_capped });
      }
      return counts;
    },
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
