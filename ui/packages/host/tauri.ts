import { Channel, invoke } from "@tauri-apps/api/core";
import { forgetAhead, takeAhead } from "./ahead";
import { Refusal, type Host } from "./Host";
import type { DeskEvent, ProblemView } from "./generated";

/** Rust throws problems; anything else that is thrown is a fault of the door itself and passes as it is. */
function isProblem(error: unknown): error is ProblemView {
  return typeof error === "object" && error !== null && "code" in error && "severity" in error;
}

async function ask<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await (takeAhead<T>(command, args) ?? invoke<T>(command, args));
  } catch (error) {
    throw isProblem(error) ? new Refusal(error) : error;
  }
}

const hearers = new Set<(event: DeskEvent) => void>();
let followed = false;

/** Rust tells one channel a page, the one that asked last; whoever listens here shares it. */
function follow() {
  if (followed) return;
  followed = true;
  const channel = new Channel<DeskEvent>((event) => {
    forgetAhead();
    for (const hear of hearers) hear(event);
  });
  ask("follow", { channel }).catch(() => {
    // Whoever listens next asks again.
    followed = false;
  });
}

interface Wanted {
  place: string;
  found: (body: string | null) => void;
  failed: (error: unknown) => void;
}
let wanted: Wanted[] = [];

/** A page asks for each of its fields when it opens: what is asked in one moment is one question to Rust. */
function scratch(place: string): Promise<string | null> {
  return new Promise((found, failed) => {
    if (wanted.push({ place, found, failed }) > 1) return;
    queueMicrotask(() => {
      const asked = wanted;
      wanted = [];
      ask<(string | null)[]>("scratch", { places: asked.map((one) => one.place) }).then(
        (bodies) => {
          for (const [at, one] of asked.entries()) one.found(bodies[at] ?? null);
        },
        (error: unknown) => {
          for (const one of asked) one.failed(error);
        },
      );
    });
  });
}

/** The window's host: one Rust command each. */
export const tauriHost: Host = {
  listen: (hear) => {
    hearers.add(hear);
    follow();
    return () => void hearers.delete(hear);
  },

  vaultState: () => ask("vault_state"),
  createVault: (keeping) => ask("create_vault", { keeping }),
  unlockVault: (typed) => ask("unlock_vault", { typed }),
  recoverVault: (code) => ask("recover_vault", { code }),
  lockVault: () => ask("lock_vault"),
  setLock: (present, next) => ask("set_lock", { present, next }),
  renewRecovery: (present) => ask("renew_recovery", { present }),
  recoveryKept: () => ask("recovery_kept"),
  saveRecovery: (recovery) => ask("save_recovery", { recovery }),

  preferences: () => ask("preferences"),
  setPreferences: (preferences) => ask("set_preferences", { preferences }),
  about: () => ask("about"),
  saveLog: () => ask("save_log"),
  copyText: (text, html) => ask("copy_text", { text, html }),
  ready: () => ask("ready"),
  heard: () => ask("heard"),
  closeWindow: (close) => ask("close_window", { close }),

  backups: () => ask("backups"),
  backUp: () => ask("back_up"),
  restoreBackup: (path, key, keeping) => ask("restore_backup", { path, key, keeping }),

  listOrders: (query) => ask("list_orders", { query }),
  orderSums: (filter) => ask("order_sums", { filter }),
  exportOrders: (filter, sort) => ask("export_orders", { filter, sort }),
  savedFilters: () => ask("saved_filters"),
  saveFilter: (name, filter, sort) => ask("save_filter", { name, filter, sort }),
  deleteFilter: (id) => ask("delete_filter", { id }),
  createOrder: () => ask("create_order"),
  duplicateOrder: (id) => ask("duplicate_order", { id }),
  deleteOrder: (id) => ask("delete_order", { id }),
  restoreOrder: (id) => ask("restore_order", { id }),
  showOrder: (id) => ask("show_order", { id }),
  countDuplicates: (id) => ask("count_duplicates", { id }),
  editOrder: (id, fields) => ask("edit_order", { id, fields }),
  revealField: (id, field) => ask("reveal_field", { id, field }),
  countries: () => ask("countries"),
  history: (id, next) => ask("history", { id, next }),
  importRecords: (id) => ask("import_records", { id }),
  undo: (id) => ask("undo", { id }),
  redo: (id) => ask("redo", { id }),
  exportOrder: (id, withPassport) => ask("export_order", { id, withPassport }),

  linesPage: (id, page) => ask("lines_page", { id, page }),
  addLine: (id, fields) => ask("add_line", { id, fields }),
  typeCell: (id, line, column, text) => ask("type_cell", { id, line, column, text }),
  pasteCells: (id, paste) => ask("paste_cells", { id, paste }),
  fillCells: (id, range, direction) => ask("fill_cells", { id, range, direction }),
  clearCells: (id, range) => ask("clear_cells", { id, range }),
  removeLines: (id, ranges) => ask("remove_lines", { id, ranges }),
  copyCells: (id, range) => ask("copy_cells", { id, range }),
  sumCells: (id, range) => ask("sum_cells", { id, range }),
  placesOf: (id, lines) => ask("places_of", { id, lines }),
  nextWrong: (id, after) => ask("next_wrong", { id, after }),
  nextDuplicate: (id, after) => ask("next_duplicate", { id, after }),
  findInLines: (id, text, after, backwards) => ask("find_in_lines", { id, text, after, backwards }),
  knownMerchants: (id, text) => ask("known_merchants", { id, text }),
  scratch,
  keepScratch: (place, body) => ask("keep_scratch", { place, body }),

  chooseWorkbook: () => ask("choose_workbook"),
  startImport: (order, options) => ask("start_import", { order, options }),
  importState: () => ask("import_state"),
  importColumns: () => ask("import_columns"),
  previewRows: (tab, page) => ask("preview_rows", { tab, page }),
  previewFindings: (tab, page) => ask("preview_findings", { tab, page }),
  correctCell: (row, column, text) => ask("correct_cell", { row, column, text }),
  storeImport: (choice) => ask("store_import", { choice }),
  cancelImport: () => ask("cancel_import"),
  saveErrorWorkbook: () => ask("save_error_workbook"),
  saveTemplate: (id) => ask("save_template", { id }),

  connection: () => ask("connection"),
  connectServer: (address) => ask("connect_server", { address }),
  captcha: () => ask("captcha"),
  signIn: (form) => ask("sign_in", { form }),
  signOut: () => ask("sign_out"),
  registration: () => ask("registration"),
  keepRegistration: (applicant, company) => ask("keep_registration", { applicant, company }),
  checkApplicant: (form) => ask("check_applicant", { form }),
  verifyApplicant: (form, captcha, acknowledged) => ask("verify_applicant", { form, captcha, acknowledged }),
  checkCompany: (uscc, form) => ask("check_company", { uscc, form }),
  sendCode: (request) => ask("send_code", { request }),
  activate: (form) => ask("activate", { form }),
  changePassword: (old, next, again) => ask("change_password", { old, next, again }),
  startReset: (name, mobile, captcha) => ask("start_reset", { name, mobile, captcha }),
  finishReset: (form) => ask("finish_reset", { form }),
  devices: () => ask("devices"),
  endDevice: (id) => ask("end_device", { id }),

  syncState: () => ask("sync_state"),
  syncNow: () => ask("sync_now"),
  outbox: (page) => ask("outbox", { page }),
  exportOutbox: () => ask("export_outbox"),
  attentionList: (page) => ask("attention_list", { page }),
  attentionItem: (id) => ask("attention_item", { id }),
  resolveAttention: (id, decisions) => ask("resolve_attention", { id, decisions }),
};
