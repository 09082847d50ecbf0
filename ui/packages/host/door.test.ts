import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDoor, uuid7 } from "./door";
import { Refusal } from "./Host";
import { httpAccount, nameOfBrowser } from "./httpAccount";
import { httpOps } from "./httpOps";

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const problem = (status: number, ...codes: string[]) =>
  json(status, { problems: codes.map((code) => ({ code })) });

/** A server that gives these answers, one after the other, and remembers what it was asked. */
function serve(...answers: (Response | Error)[]) {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request);
    const answer = answers.shift();
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new Error("no answer"));
  });
  return asked;
}

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  return error instanceof Refusal ? error.problems.map(({ code }) => code).join(" ") : String(error);
};
const tokens = (name: string) => ({ access_token: `a${name}`, refresh_token: `r${name}` });
const signedIn = () =>
  json(200, {
    tokens: tokens("1"),
    person: { name: null, login_name: "operator.a", role: "operator", rights: [] },
    account: { kind: "operator" },
  });
const form = {
  mode: "user",
  name: "operator.a",
  password: "p",
  captcha: { id: "c", letters: "7K4M" },
} as const;
const pathOf = ({ url }: Request) => new URL(url).pathname.replace("/api/v1", "");
const expired = () => problem(401, "AUTH_SESSION_EXPIRED");

it("CM-ID-01: ids are UUIDv7 and carry their time", () => {
  const id = uuid7(1_742_000_000_000);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(1_742_000_000_000);
});

it("CM-SEC-02: a browser is the same device each time, and takes nobody else's place", () => {
  const { device } = openDoor();
  expect(openDoor().device).toBe(device);
  localStorage.clear();
  expect(openDoor().device).not.toBe(device);
  expect(nameOfBrowser("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")).toBe(
    "Chrome (Linux)",
  );
  expect(nameOfBrowser("curl/8")).toBe("Browser");
});

it("CM-ERR-01: a refusal tells all that is wrong; what is no answer of ours is INTERNAL, and no answer NET_REQUIRED", async () => {
  serve(
    problem(422, "USCC_LENGTH", "NAME_CHARS"),
    new Response("<html>", { status: 502 }),
    new Response("<html>", { status: 200 }),
    new Error("offline"),
  );
  const host = httpOps();
  expect(await refusal(host.captcha())).toBe("USCC_LENGTH NAME_CHARS");
  expect(await refusal(host.captcha())).toBe("INTERNAL");
  expect(await refusal(host.captcha())).toBe("INTERNAL");
  expect(await refusal(host.captcha())).toBe("NET_REQUIRED");
});

it("CM-SEC-02: an expired token is exchanged once, however many wait for it, and the request sent with the new one", async () => {
  const asked = serve(
    signedIn(),
    expired(),
    expired(),
    json(200, tokens("2")),
    json(200, { accounts: [] }),
    new Response(null, { status: 204 }),
  );
  const host = httpOps();
  expect((await host.signIn({ ...form, sms_code: null })).signed_in).toBe(true);
  await Promise.all([host.accounts({ search: "", kind: "firm", state: "" }, null), host.unlock("x")]);
  expect(asked.map(pathOf)).toEqual([
    "/auth/login",
    "/ops/accounts",
    "/ops/accounts/x/unlock",
    "/auth/refresh",
    "/ops/accounts",
    "/ops/accounts/x/unlock",
  ]);
  expect(new URL(asked[1]?.url ?? "").search).toBe("?kind=firm&limit=50");
  expect(asked[5]?.headers.get("Authorization")).toBe("Bearer a2");
  // The same deed under the same key: the server does it once.
  const keys = [asked[2], asked[5]].map((request) => request?.headers.get("Idempotency-Key"));
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

it("CM-SEC-02: an exchange whose answer is lost is asked for once more under its key; a session that is over says so once", async () => {
  const asked = serve(
    signedIn(),
    expired(),
    new Error("lost"),
    json(200, tokens("2")),
    new Response(null, { status: 204 }),
    problem(401, "AUTH_SESSION_REVOKED"),
    problem(401, "AUTH_REQUIRED"),
  );
  const host = httpOps();
  const heard: unknown[] = [];
  host.onEnded(() => heard.push(host.session()));
  await host.signIn({ ...form, sms_code: null });
  await host.unlock("x");
  expect(await refusal(host.lift("x"))).toBe("AUTH_SESSION_REVOKED");
  expect((await host.connection()).ended?.code).toBe("AUTH_SESSION_REVOKED");
  expect(await refusal(host.lift("x"))).toBe("AUTH_REQUIRED");
  expect(heard).toEqual([null]);
  expect(asked.at(-1)?.headers.has("Authorization")).toBe(false);
});

it("CM-SEC-02: a wrong password within a session ends no session", async () => {
  serve(signedIn(), problem(401, "AUTH_BAD_CREDENTIALS"));
  const host = httpAccount();
  await host.signIn({ ...form, sms_code: null });
  expect(await refusal(host.changePassword("a", "b", "b"))).toBe("AUTH_BAD_CREDENTIALS");
  expect(host.session()?.person.login_name).toBe("operator.a");
});

it("YW-REG-06: what was verified goes with its token; changed values want another check", async () => {
  const asked = serve(
    json(200, {
      verification_token: "t",
      expires_at: new Date(Date.now() + 1_800_000).toISOString(),
      registry_status: "存续",
      registered_address: null,
    }),
    json(200, { resend_seconds: 60 }),
  );
  const host = httpAccount();
  const { applicant, company } = await host.registration();
  const told = await host.verifyApplicant({ ...applicant, uscc: "U" }, null, ["RID_REGION_UNKNOWN"]);
  expect(told.seconds_left).toBeGreaterThan(1_790);
  await host.sendCode({ purpose: "registration", mobile: "19900000001" });
  expect(await asked[1]?.json()).toEqual({
    purpose: "registration",
    mobile: "19900000001",
    verification_token: "t",
  });
  await host.keepRegistration({ ...applicant, uscc: "V" }, company);
  expect((await host.registration()).state).toBe("draft");
  expect(await refusal(host.sendCode({ purpose: "registration", mobile: "19900000001" }))).toBe(
    "REG_TOKEN_EXPIRED",
  );
});
