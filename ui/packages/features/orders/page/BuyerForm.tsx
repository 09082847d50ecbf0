import { Radio } from "#kit/Radio";
import type { BuyerKindView, OrderView } from "#host/generated";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { CountryEntry } from "./CountryEntry";
import { CurrencyEntry } from "./CurrencyEntry";
import styles from "./BuyerForm.module.css";
import { HeadFormContext } from "./headForm";
import { HeadProblems } from "./HeadProblems";
import { MaskedEntry } from "./MaskedEntry";
import form from "./PaperForm.module.css";
import { LinesEntry, TextEntry } from "./TextEntry";
import { TraceChain } from "./TraceChain";
import { useEdit } from "./useEdit";
import type { HeadDrafts } from "./useHeadDrafts";

const KINDS: BuyerKindView[] = ["person", "company"];

interface BuyerFormProps {
  order: OrderView;
  drafts: HeadDrafts;
  /** What was typed last time and never stored is in its fields again. */
  restored: boolean;
}

/** 采购商信息 and 溯源信息 as a paper form, every field edited in its place (YW-ORD-03, YW-ORD-18). */
export function BuyerForm({ order, drafts, restored }: BuyerFormProps) {
  const { text } = useText();
  const { columns, fields, buyerKind, trace } = text.orders;
  const edit = useEdit(order.row.id);
  const company = order.buyer_kind === "company";
  return (
    <HeadFormContext value={{ order, drafts, edit }}>
      <section aria-labelledby="buyer-block" data-form className={styles.block}>
        <header className={styles.head}>
          <h2 id="buyer-block">{text.orders.buyerBlock}</h2>
          <Radio
            bare
            inline
            label={buyerKind.label}
            value={order.buyer_kind}
            choices={KINDS.map((kind) => ({
              value: kind,
              label: buyerKind[kind],
              disabled: order.allowed.edit_head !== null,
            }))}
            onChange={(kind) => {
              edit.run(order.row.id, [{ field: "buyer_kind", text: kind }]);
            }}
          />
          <HeadProblems order={order} failed={drafts.failed} edit={edit.problem} restored={restored} />
        </header>
        <div className={form.form}>
          <TextEntry field="buyer_name" label={columns.buyer} required />
          {company ? (
            <TextEntry field="buyer_registration_no" label={fields.registration} required />
          ) : (
            <MaskedEntry field="buyer_passport" label={columns.passport} required />
          )}
          <CountryEntry field="buyer_nationality" label={fields.nationality} />
          <MaskedEntry field="buyer_phone" label={fields.phone} />
          <CountryEntry field="destination" label={columns.destination} required />
          <TextEntry field="total_usd" label={columns.total} required numeric shown={grouped} />
          <TextEntry field="contract_no" label={fields.contract} />
          <MaskedEntry field="buyer_email" label={fields.email} />
          <LinesEntry field="remark" label={fields.remark} span={3} />
          <CurrencyEntry />
          <LinesEntry
            field="purchase_order_nos"
            label={fields.purchaseOrders}
            span={2}
            hint={trace.purchaseOrderHint}
          />
          <TextEntry field="consolidation_no" label={fields.consolidation} />
          <TraceChain />
        </div>
      </section>
    </HeadFormContext>
  );
}
