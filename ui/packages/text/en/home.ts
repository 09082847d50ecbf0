import type { home as zh } from "../zh/home";

export const home: typeof zh = {
  title: "Home",
  platform: "Market-procurement trade platform",
  localMode: "Local mode",
  entrance: "Business entrance",
  entranceText: "Write, import and sort credit-insured orders. No network needed; stored as you type.",
  newOrder: "New order",
  importFile: "Import",
  importHint: "Choose a workbook from a merchant; a new order is made for it. Or drop the file here.",
  dropHere: "Let go to make a new order for this file and import it",
  filing: "Entity filing",
  filingText:
    "Once the firm is registered and verified, orders can be confirmed, declared and settled. This needs a server and is not available yet.",
  filingMore: "What it needs",
  recent: "Go on with",
  all: "All orders",
  none: "There are no orders on this computer yet.",
  noneDo: "Make a new one, or import a workbook from a merchant.",
  noBuyer: "No buyer yet",
  wrong: (lines: string) => `${lines} wrong`,
  columns: {
    number: "Order no.",
    buyer: "Buyer",
    destination: "Destination",
    lines: "Lines",
    sum: "Sum of lines",
    state: "State",
    updated: "Updated",
  },
  notices: "Notices",
  noticeList: [
    {
      title: "You are using local mode",
      text: "Orders are kept encrypted on this computer. Keep the recovery code safe and save a backup elsewhere.",
    },
    {
      title: "Confirming, declaring and settling are not available yet",
      text: "The orders you write now can go on as soon as a server is connected.",
    },
  ],
  toBackups: "To the backups",
  service: "Service lines",
  hotline: "Service line",
  insurer: "Insurer",
  hotlineNumbers: ["0579-85250715", "0579-85250725"],
  insurerNumbers: ["0579-85250210"],
};
