import type { Host } from "../Host";
import type {
  AttentionView,
  ContestedField,
  ContestedGroup,
  ContestedView,
  OutboxRow,
  ProblemView,
  SyncState,
} from "../generated";
import { problemOf as problem } from "../forms";
import type { Membership } from "./account";
import { refuse, type StoredOrder, type World } from "./world";

type Calls = Pick<
  Host,
  "syncState" | "syncNow" | "outbox" | "exportOutbox" | "attentionList" | "attentionItem" | "resolveAttention"
>;

/** Changes of an order that wait. */
interface Waiting {
  changes: number;
  oldest_at: string;
  oldest_seconds: number;
  reason: ProblemView | null;
}

/** What a test or an address can do with the sync of the fake desk. */
export interface SyncControls {
  readonly membership: Membership;
  /** Changes that wait, by order. */
  readonly waiting: Map<string, Waiting>;
  readonly attention: AttentionView[];
  /** The last request failed. */
  retrying: boolean;
  /** Why it stands still. */
  stopped: ProblemView | null;
  /** Puts an order's conflict under 需处理. */
  conflict: (order: string) => void;
  /** The server took the order's newest change beside others'. */
  merge: (order: string) => void;
  /** Puts a refusal under 需处理. */
  rejection: (order: string) => void;
}

const contested = (
  key: string,
  group: ContestedGroup,
  fields: [string, string, string, string][],
  more: Partial<ContestedView> = {},
): ContestedView => ({
  key,
  group,
  line: null,
  number: null,
  line_facts: [],
  problem: null,
  before: "said",
  mine: "said",
  theirs: "said",
  fields: fields.map(([field, before, mine, theirs]): ContestedField => ({ field, before, mine, theirs })),
  mine_refused: null,
  ...more,
});

const line = (number: number, facts: string[]) => ({
  line: `00000000-0000-7000-9000-${number.toString(16).padStart(12, "0")}`,
  number,
  line_facts: facts,
});

/** Four things that both sides changed. */
const CONTESTED: ContestedView[] = [
  contested("order/buyer", "buyer", [
    ["buyer_name", "Sample Trading FZE 21", "Sample Trading FZE 21", "Sample Trading LLC 21"],
    ["buyer_passport", "K9*****47", "K9*****48", "K9*****47"],
  ]),
  contested("order/destination", "destination", [["destination", "AE", "SA", "OM"]]),
  contested(
    "37/measure",
    "measure",
    [
      ["quantity", "1200", "1500", "1200"],
      ["packages", "24", "30", "24"],
      ["amount", "8600.00", "10750.00", "8400.00"],
    ],
    line(37, ["示例商户三", "圣诞挂饰", "2025-03"]),
  ),
  contested(
    "52/existence",
    "existence",
    [
      ["quantity", "600", "480", ""],
      ["packages", "10", "8", ""],
      ["amount", "7380.00", "5904.00", ""],
    ],
    { ...line(52, ["示例商户六", "折叠雨伞", "2025-03"]), theirs: "gone" },
  ),
];

/** What waits, what must be decided, and a server that takes everything while it is online. */
export function syncCalls(world: World, membership: Membership): Calls & { controls: SyncControls } {
  const waiting = new Map<string, Waiting>();
  const attention: AttentionView[] = [];
  let syncedAt: string | null = membership.signedIn ? "2025-03-28 16:18:05" : null;
  let ids = 0;
  const add = (order: StoredOrder, code: string, more: Pick<AttentionView, "contested" | "edits">) => {
    ids += 1;
    attention.unshift({
      row: {
        id: `00000000-0000-7000-d000-${ids.toString(16).padStart(12, "0")}`,
        order: order.id,
        order_no: order.order_no,
        buyer_name: order.content.head.buyer_name ?? "",
        step: {
          change: code === "SYNC_CONFLICT" ? "edit_order" : "add_lines",
          lines: Math.min(more.edits.length, 1),
        },
        problem: problem(
          code,
          code === "ORD_STATE" ? { params: { state_zh: "已补录", state_en: "declared" } } : {},
        ),
        contested: more.contested.length,
        at: "2025-03-27 18:42:10",
      },
      person: "",
      ...more,
    });
    world.emit({ kind: "sync" });
  };
  const controls: SyncControls = {
    membership,
    waiting,
    attention,
    retrying: false,
    stopped: null,
    conflict: (id) => {
      add(world.order(id), "SYNC_CONFLICT", { contested: CONTESTED, edits: [] });
    },
    merge: (id) => {
      const newest = world.order(id).changes[0];
      if (newest) newest.merged = true;
    },
    rejection: (id) => {
      const edit = (number: number, field: string, after: string) => ({
        line: line(number, []).line,
        number,
        field,
        before: "",
        after,
      });
      add(world.order(id), "ORD_STATE", {
        contested: [],
        edits: [
          edit(12, "goods_name", "塑料玩具"),
          edit(12, "quantity", "1200"),
          edit(12, "amount", "8600.00"),
        ],
      });
    },
  };
  const total = () => [...waiting.values()].reduce((sum, { changes }) => sum + changes, 0);
  const oldest = () => Math.max(...[...waiting.values()].map(({ oldest_seconds }) => oldest_seconds));

  world.onWrite = (order) => {
    if (!membership.server) return;
    const before = waiting.get(order.id);
    waiting.set(order.id, {
      changes: (before?.changes ?? 0) + 1,
      oldest_at: before?.oldest_at ?? world.now(),
      oldest_seconds: before?.oldest_seconds ?? 4,
      reason: null,
    });
    world.emit({ kind: "sync" });
  };
  world.syncOf = (order): SyncState => {
    if (!membership.server) return { state: "local" };
    const needed = attention.filter(({ row }) => row.order === order.id).length;
    if (needed > 0) return { state: "attention", count: needed };
    const found = waiting.get(order.id);
    return found ? { state: "waiting", count: found.changes } : { state: "synced" };
  };
  const item = (id: string) => {
    const found = attention.find(({ row }) => row.id === id);
    if (!found) refuse("NOT_FOUND", { field: "id" });
    return found;
  };
  return {
    controls,
    syncState: async () =>
      Promise.resolve({
        online: membership.online && membership.server !== null,
        working: false,
        retrying: controls.retrying,
        waiting: total(),
        oldest_seconds: waiting.size > 0 ? oldest() : null,
        synced_at: syncedAt,
        attention: attention.length,
        stopped: controls.stopped,
      }),
    syncNow: async () => {
      if (!membership.signedIn) refuse("AUTH_REQUIRED");
      if (!membership.online) refuse("NET_REQUIRED");
      controls.stopped = null;
      waiting.clear();
      syncedAt = world.now();
      world.emit({ kind: "sync" });
      return Promise.resolve();
    },
    outbox: async ({ offset, limit }) => {
      const rows = [...waiting].map(([id, found]): OutboxRow => {
        const order = world.orders.get(id);
        return {
          order: id,
          order_no: order?.order_no ?? null,
          buyer_name: order?.content.head.buyer_name ?? "",
          deleted: order?.deleted ?? true,
          ...found,
        };
      });
      rows.sort((a, b) => b.oldest_seconds - a.oldest_seconds);
      return Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length });
    },
    exportOutbox: async () => Promise.resolve(world.save("未同步内容-2025-03-28.jsonl", total())),
    attentionList: async ({ offset, limit }) =>
      Promise.resolve({
        rows: attention.slice(offset, offset + limit).map(({ row }) => row),
        total: attention.length,
      }),
    attentionItem: async (id) => Promise.resolve(item(id)),
    resolveAttention: async (id, decisions) => {
      const found = item(id);
      const keys = found.contested.length > 0 ? found.contested.map(({ key }) => key) : [""];
      if (!keys.every((key) => decisions.some((one) => one.key === key))) refuse("REQ_MALFORMED");
      attention.splice(attention.indexOf(found), 1);
      if (decisions.some(({ take }) => take === "mine")) {
        const order = world.orders.get(found.row.order);
        if (order) world.log(order, found.row.step.change, 0, [], null);
      }
      world.emit({ kind: "sync" });
      world.emit({ kind: "changed", revision: null });
      return Promise.resolve();
    },
  };
}
