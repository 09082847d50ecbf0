import type { Shape } from "./door";
import type { ConsoleHost } from "./httpAccount";

/** An account as operators see it. Instants are RFC 3339. */
export type OpsAccount = Shape<"AccountView">;
/** A person of an account; the mobile number is masked. */
export type OpsPerson = Shape<"PersonView">;
export type OpsAccountsPage = Shape<"AccountsView">;
export type OpsAccountDetail = Shape<"AccountDetailView">;
/** An entry of the audit trail: ids and codes, never personal data. */
export type OpsTrailEntry = Shape<"TrailEntryView">;
export type OpsTrailPage = Shape<"TrailView">;
/** What the platform announces. */
export type Notice = Shape<"NoticeView">;
export type NoticeForm = Shape<"NoticeBody">;
export type NoticesPage = Shape<"NoticesView">;
/** A value that operators set. */
export type Parameter = Shape<"ParameterView">;

/** Which accounts are meant; empty texts narrow nothing. */
export interface AccountFilter {
  search: string;
  kind: string;
  state: string;
}

/** Which entries of a trail are meant; empty texts narrow nothing. */
export interface TrailFilter {
  /** The action's name. */
  action: string;
  /** The person's id. */
  person: string;
  /** Only what ended with a code. */
  refused: boolean;
  /** China days, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

/** What the operators' console asks of the server; a refusal is thrown as a `Refusal`. */
export interface OpsHost extends ConsoleHost {
  accounts(filter: AccountFilter, cursor: string | null): Promise<OpsAccountsPage>;
  account(id: string): Promise<OpsAccountDetail>;
  /** Lifts the locks after wrong passwords. */
  unlock(id: string): Promise<void>;
  suspend(id: string, reason: string): Promise<void>;
  lift(id: string): Promise<void>;
  /** For good. */
  close(id: string, reason: string): Promise<void>;
  endSessions(id: string): Promise<void>;
  trail(id: string, filter: TrailFilter, before: number | null): Promise<OpsTrailPage>;
  /** A lost mobile; the new one is proven at the next sign-in. */
  replaceMobile(person: string, mobile: string, reason: string): Promise<void>;
  /** A one-time password for another of the staff. */
  givePassword(person: string): Promise<string>;
  notices(before: string | null): Promise<NoticesPage>;
  publish(notice: NoticeForm): Promise<void>;
  changeNotice(id: string, notice: NoticeForm): Promise<void>;
  withdraw(id: string): Promise<void>;
  parameters(): Promise<Parameter[]>;
  /** Holds from a China day on, today or later. */
  setParameter: (name: string, value: string, from: string) => Promise<void>;
}
