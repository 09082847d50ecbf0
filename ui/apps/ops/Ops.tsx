import { useReducer } from "react";
import { Navigate, Outlet, RouterProvider, type DataRouter, type RouteObject } from "react-router";
import { DeviceList } from "#features/account/DeviceList";
import { PasswordPage } from "#features/account/PasswordPage";
import { SignInPart } from "#features/account/SignInPart";
import { AccountFrame } from "#features/account/AccountFrame";
import { Broken, Nowhere } from "#features/console/Broken";
import { ConsoleProviders } from "#features/console/ConsoleProviders";
import { ConsoleShell, type Place } from "#features/console/ConsoleShell";
import { useLeave, useSession } from "#features/console/session";
import { AccountDetailPage } from "#features/ops/AccountDetailPage";
import { AccountsPage } from "#features/ops/AccountsPage";
import { NoticesPage } from "#features/ops/NoticesPage";
import { OpsProvider, useOps } from "#features/ops/OpsProvider";
import { ParametersPage } from "#features/ops/ParametersPage";
import type { Session } from "#host/httpAccount";
import type { OpsHost } from "#host/ops";
import { useConnection } from "#host/syncQueries";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { consoleMessages, useConsoleText } from "#text/consoles";
import type { Lang } from "#text/TextProvider";

const STAFF = ["reviewer", "operator", "officer"];

/** Nobody comes in without signing in, and nobody but staff; the address stays. */
function Door() {
  const host = useOps();
  const { text } = useConsoleText();
  const words = text.ops;
  const [, changed] = useReducer((times: number) => times + 1, 0);
  const session = useSession(host);
  const connection = useConnection();
  if (session === undefined || !connection.data) return null;
  const may = session && STAFF.includes(session.account.kind) && !session.person.must_change_password;
  const operates = session?.person.rights.includes("operate") ?? false;
  const places: Place[] = !may
    ? []
    : [
        ...(operates
          ? ([
              { to: "/accounts", label: words.accounts, icon: "firm" },
              { to: "/notices", label: words.notices, icon: "list" },
              { to: "/parameters", label: words.parameters, icon: "settings" },
            ] as const)
          : []),
        { to: "/devices", label: words.devices, icon: "person" },
        { to: "/password", label: words.password, icon: "key" },
      ];
  return (
    <ConsoleShell host={host} product={words.product} session={session} places={places}>
      {session ? (
        <Inside session={session} onChanged={changed} />
      ) : (
        <SignInPart staff={words.signInLead} connection={connection.data} />
      )}
    </ConsoleShell>
  );
}

/** Whoever is signed in: staff, with a password of their own. */
function Inside({ session, onChanged }: { session: Session; onChanged: () => void }) {
  if (!STAFF.includes(session.account.kind)) return <NotStaff />;
  if (session.person.must_change_password) return <PasswordPage inBrowser mustChange onChanged={onChanged} />;
  return <Outlet />;
}

function NotStaff() {
  const { text } = useConsoleText();
  const words = text.ops;
  const leave = useLeave();
  const signOut = useWork("signOut", useOps().signOut, { done: leave });
  return (
    <EmptyState missing={words.onlyStaff} next={words.onlyStaffDo}>
      <a href="/firm/">{words.toFirm}</a>
      <Button
        disabled={signOut.pending}
        onClick={() => {
          signOut.run();
        }}
      >
        {text.console.signOut}
      </Button>
    </EmptyState>
  );
}

/** Where signing in leads: to the accounts, for whoever operates. */
function First() {
  const { text } = useConsoleText();
  const words = text.ops;
  const rights = useOps().session()?.person.rights ?? [];
  if (rights.includes("operate")) return <Navigate to="/accounts" replace />;
  return <EmptyState missing={words.nothingYet} next={words.nothingYetDo} />;
}

function DevicesPage() {
  const { text } = useConsoleText();
  return (
    <AccountFrame title={text.ops.devices}>
      <DeviceList />
    </AccountFrame>
  );
}

/** Every place of the operators' console. */
export const routes: RouteObject[] = [
  {
    element: <Door />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <First /> },
      { path: "/accounts", element: <AccountsPage /> },
      { path: "/accounts/:id", element: <AccountDetailPage /> },
      { path: "/notices", element: <NoticesPage /> },
      { path: "/parameters", element: <ParametersPage /> },
      { path: "/devices", element: <DevicesPage /> },
      { path: "/password", element: <PasswordPage inBrowser /> },
      { path: "*", element: <Nowhere /> },
    ],
  },
];

const title = (lang: Lang) => consoleMessages[lang].ops.product;

/** The operators' console over one door to the server. */
export function Ops({ host, router }: { host: OpsHost; router: DataRouter }) {
  return (
    <OpsProvider host={host}>
      <ConsoleProviders host={host} title={title}>
        <RouterProvider router={router} />
      </ConsoleProviders>
    </OpsProvider>
  );
}
