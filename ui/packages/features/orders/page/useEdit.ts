import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "#host/useCommand";

/** Changes fields of an order's head that are chosen, not typed. */
export function useEdit(id: string) {
  const client = useQueryClient();
  return useCommand("editOrder", {
    done: (order) => {
      client.setQueryData(["order", id], order);
      void client.invalidateQueries({ queryKey: ["history", id] });
      void client.invalidateQueries({ queryKey: ["orders"] });
    },
  });
}
