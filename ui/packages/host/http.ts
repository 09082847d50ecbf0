import type { ProblemView } from "./generated";
import { problemOf } from "./forms";
import { Refusal } from "./Host";
import type { OpsAccountDetail, OpsAccountsPage, OpsHost, OpsTrailPage } from "./ops";

const API = "/api/v1";
/** Nothing answers for so long: then it is said. */
const TIMEOUT_MS = 30_000;

interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** A UUIDv7, as the server asks for of whoever makes ids. */
export function uuid7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What the server wrote of a problem, as far as it is one. */
function problemIn(body: unknown): ProblemView | null {
  if (typeof body !== "object" || body === null || !("problems" in body) || !Array.isArray(body.problems))
    return null;
  const found: unknown = body.problems[0];
  if (typeof found !== "object" || found === null || !("code" in found) || typeof found.code !== "string")
    return null;
  const { params, field } = found as { params?: unknown; field?: unknown };
  return problemOf(found.code, {
    params: typeof params === "object" && params !== null ? (params as Record<string, string>) : {},
    field: typeof field === "string" ? field : null,
  });
}

/** The server's door for a console. The tokens live in the page only: loaded again, it asks for the password again. */
export function httpOps(): OpsHost {
  const device = uuid7();
  let tokens: Tokens | null = null;

  async function ask<T>(method: string, path: string, body?: unknown, again = true): Promise<T> {
    let answer: Response;
    try {
      answer = await fetch(API + path, {
        method,
        headers: {
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(method === "GET" ? {} : { "Idempotency-Key": uuid7() }),
          ...(tokens ? { Authorization: `Bearer ${tokens.access_token}` } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        // A refusal leads nowhere else.
        redirect: "error",
      });
    } catch (error) {
      const slow = error instanceof DOMException && error.name === "TimeoutError";
      throw new Refusal(problemOf(slow ? "NET_TIMEOUT" : "NET_REQUIRED", { retryable: true }));
    }
    if (answer.status === 204) return undefined as T;
    const said: unknown = await answer.json().catch(() => null);
    if (answer.ok) return said as T;
    const problem =
      problemIn(said) ?? problemOf("INTERNAL", { params: { request_id: String(answer.status) } });
    if (problem.code === "AUTH_SESSION_EXPIRED" && tokens && again) {
      await refresh(tokens);
      return ask(method, path, body, false);
    }
    throw new Refusal(problem);
  }

  async function refresh({ refresh_token }: Tokens) {
    tokens = null;
    tokens = await ask<Tokens>("POST", "/auth/refresh", { refresh_token, device }, false);
  }

  const of = (id: string) => `/ops/accounts/${encodeURIComponent(id)}`;
  return {
    captcha: () => ask("GET", "/auth/captcha"),
    signIn: async (name, password, captcha) => {
      const answer = await ask<{
        tokens: Tokens;
        person: { name: string | null; login_name: string | null };
      }>("POST", "/auth/login", {
        mode: "user",
        name,
        password,
        captcha_id: captcha.id,
        captcha: captcha.letters,
        device,
      });
      tokens = answer.tokens;
      return answer.person.name ?? answer.person.login_name ?? name;
    },
    signOut: async () => {
      await ask("POST", "/auth/logout");
      tokens = null;
    },
    accounts: (search, cursor) => {
      const query = new URLSearchParams({ search, limit: "50", ...(cursor === null ? {} : { cursor }) });
      return ask<OpsAccountsPage>("GET", `/ops/accounts?${query.toString()}`);
    },
    account: (id) => ask<OpsAccountDetail>("GET", of(id)),
    unlock: (id) => ask("POST", `${of(id)}/unlock`),
    suspend: (id, reason) => ask("POST", `${of(id)}/suspend`, { reason }),
    lift: (id) => ask("POST", `${of(id)}/lift`),
    endSessions: (id) => ask("POST", `${of(id)}/end-sessions`),
    trail: (id, before) => {
      const query = new URLSearchParams({
        limit: "50",
        ...(before === null ? {} : { before: String(before) }),
      });
      return ask<OpsTrailPage>("GET", `${of(id)}/audit?${query.toString()}`);
    },
  };
}
