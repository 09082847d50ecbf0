import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright";

/** The program as the everyday build leaves it, unless somebody names another. */
const PROGRAM =
  process.env.XINBAO_SERVER ?? new URL("../../target/debug/xinbao-server", import.meta.url).pathname;
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** The server's own program on this machine, with simulated partners and a folder of its own, and a browser. */
export interface Served {
  /** Where it answers, such as `http://127.0.0.1:41234`. */
  address: string;
  /** A person of the staff with a first password, made at the server's console. */
  addStaff: (name: string, role: string, password: string) => void;
  /** A browser of its own that nobody used before, at a place. */
  open: (place: string, look?: Look) => Promise<Tab>;
  /** The last code that was sent to a number. */
  codeFor: (mobile: string) => Promise<string>;
  /** Seconds that pass at once at the server. */
  pass: (seconds: number) => Promise<void>;
  /** Stops what was started here. */
  stop: () => Promise<void>;
}

export interface Look {
  width?: number;
  dark?: boolean;
  lang?: "zh" | "en";
}

/** A page with what went wrong in it. */
export interface Tab {
  page: Page;
  /** What the console of the browser complained of: faults of scripts, and what the policy of the page forbade. */
  faults: string[];
  close: () => Promise<void>;
}

export async function serve(): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), "xinbao-consoles-"));
  const env = { ...process.env, XDG_DATA_HOME: home };
  const server = spawn(PROGRAM, ["--simulated", "--listen", "127.0.0.1:0"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const address = await addressOf(server);
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    // A browser that calls nobody, also where tests run as root.
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const api = async (path: string, body?: unknown) => {
    const asked = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${address}/api/v1/sim/${path}`, { ...asked, headers });
    if (!answer.ok) throw new Error(`/sim/${path} answered ${answer.status}`);
    return answer.status === 204 ? null : ((await answer.json()) as unknown);
  };
  return {
    address,
    addStaff: (name, role, password) => {
      const made = spawnSync(PROGRAM, ["user", "add", name, "--role", role], {
        env,
        input: `${password}\n`,
        encoding: "utf8",
      });
      if (made.status !== 0) throw new Error(made.stderr);
    },
    open: (place, look) => open(browser, address + place, look),
    codeFor: async (mobile) => {
      const { messages } = (await api("outbox")) as { messages: { mobile: string; text: string }[] };
      const text = messages.findLast((message) => message.mobile === mobile)?.text ?? "";
      const [code] = /\d{6}/.exec(text) ?? [];
      if (code === undefined) throw new Error(`nothing was sent to ${mobile}`);
      return code;
    },
    pass: async (seconds) => {
      await api("events", { event: "time_passes", seconds });
    },
    stop: async () => {
      await browser.close();
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
      rmSync(home, { recursive: true });
    },
  };
}

type Axe = typeof axe;

/** The first line that the server prints says where it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  const output = server.stdout;
  if (!output) throw new Error("the server's output is read");
  const gone = new Promise<never>((_, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => {
      reject(new Error(`the server ended with ${code ?? "a signal"}`));
    });
  });
  const said = (async () => {
    for await (const line of createInterface({ input: output })) {
      const [, address] = /^listening on (http:\S+)/.exec(line) ?? [];
      if (address !== undefined) return address;
    }
    throw new Error("the server does not say where it listens");
  })();
  return Promise.race([said, gone]);
}

async function open(browser: Browser, url: string, look: Look = {}): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: 900 },
    colorScheme: look.dark === true ? "dark" : "light",
    locale: "zh-CN",
  });
  if (look.lang !== undefined)
    await context.addInitScript((lang) => {
      localStorage.setItem("xinbao.lang", lang);
    }, look.lang);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A refused request is a line of the browser's own; the screen says it by its code.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

/** The picture that was last answered on a page: a refusal brings another one. */
const answered = new WeakMap<Page, string>();

/** What the captcha on a page shows, once it is another one than was answered; the simulated server tells it. */
export async function lettersOn(page: Page, address: string): Promise<string> {
  const used = answered.get(page) ?? "";
  const picture = page.locator(`img[data-captcha]:not([data-captcha="${used}"])`);
  const id = (await picture.getAttribute("data-captcha")) ?? "";
  answered.set(page, id);
  const answer = await fetch(`${address}/api/v1/sim/captcha/${id}`);
  return ((await answer.json()) as { text: string }).text;
}

/** The serious things that axe finds on a page. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger, which no policy of the page concerns.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    return axe.run(document, { resultTypes: ["violations"], runOnly: tags });
  });
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
