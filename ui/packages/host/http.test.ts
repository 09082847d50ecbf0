import { afterEach, expect, it, vi } from "vitest";
import { Refusal } from "./Host";
import { httpOps, uuid7 } from "./http";

afterEach(() => {
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

/** A server that gives these answers, one after the other, and remembers what it was asked. */
function serve(...answers: (Response | Error)[]) {
  const asked: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({ path, init });
    const answer = answers.shift();
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new Error("no answer"));
  });
  return asked;
}

const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  return error instanceof Refusal ? error.problem.code : String(error);
};
const signedIn = json(200, {
  tokens: { access_token: "a1", refresh_token: "r1" },
  person: { name: null, login_name: "operator.a" },
});
const header = (init: RequestInit | undefined, name: string) => new Headers(init?.headers).get(name);

it("CM-ID-01: ids are UUIDv7 and carry their time", () => {
  const id = uuid7(1_742_000_000_000);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(1_742_000_000_000);
});

it("CM-ERR-01: a refusal comes as its code; what is no answer of ours is INTERNAL, and no answer NET_REQUIRED", async () => {
  serve(
    json(423, { problems: [{ code: "AUTH_LOCKED", params: { minutes: "15" } }] }),
    new Response("<html>", { status: 502 }),
    new Error("offline"),
  );
  const host = httpOps();
  expect(await codeOf(host.captcha())).toBe("AUTH_LOCKED");
  expect(await codeOf(host.captcha())).toBe("INTERNAL");
  expect(await codeOf(host.captcha())).toBe("NET_REQUIRED");
});

it("CM-SEC-02: an expired token is exchanged once, and the request sent with the new one", async () => {
  const expired = () => json(401, { problems: [{ code: "AUTH_SESSION_EXPIRED" }] });
  const asked = serve(
    signedIn,
    expired(),
    json(200, { access_token: "a2", refresh_token: "r2" }),
    new Response(null, { status: 204 }),
    expired(),
    expired(),
  );
  const host = httpOps();
  expect(await host.signIn("operator.a", "p", { id: "c", letters: "7K4M" })).toBe("operator.a");
  await host.unlock("x");
  expect(asked.map(({ path }) => path.replace("/api/v1", ""))).toEqual([
    "/auth/login",
    "/ops/accounts/x/unlock",
    "/auth/refresh",
    "/ops/accounts/x/unlock",
  ]);
  expect(header(asked[3]?.init, "Authorization")).toBe("Bearer a2");
  expect(header(asked[3]?.init, "Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await codeOf(host.lift("x"))).toBe("AUTH_SESSION_EXPIRED");
});
