import { Refusal, type Host } from "./Host";
import type {
  Cell,
  CountryCell,
  LineView,
  OrderRow,
  OrderState,
  OrderView,
  PageQuery,
  ProblemView,
} from "./generated";

/** Searching for this provokes a damaged store, so that the screen's answer can be seen by hand. */
export const DAMAGED = "!damaged";

/** What opens the locked fake vault. */
export const PIN = "135790";

/** An order id that is never there. */
export const GONE = "00000000-0000-7000-8000-0000000000ff";

const BUYERS = ["示例采购商七", "Sample Trading FZE 21", "Ejemplo Importadora 03", "Example Imports LLC 05"];
const COUNTRIES = [
  { code: "CL", zh: "智利", en: "Chile" },
  { code: "AE", zh: "阿联酋", en: "United Arab Emirates" },
  { code: "NG", zh: "尼日利亚", en: "Nigeria" },
];
const GOODS = ["塑料玩具", "折叠雨伞", "五金挂钩", "圣诞挂饰", "儿童棉袜", "LED 小夜灯"];
const STATES: OrderState[] = ["draft", "draft", "confirmed", "declared", "voided"];

const country = (at: number): CountryCell => ({ ...pick(COUNTRIES, at), problems: [] });
const nowhere: CountryCell = { code: null, zh: "", en: "", problems: [] };
const cell = (text: string, ...problems: ProblemView[]): Cell => ({ text, problems });
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export function problem(code: string, more: Partial<ProblemView> = {}): ProblemView {
  return {
    code,
    severity: "error",
    params: {},
    field: null,
    row: null,
    column: null,
    value: null,
    retryable: false,
    ...more,
  };
}

function order(at: number): OrderRow {
  const state = pick(STATES, at);
  const total = (9650 + at * 1317.25).toFixed(2);
  const over = problem("ORD_OVER_150K", { severity: "warning", field: "total_usd", value: total });
  return {
    id: `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`,
    order_no: state === "draft" ? null : `XB202503${10 + (at % 15)}${at.toString().padStart(6, "0")}`,
    state,
    buyer_name: cell(at % 8 === 7 ? "" : pick(BUYERS, at)),
    buyer_passport: cell(at % 8 === 7 ? "" : "K9*****47"),
    destination: at % 8 === 7 ? nowhere : country(at),
    total_usd: Number(total) > 150_000 ? cell(total, over) : cell(at % 8 === 7 ? "" : total),
    line_currency: "CNY",
    line_count: at === 0 ? 1248 : at * 7,
    line_sum: ((at + 1) * 36431.5).toFixed(2),
    lines_wrong: at % 4 === 0 ? 1 : 0,
    link_state: pick(["none", "partial", "all"], at),
    declaration_no: state === "declared" ? "292120250000000001" : null,
    created_at: "2025-03-10 09:00:00",
    updated_at: `2025-03-${String(28 - (at % 20)).padStart(2, "0")} 16:20:41`,
    sync: { state: "local" },
  };
}

function line(at: number): LineView {
  const phone = "1990000000";
  const short = problem("PHONE_FORMAT", { field: "merchant_phone", value: phone, params: { n: "10" } });
  return {
    id: `00000000-0000-7000-9000-${at.toString(16).padStart(12, "0")}`,
    number: at + 1,
    merchant_no: cell(at % 3 ? "M00000001" : ""),
    merchant_name: cell("示例商户一"),
    merchant_phone: at === 5 ? cell(phone, short) : cell("19900000001"),
    order_month: cell("2025-03"),
    goods_name: cell(pick(GOODS, at)),
    quantity: cell(String(360 + at)),
    packages: cell(String(6 + (at % 9))),
    amount: cell((702 + at * 13.5).toFixed(2)),
    linked: at % 3 > 0,
  };
}

const page = <T>(all: readonly T[], query: PageQuery) => all.slice(query.offset, query.offset + query.limit);

/** Synthetic orders in memory; answers like Rust, faults included. */
export function fakeHost(count = 128): Host {
  const orders = Array.from({ length: count }, (_, at) => order(at));
  return {
    vaultState: () => Promise.resolve({ state: "open", folder: "", problem: null }),
    unlockVault: () => Promise.resolve(),
    listOrders: (query) => {
      if (query.search === DAMAGED) return Promise.reject(new Refusal(problem("LOCAL_STORE_DAMAGED")));
      const found = orders.filter(
        (row) =>
          (query.state === null || row.state === query.state) &&
          `${row.order_no ?? ""} ${row.buyer_name.text}`.includes(query.search),
      );
      if (query.sort?.column === "buyer_name") {
        const up = query.sort.descending ? -1 : 1;
        found.sort((a, b) => (a.buyer_name.text < b.buyer_name.text ? -up : up));
      }
      return Promise.resolve({ rows: page(found, query.page), total: found.length, total_is_capped: false });
    },
    showOrder: (id, lines) => {
      const row = orders.find((row) => row.id === id);
      if (!row) return Promise.reject(new Refusal(problem("NOT_FOUND")));
      const all = Array.from({ length: row.line_count }, (_, at) => line(at));
      const view: OrderView = {
        row,
        buyer_kind: "person",
        buyer_registration_no: cell(""),
        purchase_order_nos: cell("PO-2025-001\nPO-2025-002"),
        consolidation_no: cell(""),
        buyer_nationality: row.destination,
        buyer_phone: cell("+971 *****0021"),
        buyer_email: cell("s***@example.com"),
        contract_no: cell("EX-2025-0318"),
        remark: cell("分两柜出运，第二柜待定"),
        problems: row.total_usd.problems,
        lines: page(all, lines),
      };
      return Promise.resolve(view);
    },
  };
}

/** A host whose vault does not open: it is not there, or it is locked until the PIN is typed. */
export function closedHost(code: "LOCAL_VAULT_MISSING" | "LOCAL_LOCKED"): Host {
  const open = fakeHost();
  let closed = true;
  const refusal = new Refusal(problem(code));
  const unless = <T>(answer: () => Promise<T>) => (closed ? Promise.reject(refusal) : answer());
  return {
    vaultState: () =>
      closed ? Promise.resolve({ state: "closed", folder: "", problem: refusal.problem }) : open.vaultState(),
    unlockVault: (typed) => {
      if (typed !== PIN)
        return Promise.reject(new Refusal(problem("LOCAL_LOCK_WRONG", { params: { left: "9" } })));
      closed = false;
      return Promise.resolve();
    },
    listOrders: (query) => unless(() => open.listOrders(query)),
    showOrder: (id, lines) => unless(() => open.showOrder(id, lines)),
  };
}
