import type { CaptchaAnswer, CaptchaView } from "./generated";

/** An account as operators see it. Instants are RFC 3339. */
export interface OpsAccount {
  id: string;
  kind: "firm" | "merchant" | "reviewer" | "operator" | "officer";
  state: "active" | "suspended" | "closed";
  state_reason: string | null;
  company_name: string | null;
  uscc: string | null;
  /** 市场采购号 */
  mpn: string | null;
  created_at: string;
}

/** A person of an account; the mobile number is masked. */
export interface OpsPerson {
  id: string;
  role: string;
  name: string | null;
  short_name: string | null;
  login_name: string | null;
  mobile: string | null;
  disabled: boolean;
}

export interface OpsAccountsPage {
  accounts: OpsAccount[];
  /** Where the next page goes on. */
  next: string | null;
}

export interface OpsAccountDetail {
  account: OpsAccount;
  people: OpsPerson[];
}

/** An entry of the audit trail: ids and codes, never personal data. */
export interface OpsTrailEntry {
  seq: number;
  at: string;
  person: string | null;
  action: string;
  /** The code by which it ended, if not well. */
  result: string | null;
}

export interface OpsTrailPage {
  /** Newest first. */
  entries: OpsTrailEntry[];
  /** Where the next page goes on. */
  next: number | null;
}

/** What the operators' console asks of the server; a refusal is thrown as a `Refusal`. */
export interface OpsHost {
  captcha(): Promise<CaptchaView>;
  /** Answers with the name of whoever signed in. */
  signIn(name: string, password: string, captcha: CaptchaAnswer): Promise<string>;
  signOut(): Promise<void>;
  accounts(search: string, cursor: string | null): Promise<OpsAccountsPage>;
  account(id: string): Promise<OpsAccountDetail>;
  /** Lifts the locks after wrong passwords. */
  unlock(id: string): Promise<void>;
  suspend(id: string, reason: string): Promise<void>;
  lift(id: string): Promise<void>;
  endSessions(id: string): Promise<void>;
  trail(id: string, before: number | null): Promise<OpsTrailPage>;
}
