import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { ConnectionView } from "#host/generated";
import type { ConsoleHost, Session } from "#host/httpAccount";
import { useConnection } from "#host/syncQueries";

/** Nobody is signed in any more: nothing that was readable stays in the page's memory. */
export function useLeave(): (connection: ConnectionView) => void {
  const client = useQueryClient();
  return useCallback(
    (connection) => {
      client.setQueryData(["connection"], connection);
      client.removeQueries({ predicate: ({ queryKey: [first] }) => !STAYS.includes(String(first)) });
    },
    [client],
  );
}

const STAYS = ["connection", "simulated"];

/** Who is signed in; `undefined` until that is known. It changes by itself when the server ends the session. */
export function useSession(host: ConsoleHost): Session | null | undefined {
  const connection = useConnection();
  const leave = useLeave();
  useEffect(
    () =>
      host.onEnded(() => {
        void host.connection().then(leave);
      }),
    [host, leave],
  );
  if (!connection.data) return undefined;
  return connection.data.signed_in ? host.session() : null;
}
