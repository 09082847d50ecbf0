import type { ConnectionView } from "../generated";
import { problemOf } from "../forms";
import type { ConsoleHost, Session } from "../httpAccount";
import { accountCalls } from "./account";
import { World } from "./world";

/** What a test can do with a fake console besides calling it. */
export interface ConsoleControls {
  /** The server ends the session with this code. */
  end: (code: string) => void;
}

/** The account of a console in memory: whoever signs in with the fake password is this one. */
export function fakeConsole(who: Session): ConsoleHost & ConsoleControls {
  const { membership, ...calls } = accountCalls(new World(), "connected");
  const hearers = new Set<() => void>();
  let session: Session | null = null;
  let ended: ConnectionView["ended"] = null;
  const view = async (): Promise<ConnectionView> => {
    const told = await calls.connection();
    return { ...told, account: who.account.kind === "firm" ? told.account : null, ended };
  };
  return {
    ...calls,
    session: () => session,
    onEnded: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    isSimulated: () => Promise.resolve(true),
    connection: view,
    signIn: async (form) => {
      await calls.signIn(form);
      session = who;
      ended = null;
      return view();
    },
    signOut: async () => {
      await calls.signOut();
      session = null;
      return view();
    },
    changePassword: async (old, next, again) => {
      await calls.changePassword(old, next, again);
      if (session) session = { ...session, person: { ...session.person, must_change_password: false } };
    },
    end: (code) => {
      session = null;
      membership.signedIn = false;
      ended = problemOf(code);
      for (const hear of [...hearers]) hear();
    },
  };
}
