import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider, type DataRouter } from "react-router";
import type { Host } from "#host/Host";
import { HostProvider } from "#host/HostProvider";
import { TextProvider } from "#text/TextProvider";

/** The whole desk over one host: window, browser or test. */
export function Desk({ host, router }: { host: Host; router: DataRouter }) {
  // Everything is local: an answer is there in milliseconds, and asking again by itself would only hide a fault.
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } }),
  );
  return (
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider>
          <RouterProvider router={router} />
        </TextProvider>
      </QueryClientProvider>
    </HostProvider>
  );
}
