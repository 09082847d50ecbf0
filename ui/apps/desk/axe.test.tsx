import axe from "axe-core";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, orderId } from "#host/fake";
import { USUAL_PREFERENCES } from "#host/forms";
import { openDesk } from "./openDesk";
// Sizes and colours come from here.
import "#kit/tokens.css";
import "#kit/base.css";

const member = () => {
  const host = fakeHost(3, { joined: "signed_in" });
  const at = "2025-03-28 16:16:31";
  host.sync.waiting.set(orderId(0), { changes: 12, oldest_at: at, oldest_seconds: 250, reason: null });
  host.sync.rejection(orderId(1));
  host.sync.conflict(orderId(2));
  return host;
};

const SCREENS = [
  { place: "/account", host: () => fakeHost(1) },
  { place: "/account", host: () => fakeHost(1, { joined: "ended" }) },
  { place: "/account", host: member },
  { place: "/account/register", host: () => fakeHost(1, { joined: "connected" }) },
  { place: "/account/reset", host: () => fakeHost(1, { joined: "connected" }) },
  { place: "/password", host: member },
  { place: "/outbox", host: member },
  { place: "/attention", host: member },
  { place: "/attention/00000000-0000-7000-d000-000000000001", host: member },
  { place: "/attention/00000000-0000-7000-d000-000000000002", host: member },
];

// Contrast is looked at where there is paint: the same tests run in a browser.
describe.each(["light", "dark"] as const)("CM-UI-01: axe finds nothing serious, %s", (theme) => {
  it.each(SCREENS)("$place $host", async ({ place, host: of }) => {
    const host = of();
    await host.setPreferences({ ...USUAL_PREFERENCES, theme });
    openDesk(place, host);
    await screen.findByRole("heading", { level: 1 });
    await screen.findAllByRole("button");
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  });
});
