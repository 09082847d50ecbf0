import { Refusal, type Host } from "../Host";
import { accountCalls, type Joined } from "./account";
import type { DeskEvent, FileView, ProblemView } from "../generated";
import { FOLDER, importCalls, type ImportControls } from "./import";
import { lineCalls } from "./lines";
import { fill, orderCalls } from "./orders";
import { recordCalls } from "./records";
import { problemOf as problem } from "../forms";
import { syncCalls, type SyncControls } from "./sync";
import { vaultCalls, type Start } from "./vault";
import { World, type StoredOrder } from "./world";

export { CAPTCHA, COMPANIES, PASSWORD, SERVER, SMS_CODE, type Joined } from "./account";
export { DAMAGED } from "./orders";
export { LINE_COLUMNS as COLUMNS, problemOf as problem } from "../forms";
export { SAMPLE_FILES, sampleFile, sampleRow, TEMPLATE, type FakeFile } from "./sheets";
export { PIN, RECOVERY } from "./vault";

/** An order id that is never there. */
export const GONE = "00000000-0000-7000-8000-0000000000ff";

/** The id of the order at a place, from 0. */
export const orderId = (at: number) => `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;

export interface FakeOptions {
  /** How the vault stands. */
  vault?: Start;
  /** Lines of the first order; up to 100,000 are made when somebody looks. */
  lines?: number;
  /** The file that the dialog chooses, such as `加密.xlsx`. */
  file?: string | undefined;
  /** Whether the import goes on by itself, for a person who looks; tests call `advance`. */
  byItself?: boolean;
  /** How it stands with a server. */
  joined?: Joined;
}

/** What a test can do with the desk besides calling it. */
export interface FakeControls {
  /** How often each call was made. */
  readonly calls: Partial<Record<keyof Host, number>>;
  /** The next such call is refused with this code; `times` calls of it. */
  fail: (call: keyof Host, code: string, more?: Partial<ProblemView> & { times?: number }) => void;
  /** Tells the screen something by itself. */
  emit: (event: DeskEvent) => void;
  /** The import: one step further, its files, what the dialog answers. */
  readonly import: ImportControls;
  /** One step of the import. */
  advance: () => void;
  /** What waits, what must be decided, whether the server answers. */
  readonly sync: SyncControls;
  /** Files that were saved. */
  readonly files: readonly FileView[];
  /** What was put on the clipboard. */
  readonly clipboard: () => { text: string; html: string | null } | null;
  /** An order as it is stored, to be changed behind the screen's back. */
  readonly stored: (id: string) => StoredOrder;
}

export type FakeHost = Host & FakeControls;

/** What answers although the vault is not open. */
const ALWAYS: ReadonlySet<string> = new Set<keyof Host>([
  "listen",
  "vaultState",
  "createVault",
  "unlockVault",
  "recoverVault",
  "preferences",
  "setPreferences",
  "about",
  "saveLog",
  "copyText",
  "ready",
  "heard",
  "closeWindow",
  "backups",
  "restoreBackup",
]);

/** Synthetic orders in memory, with state; answers like Rust, faults included. */
export function fakeHost(count = 128, options: FakeOptions = {}): FakeHost {
  const world = new World();
  fill(world, count, options.lines ?? 1248);
  const { shut, ...vault } = vaultCalls(world, options.vault ?? "open");
  const { controls, ...importing } = importCalls(world, options.byItself ?? false);
  if (options.file !== undefined) controls.chosen = FOLDER + options.file;
  const { membership, ...account } = accountCalls(world, options.joined ?? "local");
  const { controls: sync, ...syncing } = syncCalls(world, membership);
  const host: Host = {
    listen: (hear) => world.listen(hear),
    ...vault,
    ...orderCalls(world),
    ...recordCalls(world),
    ...lineCalls(world),
    ...importing,
    ...account,
    ...syncing,
  };
  const calls: Partial<Record<keyof Host, number>> = {};
  const failures: { call: keyof Host; refusal: Refusal; left: number }[] = [];

  /** Counts a call, and refuses it where the vault or the test says so. */
  function watched<K extends keyof Host>(name: K): Host[K] {
    const call = host[name] as (...args: unknown[]) => unknown;
    const asked = (...args: unknown[]) => {
      calls[name] = (calls[name] ?? 0) + 1;
      const failure = failures.find((one) => one.call === name && one.left > 0);
      if (failure) {
        failure.left -= 1;
        return Promise.reject(failure.refusal);
      }
      const code = shut();
      if (code !== null && !ALWAYS.has(name)) return Promise.reject(new Refusal(problem(code)));
      return call(...args);
    };
    return asked as Host[K];
  }
  const names = Object.keys(host) as (keyof Host)[];
  const all = Object.fromEntries(names.map((name) => [name, watched(name)])) as unknown as Host;

  return {
    ...all,
    calls,
    fail: (call, code, { times = 1, ...more } = {}) => {
      failures.push({ call, refusal: new Refusal(problem(code, more)), left: times });
    },
    emit: (event) => {
      world.emit(event);
    },
    import: controls,
    sync,
    advance: () => {
      controls.advance();
    },
    files: world.files,
    clipboard: () => world.clipboard,
    stored: (id) => world.order(id),
  };
}

/** A host whose vault does not open: it is not there, or it is locked until the PIN is typed. */
export function closedHost(code: "LOCAL_VAULT_MISSING" | "LOCAL_LOCKED"): FakeHost {
  return fakeHost(128, { vault: code === "LOCAL_LOCKED" ? "locked" : "missing" });
}
