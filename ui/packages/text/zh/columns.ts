import type { LineColumn } from "#host/generated";

// Notes for translators: the words are those of the specification (YW-ORD-08), in the grid, the preview and the mapping alike.
export const lineColumns = {
  merchant_no: "采购号",
  merchant_name: "商户名",
  merchant_phone: "手机号",
  order_month: "下单月份",
  goods_name: "品名",
  quantity: "数量",
  packages: "总件数",
  amount: "总金额",
} satisfies Record<LineColumn, string>;

/** The head of the amount, with its currency. */
export const amountIn = (currency: string): string =>
  currency === "USD" ? `${lineColumns.amount}（美元）` : `${lineColumns.amount}（元）`;
