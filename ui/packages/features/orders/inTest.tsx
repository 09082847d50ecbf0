import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect, type ReactNode } from "react";
import { createMemoryRouter, Outlet, RouterProvider } from "react-router";
import { fakeHost, type FakeHost } from "#host/fake";
import { HostProvider } from "#host/HostProvider";
import { actOnKey } from "#kit/actions";
import { Confirmations } from "#kit/Confirmations";
import { Toast } from "#kit/Toast";
import { TextProvider } from "#text/TextProvider";
import { OrderListPage } from "./OrderListPage";
import { OrderPage } from "./OrderPage";

/** What the app does around these screens, as far as they need it. */
function Keys() {
  useEffect(() => {
    window.addEventListener("keydown", actOnKey);
    return () => {
      window.removeEventListener("keydown", actOnKey);
    };
  }, []);
  return <Outlet />;
}

/** For tests: the two screens of orders over a desk in memory. */
export function openOrders(at = "/orders", host: FakeHost = fakeHost(40), lines?: () => ReactNode) {
  const routes = [
    {
      element: <Keys />,
      children: [
        { path: "/orders", element: <OrderListPage /> },
        { path: "/orders/:id", element: <OrderPage {...(lines && { lines })} /> },
        { path: "*", element: <p>elsewhere</p> },
      ],
    },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const view = render(
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider>
          <RouterProvider router={router} />
          <Confirmations />
          <Toast secondsLeft={(seconds) => `${seconds} 秒`} />
        </TextProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  return { host, router, user: userEvent.setup(), ...view };
}
