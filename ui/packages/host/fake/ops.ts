import { problemOf } from "../forms";
import { Refusal } from "../Host";
import type { OpsAccount, OpsHost } from "../ops";
import { CAPTCHA, COMPANIES } from "./account";

/** The fake operator's password. */
export const OPS_PASSWORD = "sample-ops-1";

const refuse = (code: string): never => {
  throw new Refusal(problemOf(code));
};

/** A server in memory with the companies of the simulated registry, as the operators' console sees it. */
export function fakeOps(): OpsHost & { readonly calls: string[] } {
  const calls: string[] = [];
  let signedIn = false;
  const accounts = COMPANIES.map(([company, uscc], at): OpsAccount => ({
    id: `00000000-0000-7000-e000-00000000000${at}`,
    kind: "firm",
    state: "active",
    state_reason: null,
    company_name: company,
    uscc,
    mpn: `F0000000${at + 1}`,
    created_at: "2025-03-04T02:00:00.000Z",
  }));
  const of = (id: string) => {
    if (!signedIn) refuse("AUTH_REQUIRED");
    return accounts.find((account) => account.id === id) ?? refuse("NOT_FOUND");
  };
  const done = (call: string) => {
    calls.push(call);
    return Promise.resolve();
  };
  return {
    calls,
    captcha: async () =>
      Promise.resolve({
        id: `captcha-${calls.push("captcha")}`,
        picture: "data:image/png;base64,iVBORw0KGgo=",
      }),
    signIn: async (name, password, captcha) => {
      if (captcha.letters.toUpperCase() !== CAPTCHA) refuse("CAPTCHA_WRONG");
      if (password !== OPS_PASSWORD) refuse("AUTH_BAD_CREDENTIALS");
      signedIn = true;
      return Promise.resolve(name);
    },
    signOut: async () => {
      signedIn = false;
      return done("signOut");
    },
    accounts: async (search) => {
      if (!signedIn) refuse("AUTH_REQUIRED");
      const has = (text: string | null) => text?.includes(search) ?? false;
      const found = accounts.filter(({ company_name, uscc, mpn }) => [company_name, uscc, mpn].some(has));
      return Promise.resolve({ accounts: found, next: null });
    },
    account: async (id) =>
      Promise.resolve({
        account: { ...of(id) },
        people: [
          {
            id: "00000000-0000-7000-f000-000000000001",
            role: "owner",
            name: "示例甲",
            short_name: null,
            login_name: null,
            mobile: "199****0001",
            disabled: false,
          },
        ],
      }),
    unlock: async (id) => done(`unlock ${of(id).mpn ?? ""}`),
    suspend: async (id, reason) => {
      Object.assign(of(id), { state: "suspended", state_reason: reason });
      return done("suspend");
    },
    lift: async (id) => {
      Object.assign(of(id), { state: "active", state_reason: null });
      return done("lift");
    },
    endSessions: async (id) => done(`endSessions ${of(id).mpn ?? ""}`),
    trail: async (id, before) => {
      of(id);
      const entry = (seq: number, person: string | null, result: string | null) => ({
        seq,
        at: "2025-11-21T01:30:00.000Z",
        person,
        action: "auth.sign_in",
        result,
      });
      return Promise.resolve(
        before === null
          ? { entries: [entry(2, "00000000-0000-7000-f000-000000000001", null)], next: 2 }
          : { entries: [entry(1, null, "AUTH_BAD_CREDENTIALS")], next: null },
      );
    },
  };
}
