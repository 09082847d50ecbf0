import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { fakeHost, type FakeHost } from "#host/fake";
import { Desk } from "./Desk";
import { routes } from "./routes";

/** The whole desk at a place, over a desk in memory, with a person at it. */
export function openDesk(place: string, host: FakeHost = fakeHost(12)) {
  const router = createMemoryRouter(routes, { initialEntries: [place] });
  const view = render(<Desk host={host} router={router} />);
  return { host, router, view, user: userEvent.setup() };
}
