import type {
  ActivatedView,
  ApplicantForm,
  AttentionPage,
  AttentionView,
  CaptchaAnswer,
  CaptchaView,
  CodeRequest,
  CodeSentView,
  CompanyDraft,
  CompanyForm,
  ConnectionView,
  Decision,
  DeviceView,
  FileView,
  OutboxPage,
  PageQuery,
  ProblemView,
  RegistrationView,
  ResetForm,
  SignInForm,
  SyncView,
  VerifiedView,
} from "./generated";

/** The part of `Host` that is about a server: the account, what is sent and fetched, what must be decided. */
export interface SyncHost {
  // The account
  connection(): Promise<ConnectionView>;
  /** Names this vault's server, once it has answered. */
  connectServer(address: string): Promise<ConnectionView>;
  captcha(): Promise<CaptchaView>;
  signIn(form: SignInForm): Promise<ConnectionView>;
  /** Ends the session, on the server as well where it answers. */
  signOut(): Promise<ConnectionView>;
  /** The registration as far as it is filled in; it survives everything but 30 days (YW-REG-08). */
  registration(): Promise<RegistrationView>;
  keepRegistration(applicant: ApplicantForm, company: CompanyDraft): Promise<void>;
  /** What is wrong or doubtful with the four values, without a network (YW-REG-01). */
  checkApplicant(form: ApplicantForm): Promise<ProblemView[]>;
  /** 【验证】; `acknowledged` are codes of warnings that the person has seen. */
  verifyApplicant(
    form: ApplicantForm,
    captcha: CaptchaAnswer | null,
    acknowledged: string[],
  ): Promise<VerifiedView>;
  /** What is wrong with the company's data, without a network (YW-REG-04). */
  checkCompany(uscc: string, form: CompanyForm): Promise<ProblemView[]>;
  sendCode(request: CodeRequest): Promise<CodeSentView>;
  /** 【激活】 */
  activate(form: CompanyForm): Promise<ActivatedView>;
  changePassword(old: string, next: string, again: string): Promise<void>;
  /** 忘记密码: the answer is the same whether the pair exists or not. */
  startReset(name: string, mobile: string, captcha: CaptchaAnswer): Promise<CodeSentView>;
  finishReset(form: ResetForm): Promise<void>;
  devices(): Promise<DeviceView[]>;
  /** Signs a computer out; answers with those that are left. */
  endDevice(id: string): Promise<DeviceView[]>;

  // Sync
  syncState(): Promise<SyncView>;
  /** 立即同步: at once, and past whatever stopped it. */
  syncNow(): Promise<void>;
  outbox(page: PageQuery): Promise<OutboxPage>;
  /** Writes what was not sent yet to a file. */
  exportOutbox(): Promise<FileView | null>;
  attentionList(page: PageQuery): Promise<AttentionPage>;
  attentionItem(id: string): Promise<AttentionView>;
  /** Decides all of it; where it was refused as a whole, the one key is empty. */
  resolveAttention(id: string, decisions: Decision[]): Promise<void>;
}
