import type { OrderView, ProblemView } from "#host/generated";

/** Fields of the buyer block and the trace block, by their names in the data dictionary, in the order of the form. */
export const HEAD_FIELDS = [
  "buyer_name",
  "buyer_passport",
  "buyer_registration_no",
  "buyer_nationality",
  "buyer_phone",
  "destination",
  "total_usd",
  "contract_no",
  "buyer_email",
  "remark",
  "purchase_order_nos",
  "consolidation_no",
] as const;

export type HeadField = (typeof HEAD_FIELDS)[number];

/** Where a field's text is kept while it is typed. */
export const scratchPlace = (order: string, field: HeadField) => `order/${order}/field/${field}`;

/** A field as the form shows it. */
export interface HeadCell {
  /** The text as it stands; masked in identity fields. */
  text: string;
  problems: ProblemView[];
}

/** What stands in a field. A country is edited by its code, or by the text that is none. */
export function headCell(order: OrderView, field: HeadField): HeadCell {
  switch (field) {
    case "buyer_name":
    case "buyer_passport":
    case "total_usd":
      return order.row[field];
    case "destination":
      return {
        text: order.row.destination.code ?? order.row.destination.zh,
        problems: order.row.destination.problems,
      };
    case "buyer_nationality":
      return {
        text: order.buyer_nationality.code ?? order.buyer_nationality.zh,
        problems: order.buyer_nationality.problems,
      };
    case "buyer_registration_no":
    case "buyer_phone":
    case "contract_no":
    case "buyer_email":
    case "remark":
    case "purchase_order_nos":
    case "consolidation_no":
      return order[field];
  }
}

/** Identity fields, which arrive masked: their text is not what would be stored (CM-SEC-03). */
export const MASKED: ReadonlySet<HeadField> = new Set(["buyer_passport", "buyer_phone", "buyer_email"]);

/** The code for which a field cannot be changed now; `null` if it can. Decided in Rust. */
export function refusal(order: OrderView, field: HeadField): string | null {
  if (field === "remark") return order.allowed.edit_remark;
  if (field === "purchase_order_nos" || field === "consolidation_no") return order.allowed.edit_trace;
  return order.allowed.edit_head;
}
