import { Refusal, type Host } from "../Host";
import type {
  Cell,
  CountryCell,
  LinkState,
  OrderFilter,
  OrderRow,
  OrderSort,
  OrderState,
  OrderSums,
  OrderView,
  SavedFilterView,
} from "../generated";
import { fromCents, toCents } from "./check";
import { checkHead } from "./head";
import { lineFacts, linesLocked } from "./lines";
import { sums } from "./read";
import { problemOf as problem } from "../forms";
import { BUYERS, COUNTRIES, pick, STATES } from "./samples";
import { refuse, sampleLine, type Content, type Line, type StoredOrder, type World } from "./world";

/** Searching for this provokes a damaged store, so that the screen's answer can be seen by hand. */
export const DAMAGED = "!damaged";

type Calls = Pick<
  Host,
  | "listOrders"
  | "orderSums"
  | "exportOrders"
  | "savedFilters"
  | "saveFilter"
  | "deleteFilter"
  | "createOrder"
  | "duplicateOrder"
  | "deleteOrder"
  | "restoreOrder"
  | "showOrder"
  | "countDuplicates"
  | "editOrder"
  | "revealField"
  | "countries"
  | "undo"
  | "redo"
>;

/** Lines that nobody has looked at yet are not made yet. */
function lazyContent(head: Record<string, string>, of: number, count: number): Content {
  let lines: readonly Line[] | null = null;
  const linked = [0, Math.floor(count / 2), count][of % 3] ?? 0;
  const cents = BigInt(count) * 70_200n + 675n * BigInt(count) * BigInt(count - 1);
  const wrong = of % 4 === 0 && count > 5 ? 1 : 0;
  return {
    head,
    facts: { count, amount: fromCents(cents), wrong, linked },
    get lines() {
      return (lines ??= Array.from({ length: count }, (_, at) => sampleLine(of, at)));
    },
  };
}

/** Puts synthetic orders on the desk; the first has `lines` lines. */
export function fill(world: World, count: number, lines: number): void {
  for (let at = 0; at < count; at += 1) {
    const state = pick(STATES, at);
    const id = `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;
    const bare = at % 8 === 7;
    const day = String(28 - (at % 20)).padStart(2, "0");
    const order: StoredOrder = {
      id,
      order_no: state === "draft" ? null : `XB202503${10 + (at % 15)}${at.toString().padStart(6, "0")}`,
      state,
      declaration_no: state === "declared" ? "292120250000000001" : null,
      created_at: "2025-03-10 09:00:00",
      updated_at: `2025-03-${day} 16:20:41`,
      deleted: false,
      revision: 1,
      content: lazyContent(bare ? { line_currency: "CNY" } : head(at), at, at === 0 ? lines : at * 7),
      past: [],
      future: [],
      changes: [
        {
          seq: world.nextSeq(),
          step: { change: "create_order", lines: 0 },
          at: "2025-03-10 09:00:00",
          person: "",
          on_this_computer: true,
          device: "3F9A",
          undoes: null,
          merged: false,
          edits: [],
          import_id: null,
        },
      ],
      imports: [],
    };
    world.orders.set(id, order);
  }
}

const head = (at: number): Record<string, string> => ({
  buyer_kind: "person",
  buyer_name: pick(BUYERS, at),
  buyer_passport: "K98765447",
  destination: pick(COUNTRIES.slice(0, 3), at).alpha2,
  buyer_nationality: pick(COUNTRIES.slice(0, 3), at).alpha2,
  total_usd: (9650 + at * 1317.25).toFixed(2),
  line_currency: "CNY",
  buyer_phone: "+971500000021",
  buyer_email: "sample@example.com",
  contract_no: "EX-2025-0318",
  remark: "分两柜出运，第二柜待定",
  purchase_order_nos: "PO-2025-001\nPO-2025-002",
  consolidation_no: "",
});

export function orderCalls(world: World): Calls {
  let filters: SavedFilterView[] = [];
  const seen = (filter: OrderFilter, sort: OrderSort | null) => sorted(found(world, filter), sort);
  const put = (content: Content, change: string): string => {
    const id = world.nextId("order");
    const at = world.now();
    const order: StoredOrder = {
      id,
      order_no: null,
      state: "draft",
      declaration_no: null,
      created_at: at,
      updated_at: at,
      deleted: false,
      revision: 0,
      content,
      past: [],
      future: [],
      changes: [],
      imports: [],
    };
    world.orders.set(id, order);
    world.log(order, change, content.lines.length, [], null);
    return id;
  };
  return {
    listOrders: async ({ filter, sort, page }) => {
      const rows = seen(filter, sort);
      const limit = Math.min(page.limit, 200);
      return Promise.resolve({
        rows: rows.slice(page.offset, page.offset + limit),
        total: rows.length,
        total_is_capped: false,
      });
    },
    orderSums: async (filter) => Promise.resolve(sumsOf(found(world, { ...filter, state: null }), filter)),
    exportOrders: async (filter, sort) =>
      Promise.resolve(world.save("信保订单.xlsx", seen(filter, sort).length)),
    savedFilters: async () => Promise.resolve(filters),
    saveFilter: async (name, filter, sort) => {
      const saved = { id: world.nextId("other"), name, filter: { ...filter, passport: "" }, sort };
      filters = [...filters.filter((one) => one.name !== name), saved];
      return Promise.resolve(filters);
    },
    deleteFilter: async (id) => {
      filters = filters.filter((one) => one.id !== id);
      return Promise.resolve(filters);
    },
    createOrder: async () =>
      Promise.resolve(
        put({ head: { line_currency: "CNY", buyer_kind: "person" }, lines: [] }, "create_order"),
      ),
    duplicateOrder: async (id) => {
      const { head, lines } = world.order(id).content;
      const copies = lines.map((line) => ({ ...line, id: world.nextId("line"), linked: false }));
      return Promise.resolve(put({ head, lines: copies }, "create_order"));
    },
    deleteOrder: async (id) => {
      const order = world.order(id);
      if (order.state !== "draft") refuse("ORD_STATE", { params: stateNames(order) });
      order.deleted = true;
      world.log(order, "delete_order", 0, [], null);
      return Promise.resolve();
    },
    restoreOrder: async (id) => {
      const order = world.orders.get(id);
      if (!order) refuse("NOT_FOUND");
      order.deleted = false;
      world.log(order, "restore_order", 0, [], null);
      return Promise.resolve();
    },
    showOrder: async (id) => Promise.resolve(view(world, world.order(id))),
    countDuplicates: async (id) => Promise.resolve(lineFacts(world.order(id).content.lines).duplicates),
    editOrder: async (id, fields) => {
      const order = world.order(id);
      const locked = fields.map(({ field }) => lockOf(order, field)).find((code) => code !== null);
      if (locked) refuse(locked, { params: stateNames(order) });
      const head = { ...order.content.head };
      const edits = fields.flatMap(({ field, text }) => {
        const before = head[field] ?? "";
        head[field] = checkHead(field, text, head).text;
        const after = head[field];
        return before === after ? [] : [{ line: null, number: null, field, before, after }];
      });
      if (edits.length > 0) world.write(order, "edit_order", 0, { ...order.content, head }, edits);
      return Promise.resolve(view(world, order));
    },
    revealField: async (id, field) => Promise.resolve(world.order(id).content.head[field] ?? ""),
    countries: async () => Promise.resolve([...COUNTRIES]),
    undo: async (id) => Promise.resolve(world.turn(world.order(id), true)),
    redo: async (id) => Promise.resolve(world.turn(world.order(id), false)),
  };
}

const STATE_NAMES = {
  draft: ["暂存", "draft"],
  confirmed: ["已确认", "confirmed"],
  declared: ["已补录", "declared"],
  voided: ["已作废", "voided"],
} as const;

export const stateNames = (order: StoredOrder) => ({
  state_zh: STATE_NAMES[order.state][0],
  state_en: STATE_NAMES[order.state][1],
});

function lockOf(order: StoredOrder, field: string): string | null {
  if (order.state === "draft") return null;
  if (order.state === "voided") return "ORD_STATE";
  if (["remark", "purchase_order_nos", "consolidation_no"].includes(field)) return null;
  return order.state === "confirmed" ? "ORD_LOCKED_BUYER" : "ORD_LOCKED_DECLARED";
}

function mask(field: string, text: string): string {
  if (field === "buyer_email") return text.replace(/^(.).*@/, "$1***@");
  const [start, end] = field === "buyer_passport" ? [2, 2] : [5, 4];
  return text.length <= start + end ? text : `${text.slice(0, start)}*****${text.slice(-end)}`;
}

function cell(order: StoredOrder, field: string): Cell {
  const text = order.content.head[field] ?? "";
  const { problems } = checkHead(field, text, order.content.head);
  const masked = ["buyer_passport", "buyer_phone", "buyer_email"].includes(field) && problems.length === 0;
  return { text: masked ? mask(field, text) : text, problems };
}

function country(order: StoredOrder, field: string): CountryCell {
  const { text, problems } = cell(order, field);
  const known = COUNTRIES.find(({ alpha2 }) => alpha2 === text);
  return { code: known ? text : null, zh: known?.zh ?? text, en: known?.en ?? text, problems };
}

function linkState(linked: number, count: number): LinkState {
  if (linked === 0) return "none";
  return linked === count ? "all" : "partial";
}

function row(world: World, order: StoredOrder): OrderRow {
  const { content } = order;
  const facts = content.facts ?? { count: content.lines.length, ...sums(content.lines) };
  return {
    id: order.id,
    order_no: order.order_no,
    draft_no: `草稿-${order.id.slice(-6).toUpperCase()}`,
    state: order.state,
    buyer_name: cell(order, "buyer_name"),
    buyer_passport: cell(order, "buyer_passport"),
    destination: country(order, "destination"),
    total_usd: cell(order, "total_usd"),
    line_currency: order.content.head.line_currency ?? "CNY",
    line_count: facts.count,
    line_sum: facts.amount,
    lines_wrong: facts.wrong,
    link_state: linkState(facts.linked, facts.count),
    declaration_no: order.declaration_no,
    created_at: order.created_at,
    updated_at: order.updated_at,
    sync: world.syncOf(order),
  };
}

function view(world: World, order: StoredOrder): OrderView {
  const { lines, head } = order.content;
  const facts = lineFacts(lines);
  const step = (steps: StoredOrder["past"]) => {
    const last = steps.at(-1);
    return last ? { change: last.change, lines: last.lines } : null;
  };
  const problems = Object.keys(head).flatMap((field) => checkHead(field, head[field] ?? "", head).problems);
  if (lines.length === 0) problems.push(problem("LINE_NONE"));
  return {
    row: row(world, order),
    buyer_kind: head.buyer_kind === "company" ? "company" : "person",
    buyer_registration_no: cell(order, "buyer_registration_no"),
    buyer_nationality: country(order, "buyer_nationality"),
    buyer_phone: cell(order, "buyer_phone"),
    buyer_email: cell(order, "buyer_email"),
    contract_no: cell(order, "contract_no"),
    remark: cell(order, "remark"),
    purchase_order_nos: cell(order, "purchase_order_nos"),
    consolidation_no: cell(order, "consolidation_no"),
    problems,
    packages_sum: facts.packages,
    lines_linked: facts.linked,
    lines_pending: 0,
    allowed: {
      edit_head: lockOf(order, "buyer_name"),
      edit_remark: lockOf(order, "remark"),
      edit_trace: lockOf(order, "consolidation_no"),
      edit_lines: linesLocked(order),
      delete: order.state === "draft" ? null : "ORD_STATE",
    },
    undo: step(order.past),
    redo: step(order.future),
    saved_at: order.updated_at.slice(11),
  };
}

function found(world: World, filter: OrderFilter): OrderRow[] {
  if (filter.search === DAMAGED) {
    throw new Refusal(problem("LOCAL_STORE_DAMAGED", { params: { time: "2025-03-27 18:02:11" } }));
  }
  const has = (whole: string, part: string) => whole.toLowerCase().includes(part.trim().toLowerCase());
  return [...world.orders.values()]
    .filter((order) => {
      const { head } = order.content;
      const any = (test: (line: Line) => boolean) => order.content.lines.some(test);
      return (
        !order.deleted &&
        (filter.state === null || order.state === filter.state) &&
        has(`${order.order_no ?? order.id.slice(-6)} ${head.buyer_name ?? ""}`, filter.search) &&
        has(head.buyer_name ?? "", filter.buyer) &&
        (filter.passport === "" || head.buyer_passport === filter.passport) &&
        (filter.destination === null || head.destination === filter.destination) &&
        (filter.declaration === "" || (order.declaration_no ?? "").endsWith(filter.declaration)) &&
        (filter.created_from === "" || order.created_at.slice(0, 10) >= filter.created_from) &&
        (filter.created_to === "" || order.created_at.slice(0, 10) <= filter.created_to) &&
        ((filter.month_from === "" && filter.month_to === "") ||
          any(({ texts }) => inSpan(texts[3] ?? "", filter.month_from, filter.month_to))) &&
        (filter.merchant === "" ||
          any(({ texts }) => texts.slice(0, 3).some((text) => has(text, filter.merchant))))
      );
    })
    .map((order) => row(world, order))
    .filter((one) => filter.links === null || one.link_state === filter.links);
}

/** Whether a month lies in a span; what is no month lies in none. */
const inSpan = (month: string, from: string, to: string) =>
  /^\d{4}-\d{2}$/.test(month) && month >= from && (to === "" || month <= to);

/** What orders come to: those of every state are counted, those of the asked one summed. */
function sumsOf(rows: OrderRow[], { state }: OrderFilter): OrderSums {
  const count = (rows: OrderRow[]) => ({ total: rows.length, is_capped: false });
  const of = (state: OrderState | null) => rows.filter((row) => state === null || row.state === state);
  const asked = of(state);
  const add = (texts: string[]) => fromCents(texts.reduce((sum, text) => sum + toCents(text), 0n));
  const currencies = ["CNY", "USD"].flatMap((currency) => {
    const within = asked.filter((row) => row.line_currency === currency && row.line_count > 0);
    return within.length > 0 ? [{ currency, sum: add(within.map((row) => row.line_sum)) }] : [];
  });
  const readable = asked.filter(({ total_usd }) => total_usd.text !== "" && !isWrong(total_usd));
  return {
    all: count(rows),
    states: (["draft", "confirmed", "declared", "voided"] as const).map((state) => ({
      state,
      count: count(of(state)),
    })),
    figures: {
      orders: asked.length,
      lines: asked.reduce((sum, row) => sum + row.line_count, 0),
      lines_wrong: asked.reduce((sum, row) => sum + row.lines_wrong, 0),
      total_usd: add(readable.map((row) => row.total_usd.text)),
      line_sums: currencies,
    },
  };
}

const isWrong = (cell: Cell) => cell.problems.some((found) => found.severity === "error");

function sorted(rows: OrderRow[], sort: OrderSort | null): OrderRow[] {
  if (!sort) return rows;
  const way = sort.descending ? -1 : 1;
  const key = (one: OrderRow): string | number => {
    switch (sort.column) {
      case "buyer_name":
      case "buyer_passport":
        return one[sort.column].text;
      case "total_usd":
        return Number(one.total_usd.text);
      case "line_sum":
        return Number(one.line_sum);
      case "destination":
        return one.destination.zh;
      case "sync":
        return one.sync.state;
      case "order_no":
      case "line_count":
      case "link_state":
      case "state":
      case "declaration_no":
      case "created_at":
      case "updated_at":
        return one[sort.column] ?? "";
    }
  };
  return [...rows].sort((a, b) => (key(a) < key(b) ? -way : key(a) > key(b) ? way : 0));
}
