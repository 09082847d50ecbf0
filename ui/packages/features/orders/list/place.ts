import { EVERYTHING } from "#host/forms";
import type { LinkState, OrderColumn, OrderFilter, OrderSort, OrderState } from "#host/generated";
import { PAGE_SIZES } from "#kit/Pager";

export const STATES: OrderState[] = ["draft", "confirmed", "declared", "voided"];
export const LINKS: LinkState[] = ["none", "partial", "all"];

/** The default: newest change first. */
export const NEWEST: OrderSort = { column: "updated_at", descending: true };

/** Each column that a list can be sorted by (CM-UI-02). */
const COLUMNS: Record<OrderColumn, true> = {
  order_no: true,
  buyer_name: true,
  buyer_passport: true,
  destination: true,
  total_usd: true,
  line_count: true,
  line_sum: true,
  link_state: true,
  state: true,
  declaration_no: true,
  created_at: true,
  updated_at: true,
  sync: true,
};

/** Where the list stands: what it is narrowed to, its sort and its page. */
export interface ListPlace {
  filter: OrderFilter;
  sort: OrderSort;
  /** From 1. */
  page: number;
  size: number;
}

/** Names in the address. A passport number never stands there: it would be remembered. */
const NAMES = {
  search: "q",
  buyer: "buyer",
  declaration: "declaration",
  created_from: "from",
  created_to: "to",
  month_from: "month_from",
  month_to: "month_to",
  merchant: "merchant",
} as const satisfies Partial<Record<keyof OrderFilter, string>>;

type TextField = keyof typeof NAMES;
const TEXTS = Object.entries(NAMES) as [TextField, string][];

/** A sort stands in the address as its column, with a minus for greatest first. */
function readSort(text: string | null): OrderSort {
  const column = text?.replace(/^-/, "") ?? "";
  if (!text || !(column in COLUMNS)) return NEWEST;
  return { column: column as OrderColumn, descending: text.startsWith("-") };
}

/** What the address says; whatever it cannot mean counts as not said. */
export function readPlace(address: URLSearchParams): ListPlace {
  const filter: OrderFilter = {
    ...EVERYTHING,
    state: STATES.find((state) => state === address.get("state")) ?? null,
    links: LINKS.find((links) => links === address.get("links")) ?? null,
    destination: /^[A-Z]{2}$/.exec(address.get("destination") ?? "")?.[0] ?? null,
  };
  // A single month, as addresses said it before there were spans: an old one may still be remembered.
  const month = address.get("month") ?? "";
  const before: Partial<Record<TextField, string>> = { month_from: month, month_to: month };
  for (const [field, name] of TEXTS) filter[field] = address.get(name) ?? before[field] ?? "";
  return {
    filter,
    sort: readSort(address.get("sort")),
    page: Math.max(1, Math.trunc(Number(address.get("page"))) || 1),
    size: PAGE_SIZES.find((size) => size === Number(address.get("size"))) ?? 50,
  };
}

/** The address of a place; what is usual is left out. */
export function writePlace({ filter, sort, page, size }: ListPlace): URLSearchParams {
  const address = new URLSearchParams();
  for (const [field, name] of TEXTS) if (filter[field]) address.set(name, filter[field]);
  if (filter.state) address.set("state", filter.state);
  if (filter.links) address.set("links", filter.links);
  if (filter.destination) address.set("destination", filter.destination);
  if (sort.column !== NEWEST.column || !sort.descending)
    address.set("sort", (sort.descending ? "-" : "") + sort.column);
  if (page > 1) address.set("page", String(page));
  if (size !== 50) address.set("size", String(size));
  return address;
}

/** Whether a filter leaves anything out. */
export function narrows(filter: OrderFilter): boolean {
  return (Object.keys(EVERYTHING) as (keyof OrderFilter)[]).some(
    (field) => filter[field] !== EVERYTHING[field],
  );
}
