import { useText } from "#text/TextProvider";
import { useHeadForm } from "./headForm";
import styles from "./Trace.module.css";

/** 溯源信息 (YW-ORD-18): the chain 采购单 – 组货单 – 报关单; members that do not exist yet are greyed. */
export function TraceChain() {
  const { text } = useText();
  const { order } = useHeadForm();
  const words = text.orders.trace;
  const members = [
    { name: words.purchaseOrder, present: order.purchase_order_nos.text !== "" },
    { name: words.consolidation, present: order.consolidation_no.text !== "" },
    { name: words.declaration, present: order.row.declaration_no !== null },
  ];
  return (
    <div className={styles.trace}>
      <span className={styles.label}>{words.block}</span>
      <ol aria-label={words.block}>
        {members.map(({ name, present }) => (
          <li key={name} className={present ? undefined : styles.missing}>
            <span aria-hidden="true">{name}</span>
            <span className="visually-hidden">{present ? words.present(name) : words.missing(name)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
