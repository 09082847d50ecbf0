import { RECENT } from "#features/homepage/recent";
import { PAGE_ROWS } from "#features/lines/pages";
import { HEAD_FIELDS, scratchPlace } from "#features/orders/page/fields";
import { askAhead, forgetAhead } from "#host/ahead";
import type { VaultView } from "#host/generated";
import { LAST_ORDER } from "./lastOrderPlace";

/** Milliseconds after which an answer that nobody took is forgotten. */
const USED_BY = 5_000;

/**
 * Asks for what a start shows first, while the screens are still being read: how they look, whether the vault is open, and
 * what stands on the order or the home page to which the start leads. A page that was loaded again knows its place.
 */
export async function askStart() {
  setTimeout(forgetAhead, USED_BY);
  void askAhead("preferences");
  const vault = await askAhead<VaultView>("vault_state");
  if (vault.state !== "open" || window.location.pathname !== "/") return;
  const asked = askAhead<(string | null)[]>("scratch", { places: [LAST_ORDER] });
  // Home's rows are a few: asked before it is known whether they are shown, rather than after.
  void askAhead("connection");
  void askAhead("registration");
  void askAhead("list_orders", { query: RECENT });
  const [order] = await asked;
  if (order == null) return;
  const fields = HEAD_FIELDS.map((field) => scratchPlace(order, field));
  await Promise.all([
    askAhead("show_order", { id: order }),
    askAhead("scratch", { places: fields }),
    askAhead("lines_page", { id: order, page: { offset: 0, limit: PAGE_ROWS } }),
  ]);
}
