import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate } from "react-router";
import { useHost } from "#host/HostProvider";
import { lastOrder } from "./lastOrder";

/** Where a start leads: to the order that was open, or home. */
export function LastPlace() {
  const host = useHost();
  const client = useQueryClient();
  const last = useQuery({ queryKey: ["lastOrder"], queryFn: () => lastOrder(host, client), gcTime: 0 });
  if (last.isPending) return null;
  return <Navigate to={last.data ? `/orders/${last.data}` : "/home"} replace />;
}
