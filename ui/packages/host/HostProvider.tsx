import { createContext, use, type ReactNode } from "react";
import type { AccountHost } from "./AccountHost";
import type { Host } from "./Host";

const HostContext = createContext<Host | null>(null);
const AccountContext = createContext<AccountHost | null>(null);

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return (
    <HostContext value={host}>
      <AccountHostProvider host={host}>{children}</AccountHostProvider>
    </HostContext>
  );
}

/** Enough for the screens of an account, which a browser shows as well. */
export function AccountHostProvider({ host, children }: { host: AccountHost; children: ReactNode }) {
  return <AccountContext value={host}>{children}</AccountContext>;
}

/** The host of this desk. */
export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("HostProvider stands above every screen");
  return host;
}

/** Whoever keeps the account: this desk, or the server itself. */
export function useAccountHost(): AccountHost {
  const host = use(AccountContext);
  if (!host) throw new Error("AccountHostProvider stands above every screen of an account");
  return host;
}
