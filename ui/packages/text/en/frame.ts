import type { frame as zh } from "../zh/frame";

export const frame: typeof zh = {
  product: "Xinbao Desk",
  menu: "Main menu",
  ordersGroup: "Credit insurance",
  orders: "Orders",
  localMode: "Local mode",
  localModeHint: "Data stays on this computer, encrypted",
  noVault: "No vault is open",
  language: "Language",
};
