import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api";
import type { ProblemView } from "./generated";
import { problemOf } from "./forms";
import { Refusal } from "./Host";

/** A shape of the server's description, by its name there. */
export type Shape<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Tokens = Shape<"TokensView">;

/** Nothing answers for so long, in milliseconds: then it is said. */
const TIMEOUT_MS = 30_000;
/** Where this browser's id lies. It is no secret and opens nothing. */
const DEVICE = "xinbao.device";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Codes after which nobody is signed in any more. */
const ENDED = ["AUTH_SESSION_EXPIRED", "AUTH_SESSION_REVOKED", "AUTH_REQUIRED"];

/** The server as a page in a browser reaches it. */
export interface Door {
  /** Typed by the server's own description. What it refuses is told by `answer` and `done`. */
  readonly server: Client<paths>;
  /** Which browser this is. */
  readonly device: string;
  /** What was asked for; a refusal is thrown as a `Refusal` with all its problems. */
  answer: <Data>(asked: Promise<Asked<Data>>) => Promise<Data>;
  /** The same where nothing comes back. */
  done: (asked: Promise<Asked<unknown>>) => Promise<void>;
  /** From now on somebody is signed in; `null`: nobody. */
  signed: (tokens: Tokens | null) => void;
  /** Hears why the session ended without being asked to; returns how to stop. */
  onEnded: (hear: (why: ProblemView) => void) => () => void;
}

interface Asked<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
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

/** The key under which a deed is done once, however often it is sent. */
export const once = () => ({ "Idempotency-Key": uuid7() });

/**
 * One id for this browser: whoever signs in here again takes their own place among the five of a person, not that of a
 * computer at work (CM-SEC-02).
 */
function deviceOfBrowser(): string {
  const made = uuid7();
  try {
    const kept = localStorage.getItem(DEVICE);
    if (kept !== null && UUID.test(kept)) return kept;
    localStorage.setItem(DEVICE, made);
  } catch {
    // A browser that may keep nothing is another one each time.
  }
  return made;
}

/** What the server wrote of problems, as far as they are some. */
function problemsIn(body: unknown): ProblemView[] {
  if (typeof body !== "object" || body === null || !("problems" in body) || !Array.isArray(body.problems))
    return [];
  return body.problems.flatMap((found: unknown) => {
    if (typeof found !== "object" || found === null || !("code" in found) || typeof found.code !== "string")
      return [];
    const { params, field, severity } = found as { params?: unknown; field?: unknown; severity?: unknown };
    return problemOf(found.code, {
      severity: severity === "warning" ? "warning" : "error",
      params: typeof params === "object" && params !== null ? (params as Record<string, string>) : {},
      field: typeof field === "string" ? field : null,
    });
  });
}

const refusalOf = (body: unknown, status: number) => {
  const [first = problemOf("INTERNAL", { params: { request_id: String(status) } }), ...more] =
    problemsIn(body);
  return new Refusal(first, ...more);
};

/** The problem that an answer begins with; `null` if it tells none. */
const problemOfAnswer = async (answer: Response) =>
  problemsIn(await answer.json().catch(() => null))[0] ?? null;

/** Opens the door. The tokens live in the page only: loaded again, it asks for the password again. */
export function openDoor(): Door {
  const base = `${location.origin}/api/v1`;
  const device = deviceOfBrowser();
  const hearers = new Set<(why: ProblemView) => void>();
  let tokens: Tokens | null = null;
  let renewing: Promise<Tokens | null> | null = null;

  async function reach(request: Request, access: Tokens | null): Promise<Response> {
    if (access) request.headers.set("Authorization", `Bearer ${access.access_token}`);
    try {
      return await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      const slow = error instanceof DOMException && error.name === "TimeoutError";
      throw new Refusal(problemOf(slow ? "NET_TIMEOUT" : "NET_REQUIRED", { retryable: true }));
    }
  }

  /** Sends a request; with an access token that has expired, once more with the next one. */
  async function send(request: Request): Promise<Response> {
    const used = tokens;
    if (!used) return reach(request, null);
    const again = request.clone();
    const answer = await reach(request, used);
    const problem = await endingIn(answer);
    if (problem?.code !== "AUTH_SESSION_EXPIRED") {
      if (problem) end(used, problem);
      return answer;
    }
    const next = await renew(used);
    if (!next) return answer;
    const second = await reach(again, next);
    const reason = await endingIn(second);
    if (reason) end(next, reason);
    return second;
  }

  const endingIn = async (answer: Response) => {
    if (answer.status !== 401) return null;
    const problem = await problemOfAnswer(answer.clone());
    return problem && ENDED.includes(problem.code) ? problem : null;
  };

  /** The next tokens, asked for once however many requests wait for them; `null`: the session is over. */
  function renew(used: Tokens): Promise<Tokens | null> {
    if (tokens !== used) return Promise.resolve(tokens);
    renewing ??= exchange(used).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function exchange(used: Tokens): Promise<Tokens | null> {
    const body = JSON.stringify({ refresh_token: used.refresh_token, device });
    const headers = { "Content-Type": "application/json", ...once() };
    const asking = () =>
      new Request(`${base}/auth/refresh`, { method: "POST", headers, body, redirect: "error" });
    // A lost answer is given again within a minute, to the same key: without it the session would be over.
    const answer = await reach(asking(), null).catch(() => reach(asking(), null));
    if (!answer.ok) {
      const problem = await problemOfAnswer(answer);
      if (answer.status === 401) end(used, problem ?? problemOf("AUTH_SESSION_EXPIRED"));
      if (answer.status === 401) return null;
      throw new Refusal(problem ?? problemOf("INTERNAL", { params: { request_id: String(answer.status) } }));
    }
    const next = (await answer.json()) as Tokens;
    // Whoever signed out meanwhile stays signed out.
    if (tokens === used) tokens = next;
    return tokens;
  }

  function end(used: Tokens, why: ProblemView) {
    if (tokens !== used) return;
    tokens = null;
    for (const hear of [...hearers]) hear(why);
  }

  async function answer<Data>(asked: Promise<Asked<Data>>): Promise<Data> {
    const { data, error, response } = await asked.catch((cause: unknown) => {
      // An answer that is not what it says to be.
      if (cause instanceof SyntaxError) throw refusalOf(null, 200);
      throw cause;
    });
    if (!response.ok) throw refusalOf(error, response.status);
    return data as Data;
  }

  return {
    server: createClient<paths>({ baseUrl: base, fetch: send, redirect: "error" }),
    device,
    answer,
    done: async (asked) => {
      await answer(asked);
    },
    signed: (next) => {
      tokens = next;
    },
    onEnded: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
  };
}
