import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect } from "react";
import { createMemoryRouter, Outlet, RouterProvider } from "react-router";
import { fakeHost, orderId, sampleFile, type FakeFile, type FakeHost } from "#host/fake";
import { HostProvider } from "#host/HostProvider";
import { actOnKey } from "#kit/actions";
import { Confirmations } from "#kit/Confirmations";
import { TextProvider } from "#text/TextProvider";
import { ImportPage } from "./ImportPage";

export const FIRST = orderId(0);
export const PATH = "/files/三月.xlsx";

function Keys() {
  useEffect(() => {
    window.addEventListener("keydown", actOnKey);
    return () => {
      window.removeEventListener("keydown", actOnKey);
    };
  }, []);
  return <Outlet />;
}

/** The page over a desk that has this file, which the dialog chooses. */
export function open(
  file: FakeFile = sampleFile(100, 100),
  path = PATH,
  host: FakeHost = fakeHost(),
  order = FIRST,
) {
  host.import.files.set(path, file);
  host.import.chosen = path;
  const routes = [
    {
      element: <Keys />,
      children: [
        { path: "/orders/:id/import", element: <ImportPage /> },
        { path: "*", element: <p>elsewhere</p> },
      ],
    },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [`/orders/${order}/import`] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  render(
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider>
          <RouterProvider router={router} />
          <Confirmations />
        </TextProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  return { host, router, user: userEvent.setup() };
}

export const step = (host: FakeHost, times = 1) =>
  act(async () => {
    for (let at = 0; at < times; at += 1) host.advance();
    await Promise.resolve();
  });

/** Chooses the file and reads it to its end. */
export async function read(opened: ReturnType<typeof open>) {
  await opened.user.click(await screen.findByRole("button", { name: "选择文件" }));
  await screen.findByText("尚未写入任何数据");
  await step(opened.host, 4);
  return opened;
}

export const grid = () => screen.findByRole("grid", { name: "文件中的行" });
export const cell = (name: string) => screen.findByRole("textbox", { name });
export const bar = () => screen.findByRole("region", { name: "导入方式" });
export const button = (name: string | RegExp) => screen.findByRole("button", { name });
