import type { KeyboardEvent } from "react";
import { Link } from "react-router";
import type { OrderColumn, OrderRow, OrderSort } from "#host/generated";
import ledger from "#kit/Ledger.module.css";
import { useText } from "#text/TextProvider";
import type { orders as zh } from "#text/zh/orders";
import { FieldCell } from "./FieldCell";
import { grouped, shortInstant } from "./format";
import { SortHead } from "./SortHead";
import { OrderStamp, SyncSignal, useOrderName } from "./OrderMarks";

/** The columns of the specification (YW-ORD-01), each sortable (CM-UI-02). */
export const COLUMNS: { column: OrderColumn; word: keyof typeof zh.columns; numeric?: boolean }[] = [
  { column: "order_no", word: "orderNo" },
  { column: "buyer_name", word: "buyer" },
  { column: "buyer_passport", word: "passport" },
  { column: "destination", word: "destination" },
  { column: "total_usd", word: "total", numeric: true },
  { column: "line_count", word: "lineCount", numeric: true },
  { column: "line_sum", word: "lineSum", numeric: true },
  { column: "link_state", word: "link" },
  { column: "state", word: "state" },
  { column: "declaration_no", word: "declaration" },
  { column: "updated_at", word: "updated" },
  { column: "sync", word: "sync" },
];

/** Arrows walk along the orders of the page; Enter opens, since each order's number is a link. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a")];
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  links.at(Math.min(Math.max(at + step, 0), links.length - 1))?.focus();
  event.preventDefault();
}

interface OrderListProps {
  rows: OrderRow[];
  /** The number of the first row, from 1. */
  first: number;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
}

/** A page of orders. */
export function OrderList({ rows, first, sort, onSort }: OrderListProps) {
  const { lang, text } = useText();
  const orderName = useOrderName();
  const heads = text.orders.columns;
  const now = new Date();
  return (
    <div className={ledger.sheet}>
      <table className={ledger.ledger} aria-label={text.orders.listTitle}>
        <colgroup>
          <col style={{ width: 40 }} />
          <col style={{ width: 132 }} />
          <col />
          <col style={{ width: 76 }} />
          <col style={{ width: 116 }} />
          <col style={{ width: 100 }} />
          <col style={{ width: 52 }} />
          <col style={{ width: 128 }} />
          <col style={{ width: 64 }} />
          <col style={{ width: 64 }} />
          <col style={{ width: 138 }} />
          <col style={{ width: 84 }} />
          <col style={{ width: 88 }} />
        </colgroup>
        <thead>
          <tr>
            <th className={ledger.num}>{heads.number}</th>
            {COLUMNS.map(({ column, word, numeric }) => (
              <SortHead key={column} column={column} numeric={numeric} sort={sort} onSort={onSort}>
                {heads[word]}
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walk}>
          {rows.map((row, at) => (
            <tr key={row.id} className={row.state === "voided" ? ledger.void : undefined}>
              <td className={`${ledger.num} hint`}>{first + at}</td>
              <td>
                <Link to={`/orders/${row.id}`}>{orderName(row)}</Link>
              </td>
              <FieldCell cell={row.buyer_name} blank={text.orders.noBuyer} />
              <FieldCell cell={row.buyer_passport} />
              <FieldCell cell={{ text: row.destination[lang], problems: row.destination.problems }} />
              <FieldCell cell={row.total_usd} numeric shown={grouped} />
              <td className={ledger.num}>{grouped(String(row.line_count))}</td>
              <td className={ledger.num}>
                {row.line_count > 0 && (
                  <>
                    <span className="hint">{row.line_currency}</span> {grouped(row.line_sum)}
                  </>
                )}
              </td>
              <td className={row.link_state === "none" ? ledger.soft : undefined}>
                {row.line_count > 0 ? text.orders.link(row.link_state) : "—"}
              </td>
              <td>
                <OrderStamp state={row.state} />
              </td>
              <td>
                {row.declaration_no ?? (row.state === "confirmed" && <span className={ledger.blank} />)}
              </td>
              <td className={ledger.soft} title={row.updated_at}>
                {shortInstant(row.updated_at, now)}
              </td>
              <td>
                <SyncSignal sync={row.sync} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
