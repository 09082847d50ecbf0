import { useSearchParams } from "react-router";
import type { OrderSort, OrderState } from "#host/generated";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { PAGE_SIZES, Pager } from "#kit/Pager";
import { useText } from "#text/TextProvider";
import { grouped } from "./format";
import { COLUMNS, OrderList } from "./OrderList";
import styles from "./OrderListPage.module.css";
import { useOrders } from "./orderQueries";
import { OrderSearch } from "./OrderSearch";
import { Refused } from "./Refused";

const STATES: OrderState[] = ["draft", "confirmed", "declared", "voided"];

/** The default: newest change first. */
const NEWEST: OrderSort = { column: "updated_at", descending: true };

/** A sort stands in the address as its column, with a minus for greatest first. */
const writeSort = (sort: OrderSort) => (sort.descending ? "-" : "") + sort.column;

function readSort(text: string | null): OrderSort {
  const found = COLUMNS.find(({ column }) => column === text?.replace("-", ""));
  return found && text ? { column: found.column, descending: text.startsWith("-") } : NEWEST;
}

/** 外贸公司信保订单登记 (YW-ORD-01). Its place – words, state, page – stands in the address. */
export function OrderListPage() {
  const { text } = useText();
  const [place, setPlace] = useSearchParams();
  const search = place.get("q") ?? "";
  const state = STATES.find((state) => state === place.get("state")) ?? null;
  const size = PAGE_SIZES.find((size) => size === Number(place.get("size"))) ?? 50;
  const page = Math.max(1, Math.trunc(Number(place.get("page"))) || 1);
  const sort = readSort(place.get("sort"));
  const orders = useOrders({ search, state, sort, page: { offset: (page - 1) * size, limit: size } });

  const go = (next: {
    q?: string;
    state?: OrderState | null;
    page?: number;
    size?: number;
    sort?: OrderSort;
  }) => {
    const to = { q: search, state, page: 1, size, sort, ...next };
    const address = new URLSearchParams();
    if (to.q) address.set("q", to.q);
    if (to.state) address.set("state", to.state);
    if (to.page > 1) address.set("page", String(to.page));
    if (to.sort.column !== NEWEST.column || !to.sort.descending) address.set("sort", writeSort(to.sort));
    if (to.size !== 50) address.set("size", String(to.size));
    setPlace(address);
  };

  const total = orders.data?.total ?? 0;
  const filter = [search, state && text.orders.state(state)].filter(Boolean).join("，");
  return (
    <>
      <header className={styles.head}>
        <h1>{text.orders.listTitle}</h1>
        {orders.data && (
          <span className="hint">
            {(orders.data.total_is_capped ? text.orders.totalCapped : text.orders.total)(
              grouped(String(total)),
            )}
          </span>
        )}
        <OrderSearch
          key={search}
          value={search}
          onSearch={(q) => {
            go({ q });
          }}
        />
      </header>
      <div className={styles.tabs} role="group" aria-label={text.orders.columns.state}>
        {[null, ...STATES].map((tab) => (
          <button
            key={tab ?? "all"}
            type="button"
            aria-pressed={tab === state}
            onClick={() => {
              go({ state: tab });
            }}
          >
            {tab ? text.orders.state(tab) : text.orders.all}
          </button>
        ))}
        <span className={styles.keys}>
          <kbd>↑</kbd> <kbd>↓</kbd> {text.orders.keys.select}
          <kbd>Enter</kbd> {text.orders.keys.open}
        </span>
      </div>
      {orders.isError ? (
        <Refused error={orders.error} onRetry={() => void orders.refetch()} />
      ) : orders.data && total === 0 && filter === "" ? (
        <EmptyState missing={text.orders.noOrders} next={text.orders.noOrdersDo}>
          <code>xinbao order new</code>
          <Button onClick={() => void orders.refetch()}>{text.orders.retry}</Button>
        </EmptyState>
      ) : orders.data && total === 0 ? (
        <EmptyState missing={text.orders.noHits(filter)} next={text.orders.noHitsDo}>
          <Button
            onClick={() => {
              go({ q: "", state: null });
            }}
          >
            {text.orders.clear}
          </Button>
        </EmptyState>
      ) : orders.data ? (
        <>
          <OrderList
            rows={orders.data.rows}
            first={(page - 1) * size + 1}
            sort={sort}
            onSort={(sort) => {
              go({ sort });
            }}
          />
          <footer className={styles.foot}>
            <Pager
              text={text.orders.paging}
              page={page}
              size={size}
              total={total}
              onMove={(page, size) => {
                go({ page, size });
              }}
            />
          </footer>
        </>
      ) : null}
    </>
  );
}
