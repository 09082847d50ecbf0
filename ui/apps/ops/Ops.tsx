import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Outlet, RouterProvider, type DataRouter, type RouteObject } from "react-router";
import { AccountDetailPage } from "#features/ops/AccountDetailPage";
import { AccountsPage } from "#features/ops/AccountsPage";
import { OpsFrame } from "#features/ops/OpsFrame";
import { OpsProvider } from "#features/ops/OpsProvider";
import { OpsSignIn } from "#features/ops/OpsSignIn";
import type { OpsHost } from "#host/ops";
import { Confirmations } from "#kit/Confirmations";
import { TextProvider, type messages } from "#text/TextProvider";

/** Nobody comes in without signing in; the address stays. */
function Door() {
  const client = useQueryClient();
  const [person, setPerson] = useState<string | null>(null);
  if (person === null) return <OpsSignIn onSignedIn={setPerson} />;
  return (
    <OpsFrame
      person={person}
      onSignedOut={() => {
        // Nothing that was readable stays in the page's memory.
        client.clear();
        setPerson(null);
      }}
    />
  );
}

/** Every place of the operators' console. */
export const routes: RouteObject[] = [
  {
    element: <Door />,
    children: [
      { index: true, element: <AccountsPage /> },
      { path: "/accounts/:id", element: <AccountDetailPage /> },
      { path: "*", element: <Outlet /> },
    ],
  },
];

const consoleName = (text: (typeof messages)["zh"]) => text.ops.product;

/** The operators' console over one door to the server. */
export function Ops({ host, router }: { host: OpsHost; router: DataRouter }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  );
  return (
    <OpsProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider title={consoleName}>
          <RouterProvider router={router} />
          <Confirmations />
        </TextProvider>
      </QueryClientProvider>
    </OpsProvider>
  );
}
