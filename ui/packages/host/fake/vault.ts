import type { Host } from "../Host";
import type { BackupView, KeepingView, RecoveryView } from "../generated";
import { problemOf as problem, USUAL_PREFERENCES } from "../forms";
import { refuse, type World } from "./world";

/** What opens the locked fake vault. */
export const PIN = "135790";

/** The recovery code of the fake vault. */
export const RECOVERY: RecoveryView = {
  groups: ["K7QX2", "M4P9R", "TAWB5", "H6C3N", "EJ8FV", "DGSYZ"],
  made_on: "2025-03-28",
};

/** How the fake vault stands at the beginning. */
export type Start = "open" | "missing" | "locked" | "damaged" | "newer" | "keychain";

const CODES: Record<Start, string | null> = {
  open: null,
  missing: "LOCAL_VAULT_MISSING",
  locked: "LOCAL_LOCKED",
  damaged: "LOCAL_STORE_DAMAGED",
  newer: "LOCAL_NEWER",
  keychain: "LOCAL_KEYCHAIN",
};

type Calls = Pick<
  Host,
  | "vaultState"
  | "createVault"
  | "unlockVault"
  | "recoverVault"
  | "lockVault"
  | "setLock"
  | "renewRecovery"
  | "recoveryKept"
  | "saveRecovery"
  | "preferences"
  | "setPreferences"
  | "about"
  | "saveLog"
  | "copyText"
  | "ready"
  | "heard"
  | "closeWindow"
  | "backups"
  | "backUp"
  | "restoreBackup"
>;

const FOLDER = "D:/示例/信保工作台";
const TRIES = 10;

/** The vault's calls, and the code with which every other call is refused while it is not open. */
export function vaultCalls(world: World, start: Start): Calls & { shut: () => string | null } {
  let code = CODES[start];
  let keeping: KeepingView = "keychain";
  let lock = start === "locked" ? PIN : null;
  let kept = start !== "missing";
  let left = TRIES;
  let preferences = USUAL_PREFERENCES;
  const backups: BackupView[] = ["2025-03-27", "2025-03-26"].map((day) => ({
    day,
    path: `${FOLDER}/backups/${day}.xbk`,
    made_at: `${day} 18:02:11`,
    bytes: 4_194_304,
    problem: null,
  }));
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const isRecovery = (text: string) => plain(text) === RECOVERY.groups.join("");
  const mustOpen = (typed: string | null) => {
    if (left === 0) refuse("LOCAL_LOCK_SPENT");
    if (typed === lock) return;
    left -= 1;
    refuse(left === 0 ? "LOCAL_LOCK_SPENT" : "LOCAL_LOCK_WRONG", { params: { left: String(left) } });
  };
  const mustFit = (text: string) => {
    if (text.length < 6 || text.length > 20) refuse("LOCAL_LOCK_FORMAT");
  };
  const state = () => {
    if (code === null) return "open" as const;
    if (code === "LOCAL_VAULT_MISSING") return "missing" as const;
    return code === "LOCAL_LOCKED" ? ("locked" as const) : ("closed" as const);
  };
  const params = (of: string): Record<string, string> =>
    of === CODES.damaged ? { time: "2025-03-27 18:02:11" } : {};

  return {
    shut: () => code,
    vaultState: async () =>
      Promise.resolve({
        state: state(),
        folder: FOLDER,
        keeping: code === CODES.missing ? null : keeping,
        has_lock: lock !== null,
        recovery_kept: kept,
        keychain_answers: start !== "keychain",
        problem: code === null || code === CODES.missing ? null : problem(code, { params: params(code) }),
      }),
    createVault: async (choice) => {
      if (code !== CODES.missing) refuse("LOCAL_VAULT_EXISTS");
      if (choice.kind === "password") {
        mustFit(choice.text);
        lock = choice.text;
        keeping = "password";
      }
      code = null;
      return Promise.resolve(RECOVERY);
    },
    unlockVault: async (typed) => {
      mustOpen(typed);
      left = TRIES;
      code = null;
      return Promise.resolve();
    },
    recoverVault: async (typed) => {
      if (!isRecovery(typed)) refuse("LOCAL_KEY_WRONG");
      lock = null;
      left = TRIES;
      code = null;
      return Promise.resolve();
    },
    lockVault: async () => {
      code = lock === null ? code : CODES.locked;
      world.emit({ kind: "vault_closed" });
      return Promise.resolve();
    },
    setLock: async (present, next) => {
      mustOpen(present);
      if (next !== null) mustFit(next);
      lock = next;
      left = TRIES;
      return Promise.resolve();
    },
    renewRecovery: async (present) => {
      mustOpen(present);
      kept = false;
      return Promise.resolve(RECOVERY);
    },
    recoveryKept: async () => {
      kept = true;
      return Promise.resolve();
    },
    saveRecovery: async () => Promise.resolve(world.save("恢复码.txt", 0)),
    preferences: async () => Promise.resolve(preferences),
    setPreferences: async (next) => {
      preferences = next;
      return Promise.resolve();
    },
    about: async () =>
      Promise.resolve({
        version: "0.3.0",
        system: "Linux x86_64",
        webview: "WebKitGTK 2.46.1",
        folder: FOLDER,
        vault_id: code === null ? "00000000-0000-7000-b000-000000000001" : null,
        log_folder: `${FOLDER}/log`,
      }),
    saveLog: async () => Promise.resolve(world.save("信保工作台日志.zip", 0)),
    copyText: async (text, html) => {
      world.clipboard = { text, html };
      return Promise.resolve();
    },
    ready: async () => Promise.resolve(),
    heard: async () => Promise.resolve(),
    closeWindow: async () => Promise.resolve(),
    backups: async () => Promise.resolve([...backups]),
    backUp: async () => {
      const file = world.save("信保工作台备份-2025-03-28.xbk", 0);
      const bytes = 4_200_448;
      backups.unshift({ day: "2025-03-28", path: file.path, made_at: world.now(), bytes, problem: null });
      return Promise.resolve(file);
    },
    restoreBackup: async (_, key) => {
      if (key.kind === "recovery" && !isRecovery(key.code)) refuse("LOCAL_KEY_WRONG");
      if (key.kind === "password" && key.text !== (lock ?? PIN)) refuse("LOCAL_KEY_WRONG");
      code = null;
      kept = true;
      return Promise.resolve({
        state: "open",
        folder: `${FOLDER}-2025-03-27`,
        keeping,
        has_lock: lock !== null,
        recovery_kept: true,
        keychain_answers: true,
        problem: null,
      });
    },
  };
}
