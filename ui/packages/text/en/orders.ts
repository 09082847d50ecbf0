import type { orders as zh } from "../zh/orders";

export const orders: typeof zh = {
  listTitle: "Credit-insured orders",
  pageTitle: "Credit-insured order",
  crumb: "Orders",
  total: (count) => `${count} in all`,
  totalCapped: (count) => `more than ${count}`,
  search: "Buyer, contract, merchant, goods, declaration no.",
  all: "All",
  state: (state) => ({ draft: "Draft", confirmed: "Confirmed", declared: "Declared", voided: "Void" })[state],
  link: (link) => ({ none: "Not linked", partial: "Partly linked", all: "Linked" })[link],
  sync: (sync) => {
    switch (sync.state) {
      case "local":
        return "On this computer";
      case "waiting":
        return `Waiting ${sync.count}`;
      case "synced":
        return "Synced";
      case "attention":
        return `Needs you ${sync.count}`;
    }
  },
  draftNo: (tail) => `Draft-${tail}`,
  noBuyer: "No buyer yet",
  columns: {
    number: "No.",
    orderNo: "Order number",
    buyer: "Buyer",
    passport: "Passport",
    destination: "Destination",
    total: "Total (USD)",
    lineCount: "Lines",
    lineSum: "Sum of lines",
    link: "Links",
    state: "State",
    declaration: "Declaration no.",
    updated: "Changed",
    sync: "Sync",
  },
  buyerBlock: "Buyer",
  fields: {
    registration: "Registration no.",
    purchaseOrders: "Purchase orders",
    consolidation: "Consolidation no.",
    nationality: "Nationality",
    phone: "Phone",
    email: "E-mail",
    contract: "Contract no.",
    remark: "Remark",
    currency: "Line currency",
  },
  linesBlock: "Lines",
  lines: {
    row: "Row",
    linked: "Linked",
    merchantNo: "Purchase no.",
    merchant: "Merchant",
    phone: "Mobile",
    month: "Month",
    goods: "Goods",
    quantity: "Quantity",
    packages: "Packages",
    amount: (currency) => `Amount (${currency})`,
  },
  currency: (code) => code,
  sum: "Sum",
  lineCount: (count) => (count === "1" ? "1 line" : `${count} lines`),
  linesWrong: (count) =>
    `${count === "1" ? "1 line is" : `${count} lines are`} wrong; unread amounts are left out`,
  required: "Required",
  sortedBy: { ascending: "ascending", descending: "descending" },
  keys: { select: "select", open: "open" },
  paging: {
    label: "Pages",
    range: (from, to, total) => `Rows ${from}–${to} of ${total}`,
    previous: "Previous",
    next: "Next",
    size: (rows) => `${rows} a page`,
    sizeLabel: "Rows a page",
  },
  noOrders: "There are no orders on this computer yet.",
  noOrdersDo: "Make one on the command line and it appears here:",
  noHits: (filter) => `No order matches “${filter}”.`,
  noHitsDo: "Try another word, or clear the filter.",
  clear: "Clear",
  noLines: "This order has no lines yet.",
  noLinesDo: "Import a merchant's workbook on the command line:",
  noVault: "There is no vault on this computer yet.",
  noVaultDo: "Make one, keep the recovery code that it prints, then try again:",
  locked: "The vault is locked.",
  lockedDo: "Type the PIN or password; it is not sent anywhere.",
  pin: "PIN or password",
  unlock: "Open",
  refused: "The orders cannot be read now.",
  retry: "Try again",
  reading: "Reading",
};
