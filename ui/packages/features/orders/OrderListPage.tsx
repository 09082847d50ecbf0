import { useSearchParams } from "react-router";
import type { OrderState } from "#host/generated";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { PAGE_SIZES, Pager } from "#kit/Pager";
import { useText } from "#text/TextProvider";
import { grouped } from "./format";
import { OrderList } from "./OrderList";
import styles from "./OrderListPage.module.css";
import { useOrders } from "./orderQueries";
import { OrderSearch } from "./OrderSearch";
import { Refused } from "./Refused";

const STATES: OrderState[] = ["draft", "confirmed", "declared", "voided"];

/** 外贸公司信保订单登记 (YW-ORD-01). Its place – words, state, page – stands in the address. */
export function OrderListPage() {
  const { text } = useText();
  const [place, setPlace] = useSearchParams();
  const search = place.get("q") ?? "";
  const state = STATES.find((state) => state === place.get("state")) ?? null;
  const size = PAGE_SIZES.find((size) => size === Number(place.get("size"))) ?? 50;
  const page = Math.max(1, Math.trunc(Number(place.get("page"))) || 1);
  const orders = useOrders({ search, state, page: { offset: (page - 1) * size, limit: size } });

  const go = (next: { q?: string; state?: OrderState | null; page?: number; size?: number }) => {
    const to = { q: search, state, page: 1, size, ...next };
    const address = new URLSearchParams();
    if (to.q) address.set("q", to.q);
    if (to.state) address.set("state", to.state);
    if (to.page > 1) address.set("page", String(to.page));
    if (to.size !== 50) address.set("size", String(to.size));
    setPlace(address);
  };

  const total = orders.data?.total ?? 0;
  const filter = [search, state && text.orders.state(state)].filter(Boolean).join("，");
  return (
    <>
      <header className={styles.head}>
        <h1>{text.orders.listTitle}</h1>
        {orders.isSuccess && <span className="hint">{text.orders.total(grouped(String(total)))}</span>}
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
          <OrderList rows={orders.data.rows} first={(page - 1) * size + 1} />
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
