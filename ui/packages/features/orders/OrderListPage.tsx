import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import type { Columns, OrderCount, OrderFilter, ProblemView } from "#host/generated";
import { useCommand } from "#host/useCommand";
import { usePreferences } from "#host/usePreferences";
import { useAction } from "#kit/actions";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Icon } from "#kit/Icon";
import { keyText } from "#kit/KeyCap";
import { Pager } from "#kit/Pager";
import { StatusSlot } from "#kit/StatusSlot";
import { Tabs } from "#kit/Tabs";
import { toast } from "#kit/toast";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { ColumnChoice } from "./list/ColumnChoice";
import { USUAL } from "./list/columns";
import { FilterBar } from "./list/FilterBar";
import { filterWords } from "./list/filterWords";
import { OrderList } from "./list/OrderList";
import { OrderSearch } from "./list/OrderSearch";
import { EVERYTHING } from "#host/forms";
import { narrows, readPlace, STATES, writePlace, type ListPlace } from "./list/place";
import { SavedFilters } from "./list/SavedFilters";
import { useRemembered } from "./list/useRemembered";
import { Notice } from "./Notice";
import { useOrderCommands } from "./orderCommands";
import styles from "./OrderListPage.module.css";
import { useCountries, useOrders, useOrderSums } from "./orderQueries";
import { Refused } from "./Refused";

/** 外贸公司信保订单登记 (YW-ORD-01). Who comes without saying where finds the list as it was left (CM-UI-02). */
export function OrderListPage() {
  const [address] = useSearchParams();
  const remembered = useRemembered().address;
  const [arrived, setArrived] = useState(false);
  if (!arrived && (address.size > 0 || remembered === "")) setArrived(true);
  if (!arrived) return remembered ? <Navigate to={{ search: remembered }} replace /> : null;
  return <Orders />;
}

/** The list itself. Its place – words, filters, sort, page – stands in the address. */
function Orders() {
  const { lang, text } = useText();
  const client = useQueryClient();
  const commands = useOrderCommands();
  const [address, setAddress] = useSearchParams();
  const { remember } = useRemembered();
  // A passport number is asked for and forgotten: it stands neither in the address nor on the disk.
  const [passport, setPassport] = useState("");
  const { preferences, set } = usePreferences();
  const columns = preferences.columns.orders ?? USUAL;
  const setColumns = (columns: Columns) => {
    set({ columns: { ...preferences.columns, orders: columns } });
  };
  const [told, setTold] = useState<ProblemView | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const countries = useCountries().data ?? [];

  const place = readPlace(address);
  const filter: OrderFilter = { ...place.filter, passport };
  const { sort, page, size } = place;
  const orders = useOrders({ filter, sort, page: { offset: (page - 1) * size, limit: size } });
  const sums = useOrderSums(filter, orders.isSuccess && !orders.isPlaceholderData);
  const exporting = useCommand("exportOrders", {
    done: (file) => {
      if (file) toast.show({ text: `${text.orders.exporting.done(grouped(file.rows))}：${file.path}` });
    },
    refused: setTold,
  });

  const create = () => void commands.create().then(setTold);
  useAction("order.new", create);

  const go = (next: Partial<ListPlace>, replace = false) => {
    const to = writePlace({ ...place, page: 1, ...next });
    if (next.filter) setPassport(next.filter.passport);
    remember(to.toString());
    setAddress(to, { replace });
  };
  const clear = () => {
    go({ filter: EVERYTHING });
  };

  const total = orders.data?.total ?? 0;
  const narrowed = narrows(filter);
  const count = (found: OrderCount | undefined) =>
    found && { count: grouped(found.total) + (found.is_capped ? "+" : "") };
  return (
    <>
      <header className={styles.head}>
        <h1>{text.orders.listTitle}</h1>
        <span className="hint" role="status">
          {orders.data &&
            (orders.data.total_is_capped ? text.orders.totalCapped : text.orders.total)(grouped(total))}
        </span>
        <OrderSearch
          value={filter.search}
          onSearch={(search) => {
            if (search !== filter.search) go({ filter: { ...filter, search } }, true);
          }}
          onLeave={() => {
            table.current?.querySelector<HTMLElement>("tbody a")?.focus();
          }}
        />
        <Button
          disabled={exporting.pending}
          onClick={() => {
            setTold(null);
            exporting.run(filter, sort);
          }}
        >
          <Icon name="export" />
          {exporting.pending ? text.orders.exporting.running : text.orders.exporting.button}
        </Button>
        <Button tone="primary" keys={keyText("order.new")} onClick={create}>
          <Icon name="plus" />
          {text.orders.create}
        </Button>
      </header>
      <div className={styles.tabs}>
        <Tabs
          label={text.orders.columns.state}
          tabs={[
            { key: "all", label: text.orders.all, ...count(sums.data?.all) },
            ...STATES.map((state) => ({
              key: state,
              label: text.orders.state(state),
              ...count(sums.data?.states.find((one) => one.state === state)?.count),
            })),
          ]}
          chosen={filter.state ?? "all"}
          onChoose={(tab) => {
            go({ filter: { ...filter, state: STATES.find((state) => state === tab) ?? null } });
          }}
          controls="order-list"
        />
        <SavedFilters
          filter={filter}
          sort={sort}
          onApply={(saved) => {
            go({ filter: saved.filter, ...(saved.sort && { sort: saved.sort }) });
          }}
        />
      </div>
      <div className={styles.bar}>
        <FilterBar
          filter={filter}
          onFilter={(filter) => {
            go({ filter });
          }}
          onClear={narrowed ? clear : null}
        />
        <ColumnChoice columns={columns} onColumns={setColumns} />
      </div>
      <StatusSlot name="keys">
        <kbd>↑</kbd> <kbd>↓</kbd> {text.orders.keys.select} <kbd>Enter</kbd> {text.orders.keys.open}{" "}
        <kbd>/</kbd> {text.orders.keys.find}
      </StatusSlot>
      <Notice
        problem={told}
        onClose={() => {
          setTold(null);
        }}
      />
      <div id="order-list" role="tabpanel" aria-label={text.orders.listTitle} className={styles.list}>
        {orders.isError ? (
          <Refused
            error={orders.error}
            onRetry={() => void client.invalidateQueries({ queryKey: ["orders"] })}
          />
        ) : orders.data && total === 0 && !narrowed ? (
          <EmptyState missing={text.orders.noOrders} next={text.orders.noOrdersDo}>
            <span className={styles.answers}>
              <Button keys={keyText("order.new")} onClick={create}>
                <Icon name="plus" />
                {text.orders.create}
              </Button>
              <Button onClick={() => void commands.create("import").then(setTold)}>
                <Icon name="import" />
                {text.orders.actions.import}
              </Button>
            </span>
          </EmptyState>
        ) : orders.data && total === 0 ? (
          <EmptyState
            missing={text.orders.noHits(filterWords(filter, { lang, text: text.orders, countries }))}
            next={text.orders.noHitsDo}
          >
            <Button onClick={clear}>{text.orders.clear}</Button>
          </EmptyState>
        ) : orders.data ? (
          <>
            <OrderList
              ref={table}
              rows={orders.data.rows}
              first={(page - 1) * size + 1}
              sort={sort}
              onSort={(sort) => {
                go({ sort });
              }}
              columns={columns}
              onColumns={setColumns}
              onTold={setTold}
              // Counts of tabs may be those of a moment ago; sums beside rows of another filter would be wrong.
              sums={sums.isPlaceholderData ? undefined : sums.data}
              narrowed={narrowed}
            />
            <footer className={styles.foot}>
              <span className="hint">{text.orders.masked}</span>
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
      </div>
    </>
  );
}
