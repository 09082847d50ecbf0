import type { amountIn as zhAmountIn, lineColumns as zh } from "../zh/columns";

export const lineColumns: Record<keyof typeof zh, string> = {
  merchant_no: "Purch. no.",
  merchant_name: "Merchant",
  merchant_phone: "Mobile",
  order_month: "Month",
  goods_name: "Goods",
  quantity: "Quantity",
  packages: "Packages",
  amount: "Amount",
};

export const amountIn: typeof zhAmountIn = (currency) => `${lineColumns.amount} (${currency})`;
