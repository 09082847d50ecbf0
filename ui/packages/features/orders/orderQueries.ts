import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { OrderQuery, PageQuery } from "#host/generated";
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

/** One order with a page of its lines. */
export function useOrder(id: string, lines: PageQuery) {
  const host = useHost();
  return useQuery({
    queryKey: ["order", id, lines],
    queryFn: () => host.showOrder(id, lines),
    placeholderData: keepPreviousData,
  });
}
