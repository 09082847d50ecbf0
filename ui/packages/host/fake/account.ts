import type { Host } from "../Host";
import type {
  AccountView,
  ApplicantForm,
  CompanyDraft,
  DeviceView,
  ProblemView,
  RegistrationStage,
} from "../generated";
import { problemOf as problem } from "../forms";
import { refuse, type World } from "./world";

/** Letters of every fake picture, and every fake code by SMS. */
export const CAPTCHA = "7K4M";
export const SMS_CODE = "246810";
/** The password of the fake account. */
export const PASSWORD = "sample-2025";
/** The address at which a fake server answers. */
export const SERVER = "https://xinbao.example.com";

/** How the fake vault stands with a server at the beginning. */
export type Joined = "local" | "connected" | "signed_in" | "ended";

/** The companies of the simulated registry (spec 01 §18.7): name, code, representative, document, whether it is active. */
export const COMPANIES = [
  ["示例进出口有限公司", "91330782TE5T00016T", "示例甲", "330782190101010013", true],
  ["示例贸易有限公司", "91330782TE5T00024M", "示例乙", "E00000001", true],
  ["示例停业有限公司", "91330700TE5T00040J", "示例丙", "33078219020202019X", false],
] as const;

const ACCOUNT: AccountView = {
  company_name: "示例进出口有限公司",
  uscc: "91330782TE5T00016T",
  mpn: "F00000001",
  person: "示例业务员一",
  role: "owner",
  suspended: false,
  must_change_password: false,
};

const DEVICES: DeviceView[] = [
  {
    id: "00000000-0000-7000-c000-000000000001",
    name: "办公室台式机",
    signed_in_at: "2025-03-18 08:59:12",
    last_used_at: "2025-03-28 16:20:41",
    is_this: true,
  },
  {
    id: "00000000-0000-7000-c000-000000000002",
    name: "仓库笔记本",
    signed_in_at: "2025-03-11 10:02:33",
    last_used_at: "2025-03-27 18:05:09",
    is_this: false,
  },
];

const BLANK: { applicant: ApplicantForm; company: CompanyDraft } = {
  applicant: {
    company_name: "",
    uscc: "",
    legal_rep_name: "",
    legal_rep_doc_type: "resident_id",
    legal_rep_doc_no: "",
  },
  company: {
    contact_name: "",
    mobile: "",
    contact_email: "",
    registered_address: "",
    office_address: "",
    customs_reg_no: "",
    trade_assurance: false,
    agreed: false,
  },
};

const PHONE = /^1\d{10}$/;

type Calls = Pick<
  Host,
  | "connection"
  | "connectServer"
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

/** Where somebody stands with the fake server; what is sent and fetched needs it. */
export interface Membership {
  server: string | null;
  signedIn: boolean;
  account: AccountView | null;
  online: boolean;
  /** A registration's draft was deleted because nobody touched it for 30 days. */
  forgotten: boolean;
}

/** Account and server in memory: one account, the companies of the simulated registry. */
export function accountCalls(world: World, joined: Joined): Calls & { membership: Membership } {
  const isMember = joined === "signed_in" || joined === "ended";
  const membership: Membership = {
    server: joined === "local" ? null : SERVER,
    signedIn: joined === "signed_in",
    account: isMember ? ACCOUNT : null,
    online: true,
    forgotten: false,
  };
  let ended = joined === "ended" ? problem("AUTH_SESSION_EXPIRED") : null;
  let password = PASSWORD;
  let devices = DEVICES;
  let captchas = 0;
  let wrong = 0;
  let failedChecks = 0;
  let verified: ApplicantForm | null = null;
  let draft = BLANK;
  let state: RegistrationStage = "draft";

  const view = () => ({
    server: membership.server,
    account: membership.account,
    signed_in: membership.signedIn,
    ended,
  });
  const told = () => {
    world.emit({ kind: "sync" });
    return Promise.resolve(view());
  };
  const mustAnswer = () => {
    if (!membership.online) refuse("NET_REQUIRED");
  };
  const mustRead = (answer: { letters: string } | null) => {
    if (answer?.letters.toUpperCase() !== CAPTCHA) refuse("CAPTCHA_WRONG", { field: "captcha" });
  };
  const newPassword = (next: string, again: string): ProblemView[] => {
    const field = "password";
    if (next.length < 8 || next.length > 20) return [problem("PWD_LENGTH", { field })];
    if (!/^[\x21-\x7e]+$/.test(next)) return [problem("PWD_CHARS", { field })];
    if ([/\d/, /[a-z]/i, /[^\da-z]/i].filter((kind) => kind.test(next)).length < 2)
      return [problem("PWD_CLASSES", { field })];
    return next === again ? [] : [problem("PWD_REPEAT", { field: "password_repeat" })];
  };
  const first = (problems: ProblemView[]) => {
    const [one] = problems.filter(({ severity }) => severity === "error");
    if (one) refuse(one.code, one);
  };
  const applicant = (form: ApplicantForm): ProblemView[] => {
    const problems: ProblemView[] = [];
    const names = ["company_name", "uscc", "legal_rep_name", "legal_rep_doc_no"] as const;
    for (const field of names) if (form[field] === "") problems.push(problem("FIELD_REQUIRED", { field }));
    if (form.uscc !== "" && form.uscc.length !== 18)
      problems.push(problem("USCC_LENGTH", { field: "uscc", params: { n: String(form.uscc.length) } }));
    const number = form.legal_rep_doc_no;
    if (number !== "" && form.legal_rep_doc_type !== "passport" && number.length !== 18)
      problems.push(
        problem("RID_LENGTH", { field: "legal_rep_doc_no", params: { n: String(number.length) } }),
      );
    if (number.startsWith("990000"))
      problems.push(problem("RID_REGION_UNKNOWN", { field: "legal_rep_doc_no", severity: "warning" }));
    return problems;
  };

  return {
    membership,
    connection: async () => Promise.resolve(view()),
    connectServer: async (address) => {
      if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)/.test(address))
        refuse("NET_TLS", { field: "server" });
      mustAnswer();
      membership.server = address.replace(/\/$/, "");
      return told();
    },
    captcha: async () => {
      mustAnswer();
      captchas += 1;
      const letters = Array.from(CAPTCHA)
        .map((one, at) => `<text x="${12 + at * 26}" y="${27 + (at % 2) * 4}" font-size="24">${one}</text>`)
        .join("");
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/><path d="M0 12Q40 38 120 8" stroke="#666" fill="none"/>${letters}</svg>`;
      return Promise.resolve({
        id: `captcha-${captchas}`,
        picture: `data:image/svg+xml,${encodeURIComponent(svg)}`,
      });
    },
    signIn: async (form) => {
      mustAnswer();
      if (form.sms_code === null) mustRead(form.captcha);
      else if (form.sms_code !== SMS_CODE) refuse("SMS_WRONG", { field: "sms_code" });
      if (form.mode === "phone" && !PHONE.test(form.name))
        refuse("PHONE_FORMAT", { field: "name", params: { n: String(form.name.length) } });
      if (wrong >= 5) refuse("AUTH_LOCKED", { params: { minutes: "15" } });
      if (form.password !== password) {
        wrong += 1;
        const left = wrong < 3 ? ["", ""] : [`，还可尝试 ${5 - wrong} 次`, `; ${5 - wrong} tries left`];
        const params = { remaining_hint_zh: left[0] ?? "", remaining_hint_en: left[1] ?? "" };
        refuse("AUTH_BAD_CREDENTIALS", { params });
      }
      wrong = 0;
      ended = null;
      membership.signedIn = true;
      membership.account ??= ACCOUNT;
      return told();
    },
    signOut: async () => {
      membership.signedIn = false;
      return told();
    },
    registration: async () =>
      Promise.resolve({
        ...draft,
        state,
        seconds_left: state === "verified" ? 1800 : 0,
        forgotten: membership.forgotten,
      }),
    keepRegistration: async (form, company) => {
      if (JSON.stringify(form) !== JSON.stringify(draft.applicant)) {
        state = "draft";
        verified = null;
      }
      draft = { applicant: form, company };
      membership.forgotten = false;
      return Promise.resolve();
    },
    checkApplicant: async (form) => Promise.resolve(applicant(form)),
    verifyApplicant: async (form, captcha, acknowledged) => {
      first(applicant(form));
      const [doubt] = applicant(form).filter(({ code }) => !acknowledged.includes(code));
      if (doubt) refuse("WARN_ACK_REQUIRED");
      mustAnswer();
      if (failedChecks >= 5) refuse("REG_TOO_MANY", { params: { minutes: "42" } });
      if (failedChecks >= 2 && !captcha) refuse("FIELD_REQUIRED", { field: "captcha" });
      if (failedChecks >= 2) mustRead(captcha);
      const refused = (code: string): never => {
        failedChecks += 1;
        state = "verify_failed";
        return refuse(code);
      };
      draft = { ...draft, applicant: form };
      const found = COMPANIES.find(([, uscc]) => uscc === form.uscc) ?? refused("REG_NOT_FOUND");
      const [company, , name, number, isActive] = found;
      if (company !== form.company_name) refused("REG_COMPANY_MISMATCH");
      if (name !== form.legal_rep_name || number !== form.legal_rep_doc_no) refused("REG_LEGAL_REP_MISMATCH");
      if (!isActive) refused("REG_COMPANY_INACTIVE");
      if (form.uscc === membership.account?.uscc) refuse("REG_ALREADY");
      verified = form;
      state = "verified";
      return Promise.resolve({ seconds_left: 1800, registered_address: "示例省示例市示例路 1 号" });
    },
    checkCompany: async (_, form) => {
      const problems = newPassword(form.password, form.password_repeat);
      const { company } = form;
      const must = ["contact_name", "mobile", "registered_address"] as const;
      for (const field of must)
        if (company[field] === "") problems.push(problem("FIELD_REQUIRED", { field }));
      if (form.sms_code === "") problems.push(problem("FIELD_REQUIRED", { field: "sms_code" }));
      const { mobile, customs_reg_no } = company;
      if (mobile !== "" && !PHONE.test(mobile))
        problems.push(problem("PHONE_FORMAT", { field: "mobile", params: { n: String(mobile.length) } }));
      if (customs_reg_no !== "" && !/^[\dA-Z]{10}$/.test(customs_reg_no))
        problems.push(problem("CUSTOMS_REG_FORMAT", { field: "customs_reg_no" }));
      if (!company.agreed) problems.push(problem("AGREEMENT_REQUIRED", { field: "agreement_version" }));
      return Promise.resolve(problems);
    },
    sendCode: async (request) => {
      mustAnswer();
      if (request.purpose === "registration" && !PHONE.test(request.mobile))
        refuse("PHONE_FORMAT", { field: "mobile", params: { n: String(request.mobile.length) } });
      return Promise.resolve({ resend_seconds: 60 });
    },
    activate: async (form) => {
      mustAnswer();
      if (!verified) refuse("REG_TOKEN_EXPIRED");
      if (form.sms_code !== SMS_CODE) refuse("SMS_WRONG", { field: "sms_code" });
      password = form.password;
      const made = { login_name: verified.uscc, mpn: "F00000002" };
      membership.account = {
        ...ACCOUNT,
        company_name: verified.company_name,
        uscc: verified.uscc,
        mpn: made.mpn,
        person: form.company.contact_name,
      };
      verified = null;
      draft = BLANK;
      state = "draft";
      return Promise.resolve(made);
    },
    changePassword: async (old, next, again) => {
      mustAnswer();
      if (old !== password) refuse("AUTH_BAD_CREDENTIALS", { field: "old_password" });
      if (next === old) refuse("PWD_SAME_AS_OLD", { field: "password" });
      first(newPassword(next, again));
      password = next;
      devices = devices.filter(({ is_this }) => is_this);
      return Promise.resolve();
    },
    startReset: async (_, mobile, captcha) => {
      mustAnswer();
      if (!PHONE.test(mobile))
        refuse("PHONE_FORMAT", { field: "mobile", params: { n: String(mobile.length) } });
      mustRead(captcha);
      return Promise.resolve({ resend_seconds: 60 });
    },
    finishReset: async (form) => {
      mustAnswer();
      if (form.sms_code !== SMS_CODE) refuse("SMS_WRONG", { field: "sms_code" });
      first(newPassword(form.next, form.again));
      password = form.next;
      wrong = 0;
      return Promise.resolve();
    },
    devices: async () => {
      mustAnswer();
      return Promise.resolve(devices);
    },
    endDevice: async (id) => {
      mustAnswer();
      devices = devices.filter((device) => device.id !== id);
      return Promise.resolve(devices);
    },
  };
}
