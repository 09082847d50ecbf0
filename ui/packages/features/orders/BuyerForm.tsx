import type { Cell, CountryCell, OrderView } from "#host/generated";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import styles from "./BuyerForm.module.css";
import { grouped } from "./format";

function mark(cell: Cell): string | undefined {
  if (cell.problems.length === 0) return undefined;
  return cell.problems.some((problem) => problem.severity === "error") ? styles.wrong : styles.doubtful;
}

/** 采购商信息 as a paper form: one frame, hairlines, no boxes in boxes (YW-ORD-03). */
export function BuyerForm({ order }: { order: OrderView }) {
  const { lang, text } = useText();
  const { columns, fields } = text.orders;
  const { row } = order;
  const country = (country: CountryCell): Cell => ({
    text: country.code ? `${country[lang]} ${country.code}` : country[lang],
    problems: country.problems,
  });
  const identity =
    order.buyer_kind === "company"
      ? { label: fields.registration, cell: order.buyer_registration_no, required: true }
      : { label: columns.passport, cell: row.buyer_passport, required: true };
  const cells: { label: string; cell: Cell; required?: boolean; wide?: boolean }[] = [
    { label: columns.buyer, cell: row.buyer_name, required: true },
    identity,
    { label: fields.nationality, cell: country(order.buyer_nationality) },
    { label: fields.phone, cell: order.buyer_phone },
    { label: columns.destination, cell: country(row.destination), required: true },
    { label: columns.total, cell: { ...row.total_usd, text: grouped(row.total_usd.text) }, required: true },
    { label: fields.contract, cell: order.contract_no },
    { label: fields.email, cell: order.buyer_email },
    { label: fields.remark, cell: order.remark, wide: true },
    { label: fields.currency, cell: { text: text.orders.currency(row.line_currency), problems: [] } },
    { label: fields.purchaseOrders, cell: order.purchase_order_nos, wide: true },
    { label: fields.consolidation, cell: order.consolidation_no },
  ];
  return (
    <section aria-labelledby="buyer-block">
      <header className={styles.head}>
        <h2 id="buyer-block">{text.orders.buyerBlock}</h2>
        <ul>
          {order.problems.map((problem) => (
            <li
              key={`${problem.code} ${problem.field ?? ""}`}
              className={problem.severity === "error" ? styles.error : styles.warning}
            >
              <Icon name="triangle" />
              {sentence(problem, lang)} <code>{problem.code}</code>
            </li>
          ))}
        </ul>
      </header>
      <dl className={styles.form}>
        {cells.map(({ label, cell, required, wide }) => (
          <div key={label} className={wide ? styles.wide : undefined}>
            <dt>
              {label}
              {required && <i aria-hidden="true">*</i>}
            </dt>
            <dd className={mark(cell)} title={cell.text}>
              {cell.text}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
