import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ConsoleHost } from "#host/httpAccount";
import { AccountHostProvider } from "#host/HostProvider";
import { Confirmations } from "#kit/Confirmations";
import { TextProvider, type Lang } from "#text/TextProvider";
import { LookContext, useKeptLook } from "./look";

interface ConsoleProvidersProps {
  host: ConsoleHost;
  /** The page's title. */
  title: (lang: Lang) => string;
  children: ReactNode;
}

/** What every page of a console stands in. Nothing is asked again by itself: a refusal is shown at once. */
export function ConsoleProviders({ host, title, children }: ConsoleProvidersProps) {
  const kept = useKeptLook();
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  );
  return (
    <AccountHostProvider host={host}>
      <QueryClientProvider client={client}>
        <LookContext value={kept}>
          <TextProvider
            title={title}
            lang={kept.look.lang}
            onLang={(lang) => {
              kept.setLook({ lang });
            }}
          >
            {children}
            <Confirmations />
          </TextProvider>
        </LookContext>
      </QueryClientProvider>
    </AccountHostProvider>
  );
}
