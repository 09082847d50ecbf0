import type { ReactNode } from "react";
import { Link } from "react-router";
import type { OrderView } from "#host/generated";
import { useText } from "#text/TextProvider";
import styles from "./ImportHead.module.css";

interface ImportHeadProps {
  order: OrderView;
  title: string;
  /** Side facts, separated by hairlines. */
  facts?: readonly string[];
  children?: ReactNode;
}

/** Which order is imported into, and what is looked at. */
export function ImportHead({ order, title, facts = [], children }: ImportHeadProps) {
  const { text } = useText();
  const { id, order_no, draft_no } = order.row;
  return (
    <header className={styles.head}>
      <span className={styles.crumb}>
        <Link to={`/orders/${id}`}>{text.orderImport.crumb(order_no ?? draft_no)}</Link>{" "}
        <span aria-hidden="true">/</span>
      </span>
      <h1>{title}</h1>
      {facts.length > 0 && (
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact} title={fact}>
              {fact}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>{children}</div>
    </header>
  );
}
