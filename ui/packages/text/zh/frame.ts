export const frame = {
  product: "信保工作台",
  menu: "主菜单",
  ordersGroup: "信保系统",
  orders: "外贸公司信保订单登记",
  localMode: "本机模式",
  localModeHint: "数据只在这台电脑上，已加密",
  noVault: "未打开保险库",
  language: "界面语言",
};
