import type { QueryClient } from "@tanstack/react-query";
import { recentQuery } from "#features/homepage/recentQuery";
import { vaultQuery } from "#features/start/vaultQuery";
import type { Host } from "#host/Host";
import { registrationQuery } from "#host/registrationQuery";
import { connectionQuery } from "#host/syncQueries";
import { preferencesQuery } from "#host/usePreferences";
import { lastOrder } from "./lastOrder";

/** Milliseconds that a start waits for its answers before it shows what is there. */
const AT_MOST = 150;

/**
 * Waits for what the first picture shows, so that it is drawn once and whole, and settles the address to which a start leads. Each
 * answer that is late, or that is no, is met by the screens themselves.
 */
export async function readStart(host: Host, client: QueryClient): Promise<void> {
  const late = new Promise<null>((over) => {
    setTimeout(over, AT_MOST, null);
  });
  const place = await Promise.race([read(host, client).catch(() => null), late]);
  if (place !== null && window.location.pathname === "/") window.history.replaceState(null, "", place);
}

/** Reads; answers with the place to open, `null` where the screens decide. */
async function read(host: Host, client: QueryClient): Promise<string | null> {
  const preferences = quietly(client.query(preferencesQuery(host)));
  const vault = await client.query(vaultQuery(host));
  await preferences;
  if (vault.state !== "open" || !vault.recovery_kept || window.location.pathname !== "/") return null;
  const [order] = await Promise.all([
    lastOrder(host, client),
    quietly(client.query(connectionQuery(host))),
    quietly(client.query(registrationQuery(host))),
    quietly(client.query(recentQuery(host))),
  ]);
  return order === null ? "/home" : `/orders/${order}`;
}

/** A refusal is kept with its question: the screen that asks it tells it. */
const quietly = (answer: Promise<unknown>) => answer.catch(() => undefined);
