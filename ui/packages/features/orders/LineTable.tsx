import type { LineView } from "#host/generated";
import { Icon } from "#kit/Icon";
import ledger from "#kit/Ledger.module.css";
import { useText } from "#text/TextProvider";
import { FieldCell } from "./FieldCell";
import { grouped, quantity } from "./format";
import styles from "./LineTable.module.css";

/** A page of 交易清单. */
export function LineTable({ lines, currency }: { lines: LineView[]; currency: string }) {
  const { text } = useText();
  const heads = text.orders.lines;
  return (
    <div className={ledger.sheet}>
      <table className={`${ledger.ledger} ${ledger.grid}`} aria-label={text.orders.linesBlock}>
        <colgroup>
          <col style={{ width: 64 }} />
          <col style={{ width: 36 }} />
          <col style={{ width: 104 }} />
          <col style={{ width: 176 }} />
          <col style={{ width: 112 }} />
          <col style={{ width: 84 }} />
          <col />
          <col style={{ width: 96 }} />
          <col style={{ width: 84 }} />
          <col style={{ width: 128 }} />
        </colgroup>
        <thead>
          <tr>
            <th className={ledger.num}>{heads.row}</th>
            <th className={styles.link} title={heads.linked}>
              <Icon name="link" />
              <span className="visually-hidden">{heads.linked}</span>
            </th>
            <th>{heads.merchantNo}</th>
            <th>{heads.merchant}</th>
            <th>{heads.phone}</th>
            <th>{heads.month}</th>
            <th>{heads.goods}</th>
            <th className={ledger.num}>{heads.quantity}</th>
            <th className={ledger.num}>{heads.packages}</th>
            <th className={ledger.num}>{heads.amount(currency)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className={ledger.gutter}>{grouped(String(line.number))}</td>
              <td className={styles.link}>
                {line.linked && (
                  <>
                    <Icon name="link" />
                    <span className="visually-hidden">{heads.linked}</span>
                  </>
                )}
              </td>
              <FieldCell cell={line.merchant_no} />
              <FieldCell cell={line.merchant_name} />
              <FieldCell cell={line.merchant_phone} />
              <FieldCell cell={line.order_month} />
              <FieldCell cell={line.goods_name} />
              <FieldCell cell={line.quantity} numeric shown={quantity} />
              <FieldCell cell={line.packages} numeric shown={grouped} />
              <FieldCell cell={line.amount} numeric shown={grouped} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
