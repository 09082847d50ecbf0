import { useReducer } from "react";
import {
  Outlet,
  RouterProvider,
  useLocation,
  useOutletContext,
  type DataRouter,
  type RouteObject,
} from "react-router";
import { AccountFrame } from "#features/account/AccountFrame";
import { DeviceList } from "#features/account/DeviceList";
import { PasswordPage } from "#features/account/PasswordPage";
import { RegisterPage } from "#features/account/RegisterPage";
import { ResetPage } from "#features/account/ResetPage";
import { SignInPart } from "#features/account/SignInPart";
import { Broken, Nowhere } from "#features/console/Broken";
import { ConsoleProviders } from "#features/console/ConsoleProviders";
import { ConsoleShell, type Place } from "#features/console/ConsoleShell";
import { useLeave, useSession } from "#features/console/session";
import { FirmHome } from "#features/firm/FirmHome";
import { FirmProvider, useFirm } from "#features/firm/FirmProvider";
import { MobilePage } from "#features/firm/MobilePage";
import { ProfilePage } from "#features/firm/ProfilePage";
import type { FirmHost } from "#host/firm";
import type { Session } from "#host/httpAccount";
import { useConnection } from "#host/syncQueries";
import { useWork } from "#host/useCommand";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { consoleMessages, useConsoleText } from "#text/consoles";
import type { Lang } from "#text/TextProvider";

const USERS = ["firm", "merchant"];
/** What a visitor sees: the home page, registration, the forgotten password. All else asks for the sign-in. */
const OPEN = ["/", "/account/register", "/account/reset"];

function Door() {
  const host = useFirm();
  const { text } = useConsoleText();
  const words = text.firm;
  const [, changed] = useReducer((times: number) => times + 1, 0);
  const session = useSession(host);
  const connection = useConnection();
  const { pathname } = useLocation();
  if (session === undefined || !connection.data) return null;
  const may = session && USERS.includes(session.account.kind) && !session.person.must_change_password;
  const places: Place[] = may
    ? [
        { to: "/", label: words.home, icon: "home" },
        { to: "/account", label: words.profile, icon: "firm" },
        { to: "/devices", label: words.devices, icon: "person" },
        { to: "/password", label: words.password, icon: "key" },
      ]
    : [];
  const inside = () => {
    if (!session) return OPEN.includes(pathname) ? <Outlet /> : <SignInPart connection={connection.data} />;
    if (!USERS.includes(session.account.kind)) return <NotFirm />;
    if (session.person.must_change_password) return <PasswordPage inBrowser mustChange onChanged={changed} />;
    return <Outlet context={session} />;
  };
  return (
    <ConsoleShell host={host} product={words.product} session={session} places={places}>
      {inside()}
    </ConsoleShell>
  );
}

function NotFirm() {
  const { text } = useConsoleText();
  const words = text.firm;
  const leave = useLeave();
  const signOut = useWork("signOut", useFirm().signOut, { done: leave });
  return (
    <EmptyState missing={words.onlyFirms} next={words.onlyFirmsDo}>
      <a href="/ops/">{words.toOps}</a>
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

function Profile() {
  return <ProfilePage session={useOutletContext<Session>()} />;
}

function DevicesPage() {
  const { text } = useConsoleText();
  return (
    <AccountFrame title={text.firm.devices}>
      <DeviceList />
    </AccountFrame>
  );
}

/** Every place of the console of firms and merchants. */
export const routes: RouteObject[] = [
  {
    element: <Door />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <FirmHome /> },
      { path: "/account", element: <Profile /> },
      { path: "/account/register", element: <RegisterPage inBrowser /> },
      { path: "/account/reset", element: <ResetPage inBrowser /> },
      { path: "/mobile", element: <MobilePage /> },
      { path: "/devices", element: <DevicesPage /> },
      { path: "/password", element: <PasswordPage inBrowser /> },
      { path: "*", element: <Nowhere /> },
    ],
  },
];

const title = (lang: Lang) => consoleMessages[lang].firm.product;

/** The console of firms and merchants over one door to the server. */
export function Firm({ host, router }: { host: FirmHost; router: DataRouter }) {
  return (
    <FirmProvider host={host}>
      <ConsoleProviders host={host} title={title}>
        <RouterProvider router={router} />
      </ConsoleProviders>
    </FirmProvider>
  );
}
