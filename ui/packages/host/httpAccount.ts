import type { AccountHost } from "./AccountHost";
import { openDoor, once, type Door, type Shape } from "./door";
import { problemOf } from "./forms";
import type {
  ApplicantForm,
  CaptchaAnswer,
  CompanyDraft,
  CompanyForm,
  ConnectionView,
  ProblemView,
  RegistrationView,
  RoleView,
  SignInForm,
} from "./generated";
import { Refusal } from "./Host";

/** Who is signed in at a console. */
export interface Session {
  person: Shape<"PersonView">;
  account: Shape<"AccountView">;
}

/** What every console can do: the account, and what the server says of itself. */
export interface ConsoleHost extends AccountHost {
  /** `null` while nobody is signed in. */
  session(): Session | null;
  /** Hears that the session ended without being asked to; `connection` says why. */
  onEnded(hear: () => void): () => void;
  /** Whether partners of the server are simulated: then every screen says so (CM-ARCH-02). */
  isSimulated(): Promise<boolean>;
}

/** The accepted version of user agreement and privacy policy. */
const AGREEMENT = "1.0";
const ROLES: readonly RoleView[] = ["owner", "clerk", "documents", "finance"];
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

const chinaSeconds = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});
/** China time to the second, as the desk's views have it. */
const stamped = (instant: string) => chinaSeconds.format(new Date(instant));

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** What a browser calls itself among a person's devices, such as `Chrome (Windows)`. */
export function nameOfBrowser(agent: string): string {
  const find = (known: readonly (readonly [string, string])[]) =>
    known.find(([sign]) => agent.includes(sign))?.[1];
  return [find(BROWSERS) ?? "Browser", find(SYSTEMS)].filter(Boolean).join(" ").replace(/ (.+)/, " ($1)");
}

const withCaptcha = (captcha: CaptchaAnswer | null) =>
  captcha === null ? {} : { captcha_id: captcha.id, captcha: captcha.letters };

/**
 * An account over HTTP. The browser checks nothing by itself: every rule stands in the server, which tells all that is wrong
 * at once. What is typed of a registration lives in the page only, identity numbers are written nowhere (CM-SEC-01).
 */
export function httpAccount(door: Door = openDoor()): ConsoleHost {
  const { server, answer, done, device } = door;
  const key = () => ({ header: once() });
  const hearers = new Set<() => void>();
  /** How far the server's clock is ahead of this one, in milliseconds. */
  let ahead = 0;
  let session: Session | null = null;
  let ended: ProblemView | null = null;
  let draft = BLANK;
  let verified: { token: string; until: number } | null = null;

  door.onEnded((why) => {
    session = null;
    ended = why;
    for (const hear of [...hearers]) hear();
  });

  const secondsLeft = () => (verified ? Math.max(0, Math.ceil((verified.until - Date.now()) / 1_000)) : 0);
  const token = () => {
    if (!verified || secondsLeft() === 0) throw new Refusal(problemOf("REG_TOKEN_EXPIRED"));
    return verified.token;
  };
  const sameApplicant = (one: ApplicantForm) => JSON.stringify(one) === JSON.stringify(draft.applicant);

  function connection(): ConnectionView {
    const role = ROLES.find((one) => one === session?.person.role);
    return {
      server: location.origin,
      account:
        session && role
          ? {
              company_name: session.account.company_name ?? "",
              uscc: session.account.uscc ?? "",
              mpn: session.account.mpn ?? "",
              person: session.person.name ?? "",
              role,
              suspended: session.account.state === "suspended",
              must_change_password: session.person.must_change_password,
            }
          : null,
      signed_in: session !== null,
      ended,
    };
  }

  async function devices() {
    const { devices } = await answer(server.GET("/auth/devices"));
    return devices.map((one) => ({
      id: one.session_id,
      name: one.device_name ?? "",
      signed_in_at: stamped(one.created_at),
      last_used_at: stamped(one.last_used_at),
      is_this: one.current,
    }));
  }

  async function signIn({ mode, name, password, captcha, sms_code }: SignInForm) {
    const body = { mode, name, password, sms_code, ...withCaptcha(captcha) };
    const device_name = nameOfBrowser(navigator.userAgent);
    const signed = await answer(
      server.POST("/auth/login", { params: key(), body: { ...body, device, device_name } }),
    );
    door.signed(signed.tokens);
    session = { person: signed.person, account: signed.account };
    ended = null;
    return connection();
  }

  async function activate({ company, password, password_repeat, sms_code }: CompanyForm) {
    const { trade_assurance, agreed, ...typed } = company;
    const made = await answer(
      server.POST("/yw/registrations/activate", {
        params: key(),
        body: {
          verification_token: token(),
          ...draft.applicant,
          ...typed,
          password,
          password_repeat,
          sms_code,
          services: trade_assurance ? ["yw", "ta"] : ["yw"],
          agreement_version: agreed ? AGREEMENT : "",
        },
      }),
    );
    draft = BLANK;
    verified = null;
    return made;
  }

  return {
    session: () => session,
    onEnded: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    isSimulated: async () => {
      const { now, simulated } = await answer(server.GET("/time"));
      ahead = Date.parse(now) - Date.now();
      return simulated;
    },
    connection: () => Promise.resolve(connection()),
    captcha: () => answer(server.GET("/auth/captcha")),
    signIn,
    signOut: async () => {
      try {
        await done(server.POST("/auth/logout", { params: key() }));
      } catch (error) {
        // A session that is over is what was asked for.
        if (session !== null) throw error;
      }
      door.signed(null);
      session = null;
      return connection();
    },
    registration: (): Promise<RegistrationView> =>
      Promise.resolve({
        ...draft,
        state: !verified ? "draft" : secondsLeft() === 0 ? "verify_expired" : "verified",
        seconds_left: secondsLeft(),
        forgotten: false,
      }),
    keepRegistration: (applicant, company) => {
      if (!sameApplicant(applicant)) verified = null;
      draft = { applicant, company };
      return Promise.resolve();
    },
    checkApplicant: () => Promise.resolve([]),
    verifyApplicant: async (applicant, captcha, acknowledged) => {
      const told = await answer(
        server.POST("/yw/registrations/verify", {
          params: key(),
          body: { ...applicant, acknowledged, device, ...withCaptcha(captcha) },
        }),
      );
      draft = { ...draft, applicant };
      verified = { token: told.verification_token, until: Date.parse(told.expires_at) - ahead };
      return { seconds_left: secondsLeft(), registered_address: told.registered_address ?? "" };
    },
    checkCompany: () => Promise.resolve([]),
    sendCode: async (request) =>
      answer(
        server.POST("/sms/send", {
          params: key(),
          body: request.purpose === "registration" ? { ...request, verification_token: token() } : request,
        }),
      ),
    activate,
    changePassword: async (old_password, new_password, password_repeat) => {
      const body = { old_password, new_password, password_repeat };
      await done(server.POST("/auth/password/change", { params: key(), body }));
      if (session) session = { ...session, person: { ...session.person, must_change_password: false } };
    },
    startReset: (name, mobile, captcha) =>
      answer(
        server.POST("/auth/password/reset/start", {
          params: key(),
          body: { name, mobile, captcha_id: captcha.id, captcha: captcha.letters },
        }),
      ),
    finishReset: ({ name, mobile, sms_code, next, again }) =>
      done(
        server.POST("/auth/password/reset/finish", {
          params: key(),
          body: { name, mobile, sms_code, new_password: next, password_repeat: again },
        }),
      ),
    devices,
    endDevice: async (id) => {
      await done(
        server.DELETE("/auth/devices/{session_id}", {
          params: { path: { session_id: id }, ...key() },
        }),
      );
      return devices();
    },
  };
}
