import type { ComponentType } from "react";

/**
 * Pages that no start shows first. Each comes when somebody goes there; the page before it stays until then. Soon after
 * the first paint they are all read ahead, so that nobody ever waits.
 */
export const PAGES = {
  account: async () => (await import("#features/account/AccountPage")).AccountPage,
  attention: async () => (await import("#features/sync/AttentionPage")).AttentionPage,
  backups: async () => (await import("#features/backups/BackupsPage")).BackupsPage,
  decide: async () => (await import("#features/sync/DecidePage")).DecidePage,
  help: async () => (await import("#features/help/HelpPage")).HelpPage,
  imports: async () => (await import("#features/order-import/ImportPage")).ImportPage,
  orders: async () => (await import("#features/orders/OrderListPage")).OrderListPage,
  outbox: async () => (await import("#features/sync/OutboxPage")).OutboxPage,
  password: async () => (await import("#features/account/PasswordPage")).PasswordPage,
  recovery: async () => (await import("#features/start/RenewPage")).RenewPage,
  register: async () => (await import("#features/account/RegisterPage")).RegisterPage,
  reset: async () => (await import("#features/account/ResetPage")).ResetPage,
  settings: async () => (await import("#features/settings/SettingsPage")).SettingsPage,
  start: async () => (await import("./FirstRun")).FirstRun,
} satisfies Record<string, () => Promise<ComponentType>>;

/** A route's page that is read when it is first needed. */
export const later = (page: keyof typeof PAGES) => async () => ({ Component: await PAGES[page]() });

/** Reads all pages, one after the other, so that no key waits for more than one of them. */
export async function readAhead() {
  for (const read of Object.values(PAGES)) await read();
}
