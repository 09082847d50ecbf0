import type { KeyboardEvent } from "react";
import { Link } from "react-router";
import type { OrderRow } from "#host/generated";
import ledger from "#kit/Ledger.module.css";
import { useText } from "#text/TextProvider";
import { FieldCell } from "./FieldCell";
import { grouped, shortInstant } from "./format";
import { OrderStamp, SyncSignal, useOrderName } from "./OrderMarks";

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

/** A page of orders. `first` is the number of its first row, from 1. */
export function OrderList({ rows, first }: { rows: OrderRow[]; first: number }) {
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
          <col style={{ width: 88 }} />
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
            <th>{heads.orderNo}</th>
            <th>{heads.buyer}</th>
            <th>{heads.passport}</th>
            <th>{heads.destination}</th>
            <th className={ledger.num}>{heads.total}</th>
            <th className={ledger.num}>{heads.lineCount}</th>
            <th className={ledger.num}>{heads.lineSum}</th>
            <th>{heads.link}</th>
            <th>{heads.state}</th>
            <th>{heads.declaration}</th>
            <th>{heads.updated}</th>
            <th>{heads.sync}</th>
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
              <td title={row.destination?.code}>{row.destination?.[lang]}</td>
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
                {text.orders.link(row.link_state)}
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
