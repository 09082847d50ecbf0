import { problemOf } from "../forms";
import { Refusal } from "../Host";
import type { Session } from "../httpAccount";
import type { Notice, OpsAccount, OpsHost, OpsPerson, Parameter } from "../ops";
import { COMPANIES } from "./account";
import { fakeConsole, type ConsoleControls } from "./console";

const refuse = (code: string, more = {}): never => {
  throw new Refusal(problemOf(code, more));
};

const person = (more: Partial<OpsPerson>): OpsPerson => ({
  id: "00000000-0000-7000-f000-000000000001",
  role: "owner",
  name: "示例甲",
  short_name: null,
  login_name: null,
  mobile: "199****0001",
  rights: [],
  must_change_password: false,
  disabled: false,
  ...more,
});

const staff = (role: string): OpsAccount => ({
  id: "00000000-0000-7000-e000-0000000000f0",
  kind: role,
  state: "active",
  state_reason: null,
  company_name: null,
  uscc: null,
  mpn: null,
  services: [],
  created_at: "2025-01-02T02:00:00.000Z",
});

/** The operator of the fake console. */
export const OPERATOR: Session = {
  person: person({
    id: "00000000-0000-7000-f000-0000000000f0",
    role: "operator",
    name: null,
    login_name: "operator.a",
    mobile: null,
    rights: ["operate"],
  }),
  account: staff("operator"),
};

const TRAIL = [
  { action: "sign_in", person: "00000000-0000-7000-f000-000000000001", result: null },
  { action: "sign_in", person: null, result: "AUTH_BAD_CREDENTIALS" },
  { action: "set_role", person: "00000000-0000-7000-f000-000000000001", result: null },
] as const;

/** A server in memory with the companies of the simulated registry, as the operators' console sees it. */
export function fakeOps(who: Session = OPERATOR): OpsHost & ConsoleControls & { readonly calls: string[] } {
  const calls: string[] = [];
  const console = fakeConsole(who);
  const accounts = COMPANIES.map(([company, uscc], at): OpsAccount => ({
    ...staff("firm"),
    id: `00000000-0000-7000-e000-00000000000${at}`,
    company_name: company,
    uscc,
    mpn: `F0000000${at + 1}`,
    services: ["yw"],
    created_at: "2025-03-04T02:00:00.000Z",
  })).concat(staff("operator"));
  const notices: Notice[] = [];
  const parameters: Parameter[] = [
    {
      name: "picture_days",
      kind: "whole",
      min: "30",
      max: "3650",
      choices: [],
      shipped: "180",
      value: "180",
      settings: [],
    },
    {
      name: "confirm_requires_linked",
      kind: "choice",
      min: null,
      max: null,
      choices: ["numbered", "all", "none"],
      shipped: "numbered",
      value: "numbered",
      settings: [],
    },
  ];
  const mustOperate = () => {
    if (!console.session()) refuse("AUTH_REQUIRED");
    if (!who.person.rights.includes("operate")) refuse("FORBIDDEN");
  };
  const of = (id: string) => {
    mustOperate();
    return accounts.find((account) => account.id === id) ?? refuse("NOT_FOUND");
  };
  const done = (call: string) => {
    calls.push(call);
    return Promise.resolve();
  };
  return {
    ...console,
    calls,
    accounts: async ({ search, kind, state }) => {
      mustOperate();
      const has = (text: string | null | undefined) => text?.includes(search) ?? false;
      const found = accounts.filter(
        (one) =>
          (search === "" || [one.company_name, one.uscc, one.mpn].some(has)) &&
          (kind === "" || one.kind === kind) &&
          (state === "" || one.state === state),
      );
      return Promise.resolve({ accounts: found, next: null });
    },
    account: async (id) =>
      Promise.resolve({
        account: { ...of(id) },
        people: [of(id).kind === "firm" ? person({}) : OPERATOR.person],
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
    close: async (id) => {
      Object.assign(of(id), { state: "closed", state_reason: null });
      return done("close");
    },
    endSessions: async (id) => done(`endSessions ${of(id).mpn ?? ""}`),
    trail: async (id, filter, before) => {
      of(id);
      const all = TRAIL.map((entry, at) => ({
        ...entry,
        seq: TRAIL.length - at,
        at: "2025-11-21T01:30:00.000Z",
        role: null,
        device: null,
        entity: null,
        detail: entry.action === "set_role" ? "role clerk → finance" : "",
        request_id: "00000000-0000-7000-b000-0000000000aa",
      }));
      const found = all.filter(
        (entry) =>
          (filter.action === "" || entry.action === filter.action) &&
          (!filter.refused || entry.result !== null) &&
          entry.seq < (before ?? Infinity),
      );
      const page = found.slice(0, 2);
      return Promise.resolve({
        entries: page,
        next: found.length > page.length ? (page.at(-1)?.seq ?? null) : null,
      });
    },
    replaceMobile: async (id, mobile, reason) => {
      if (!/^1\d{10}$/.test(mobile))
        refuse("PHONE_FORMAT", { field: "mobile", params: { n: String(mobile.length) } });
      return done(`replaceMobile ${id.slice(-2)} ${mobile} ${reason}`);
    },
    givePassword: async (id) => {
      await done(`givePassword ${id.slice(-2)}`);
      return "one-time-7K4M";
    },
    notices: async () => {
      mustOperate();
      return Promise.resolve({ notices: [...notices], next: null });
    },
    publish: async (form) => {
      if (form.title === "") refuse("FIELD_REQUIRED", { field: "notice_title" });
      if (form.to < form.from) refuse("DATE_RANGE", { field: "notice_to" });
      const at = "2025-11-21T01:30:00.000Z";
      notices.unshift({
        training_on: null,
        training_place: null,
        ...form,
        id: `notice-${notices.length}`,
        published_at: at,
        changed_at: at,
        withdrawn_at: null,
      });
      return done(`publish ${form.kind}`);
    },
    changeNotice: async (id, form) => {
      Object.assign(notices.find((one) => one.id === id) ?? refuse("NOT_FOUND"), form);
      return done(`changeNotice ${id}`);
    },
    withdraw: async (id) => {
      const notice = notices.find((one) => one.id === id) ?? refuse("NOT_FOUND");
      notice.withdrawn_at = "2025-11-21T01:31:00.000Z";
      return done(`withdraw ${id}`);
    },
    parameters: async () => {
      mustOperate();
      return Promise.resolve(parameters.map((one) => ({ ...one })));
    },
    setParameter: async (name, value, from) => {
      const found = parameters.find((one) => one.name === name) ?? refuse("NOT_FOUND");
      const { min, max } = found;
      if (found.kind === "whole" && (Number(value) < Number(min) || Number(value) > Number(max)))
        refuse("PARAM_RANGE", { params: { name, min: min ?? "", max: max ?? "" } });
      found.settings = [...found.settings, { from, value }];
      return done(`setParameter ${name} ${value}`);
    },
  };
}
