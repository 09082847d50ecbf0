import type { frame as zh } from "../zh/frame";

export const frame: typeof zh = {
  product: "Xinbao Desk",
  menu: "Main menu",
  home: "Home",
  entityGroup: "Entity information",
  entity: "Firm information",
  ordersGroup: "Credit insurance",
  orders: "Order registration",
  merchantOrders: "Merchant orders",
  settlementGroup: "Settlement",
  settlementAuthorisation: "Authorisation",
  settlementAmounts: "Amounts by order",
  passwordGroup: "Password",
  password: "Change password",
  backups: "Backups",
  settings: "Settings",
  help: "Help",
  localMode: "Local mode",
  localModeHint: "Data stays on this computer, encrypted",
  notConnected: "No server connected",
  lock: "Lock",
  noVault: "No vault is open",
  undo: "Undo",
  secondsLeft: (seconds: number) => `${seconds} s`,
  unsavedTitle: "One line is not added yet. Leave?",
  unsavedText: "What you typed has not been added to the lines with [+].",
  unsavedKeep: "Keep and go on editing",
  unsavedDiscard: "Discard",
  unsavedCancel: "Cancel",
  notBuilt: "Not available yet",
  willDo: "Here you will be able to:",
  needs: "Still missing:",
  meanwhile: "What you can do now:",
  toOrders: "Write credit-insured orders",
  toHelp: "Open help",
  refused: "Not done",
  understood: "Understood",
  retry: "Try again",
  faulty: "Something went wrong on this page. Everything you typed is stored.",
  reload: "Open the page again",
  areas: {
    entity: {
      does: [
        "See and change the registration data of the trading firm",
        "Upload the handheld photo and the documents for real-name verification",
        "Follow the review and read the reason of a rejection",
      ],
      needs: "Registration and a connection to the server. Market operators review the verification there.",
    },
    merchantOrders: {
      does: [
        "Find the trade orders that merchants entered for your firm, by buyer",
        "See which credit-insured order used each of them",
      ],
      needs: "Registration and a connection to the server, where the merchants' orders are kept.",
    },
    settlementAuthorisation: {
      does: [
        "Bind the settlement entity: a company, a sole trader or a person",
        "Confirm the binding with a code by SMS",
      ],
      needs: "Registration, an approved real-name verification and a connection to the server.",
    },
    settlementAmounts: {
      does: ["See the locked settlement amounts by order", "Export the amounts"],
      needs:
        "A bound settlement entity; amounts exist once an order is confirmed and has its declaration number.",
    },
    password: {
      does: ["Change the password of the account"],
      needs:
        "Registration and a connection to the server. The lock of this computer is changed in Settings, Security.",
    },
  },
  toSecurity: "Set the lock of this computer",
};
