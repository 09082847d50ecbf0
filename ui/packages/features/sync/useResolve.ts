import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useCommand } from "#host/useCommand";
import { useText } from "#text/TextProvider";

/** Decides a thing of 需处理, and goes back to the list where it is gone. */
export function useResolve(id: string) {
  const { text } = useText();
  const goto = useNavigate();
  const client = useQueryClient();
  return useCommand("resolveAttention", {
    done: () => {
      client.removeQueries({ queryKey: ["attention", id] });
      void client.invalidateQueries({ queryKey: ["attention", "list"] });
      void goto("/attention", { state: { told: text.sync.saved }, replace: true });
    },
  });
}
