import { useState } from "react";
import { Link, useParams } from "react-router";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Pager } from "#kit/Pager";
import { useText } from "#text/TextProvider";
import { BuyerForm } from "./BuyerForm";
import { grouped } from "./format";
import { LineTable } from "./LineTable";
import { OrderStamp, SyncSignal, useOrderName } from "./OrderMarks";
import styles from "./OrderPage.module.css";
import { useOrder } from "./orderQueries";
import { Refused } from "./Refused";

/** 外贸公司信保采购登记: one order, to read. */
export function OrderPage() {
  const { text } = useText();
  const { id = "" } = useParams();
  const [place, setPlace] = useState({ page: 1, size: 100 });
  const order = useOrder(id, { offset: (place.page - 1) * place.size, limit: place.size });
  const orderName = useOrderName();
  const row = order.data?.row;
  return (
    <>
      <header className={styles.head}>
        <span className="hint">
          <Link to="/orders">{text.orders.crumb}</Link> /
        </span>
        <h1>{text.orders.pageTitle}</h1>
        {row && (
          <>
            <span>{orderName(row)}</span>
            <OrderStamp state={row.state} />
            <SyncSignal sync={row.sync} />
          </>
        )}
      </header>
      {order.isError && <Refused error={order.error} onRetry={() => void order.refetch()} />}
      {order.data && row && (
        <>
          <BuyerForm order={order.data} />
          <div className={styles.bar}>
            <h2>{text.orders.linesBlock}</h2>
            <span className="hint">{text.orders.lineCount(grouped(String(row.line_count)))}</span>
            {row.line_count > 0 && (
              <Pager
                text={text.orders.paging}
                page={place.page}
                size={place.size}
                total={row.line_count}
                onMove={(page, size) => {
                  setPlace({ page, size });
                }}
              />
            )}
          </div>
          {row.line_count > 0 ? (
            <LineTable lines={order.data.lines} currency={row.line_currency} />
          ) : (
            <EmptyState missing={text.orders.noLines} next={text.orders.noLinesDo}>
              <code>{`xinbao import ${row.id} FILE.xlsx`}</code>
              <Button onClick={() => void order.refetch()}>{text.orders.retry}</Button>
            </EmptyState>
          )}
          <footer className={styles.sum}>
            <span>{text.orders.sum}</span>
            <span>{text.orders.lineCount(grouped(String(row.line_count)))}</span>
            {row.lines_wrong > 0 && (
              <span className={styles.wrong}>{text.orders.linesWrong(grouped(String(row.lines_wrong)))}</span>
            )}
            <span className={styles.figure}>
              {grouped(row.line_sum)} <small>{row.line_currency}</small>
            </span>
          </footer>
        </>
      )}
    </>
  );
}
