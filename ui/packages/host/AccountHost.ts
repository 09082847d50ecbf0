import type { SyncHost } from "./SyncHost";

/** The part of the door that is about an account: the same in the desk's window and in a browser. */
export type AccountHost = Pick<
  SyncHost,
  | "connection"
  | "captcha"
  | "signIn"
  | "signOut"
  | "registration"
  | "keepRegistration"
  | "checkApplicant"
  | "verifyApplicant"
  | "checkCompany"
  | "sendCode"
  | "activate"
  | "changePassword"
  | "startReset"
  | "finishReset"
  | "devices"
  | "endDevice"
>;
