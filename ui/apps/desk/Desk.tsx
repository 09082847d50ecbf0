import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { RouterProvider, type DataRouter } from "react-router";
import type { Host } from "#host/Host";
import { HostProvider } from "#host/HostProvider";
import { usePreferences } from "#host/usePreferences";
import { Confirmations } from "#kit/Confirmations";
import { Toast } from "#kit/Toast";
import { TextProvider, useText } from "#text/TextProvider";
import { useLook } from "./useLook";

/** What holds Rust's answers for the screens. */
export function answers(): QueryClient {
  // Everything is local: an answer is there in milliseconds, and asking again by itself would only hide a fault. What
  // moves is told, so parts that come one after the other while a page opens need not each ask anew.
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: "always", refetchOnWindowFocus: false, staleTime: 1_000 },
    },
  });
}

interface Props {
  host: Host;
  router: DataRouter;
  /** What a start has read already. */
  client?: QueryClient;
}

/** The whole desk over one host: window, browser or test. */
export function Desk({ host, router, client: read }: Props) {
  const [client] = useState(() => read ?? answers());
  return (
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <Look>
          <RouterProvider router={router} />
          <Confirmations />
          <Toasts />
        </Look>
      </QueryClientProvider>
    </HostProvider>
  );
}

/** Nothing is shown before the settings are known: the first words are in the right language. */
function Look({ children }: { children: ReactNode }) {
  const { preferences, ready, set } = usePreferences();
  if (!ready) return null;
  return (
    <TextProvider
      lang={preferences.language}
      onLang={(language) => {
        set({ language });
      }}
    >
      <Painted>{children}</Painted>
    </TextProvider>
  );
}

/** Only here, behind the settings: before them the mirror of the last time holds. */
function Painted({ children }: { children: ReactNode }) {
  useLook(usePreferences().preferences);
  return children;
}

function Toasts() {
  const { text } = useText();
  return <Toast secondsLeft={text.frame.secondsLeft} />;
}
