import { Link } from "react-router";
import type { OrderColumn, OrderRow } from "#host/generated";
import ledger from "#kit/Ledger.module.css";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { shortInstant } from "#kit/instants";
import { OrderStamp, SyncSignal, useOrderName } from "../OrderMarks";
import { FieldCell } from "./FieldCell";
import styles from "./OrderList.module.css";

interface OrderCellProps {
  column: OrderColumn;
  row: OrderRow;
  now: Date;
  /** Where it stays when the list scrolls sideways; `null` if it does not. */
  left: number | null;
}

/** One column of one order (YW-ORD-01). */
export function OrderCell({ column, row, now, left }: OrderCellProps) {
  const { lang, text } = useText();
  const orderName = useOrderName();
  const style = left === null ? undefined : { left };
  const className = left === null ? undefined : styles.stay;
  switch (column) {
    case "order_no":
      return (
        <th scope="row" className={className} style={style}>
          <Link to={`/orders/${row.id}`}>{orderName(row)}</Link>
        </th>
      );
    case "buyer_name":
      return (
        <FieldCell cell={row.buyer_name} blank={text.orders.noBuyer} className={className} style={style} />
      );
    case "buyer_passport":
      return <FieldCell cell={row.buyer_passport} />;
    case "destination":
      return <FieldCell cell={{ text: row.destination[lang], problems: row.destination.problems }} />;
    case "total_usd":
      return <FieldCell cell={row.total_usd} numeric shown={grouped} />;
    case "line_count":
      return <td className={ledger.num}>{grouped(row.line_count)}</td>;
    case "line_sum":
      return (
        <td className={ledger.num}>
          {row.line_count > 0 && (
            <>
              <span className="hint">{text.orders.currencySign(row.line_currency)}</span>
              {grouped(row.line_sum)}
            </>
          )}
        </td>
      );
    case "link_state":
      return (
        <td className={row.link_state === "none" ? ledger.soft : undefined}>
          {row.line_count > 0 ? text.orders.link(row.link_state) : "—"}
        </td>
      );
    case "state":
      return (
        <td>
          <OrderStamp state={row.state} />
        </td>
      );
    case "declaration_no":
      return (
        <td title={row.state === "confirmed" ? text.orders.declarationLater : undefined}>
          {row.declaration_no ?? (row.state === "confirmed" && <span className={ledger.blank} />)}
        </td>
      );
    case "created_at":
    case "updated_at":
      return (
        <td className={ledger.soft} title={row[column]}>
          {shortInstant(row[column], now)}
        </td>
      );
    case "sync":
      return (
        <td>
          <SyncSignal sync={row.sync} />
        </td>
      );
  }
}
