import type { LinkState, OrderState, SyncState } from "#host/generated";

// Notes for translators: the words of the columns and states are those of the specification (YW-ORD-01); one word a thing.
export const orders = {
  listTitle: "外贸公司信保订单登记",
  pageTitle: "外贸公司信保采购登记",
  crumb: "订单",
  total: (count: string) => `共 ${count} 单`,
  totalCapped: (count: string) => `${count} 单以上`,
  search: "采购商、合同号、商户、品名、报关单号",
  all: "全部",
  state: (state: OrderState) =>
    ({ draft: "暂存", confirmed: "已确认", declared: "已补录", voided: "已作废" })[state],
  link: (link: LinkState) => ({ none: "未关联", partial: "部分关联", all: "已关联" })[link],
  sync: (sync: SyncState) => {
    switch (sync.state) {
      case "local":
        return "本机已存";
      case "waiting":
        return `待同步 ${sync.count}`;
      case "synced":
        return "已同步";
      case "attention":
        return `需处理 ${sync.count}`;
    }
  },
  draftNo: (tail: string) => `草稿-${tail}`,
  noBuyer: "未填采购商",
  columns: {
    number: "序号",
    orderNo: "信保订单号",
    buyer: "采购商姓名",
    passport: "护照号",
    destination: "目的国",
    total: "总金额（美元）",
    lineCount: "笔数",
    lineSum: "清单金额",
    link: "关联状态",
    state: "订单状态",
    declaration: "报关单号",
    updated: "更新时间",
    sync: "同步状态",
  },
  buyerBlock: "采购商信息",
  fields: {
    registration: "公司登记号",
    purchaseOrders: "采购单号",
    consolidation: "组货单号",
    nationality: "国籍",
    phone: "联系电话",
    email: "邮箱",
    contract: "合同号",
    remark: "备注",
    currency: "清单币种",
  },
  linesBlock: "交易清单",
  lines: {
    row: "行",
    linked: "已关联",
    merchantNo: "采购号",
    merchant: "商户名",
    phone: "手机号",
    month: "下单月份",
    goods: "品名",
    quantity: "数量",
    packages: "总件数",
    amount: (currency: string): string => (currency === "USD" ? "总金额（美元）" : "总金额（元）"),
  },
  currency: (code: string): string => (code === "USD" ? "美元 USD" : "人民币 CNY"),
  sum: "合计",
  lineCount: (count: string) => `${count} 笔`,
  linesWrong: (count: string) => `${count} 行有误，读不出的金额未计入`,
  required: "必填",
  sortedBy: { ascending: "升序", descending: "降序" },
  keys: { select: "选择", open: "打开" },
  paging: {
    label: "分页",
    range: (from: string, to: string, total: string) => `第 ${from}–${to} 行，共 ${total} 行`,
    previous: "上一页",
    next: "下一页",
    size: (rows: number) => `每页 ${rows} 行`,
    sizeLabel: "每页行数",
  },
  noOrders: "本机还没有信保订单。",
  noOrdersDo: "用命令行新建一单，它会出现在这里：",
  noHits: (filter: string) => `没有符合“${filter}”的订单。`,
  noHitsDo: "换一个词，或清除筛选。",
  clear: "清除",
  noLines: "这一单还没有交易清单。",
  noLinesDo: "用命令行导入商户的表格：",
  noVault: "这台电脑上还没有保险库。",
  noVaultDo: "新建一个，并妥善保存它给出的恢复码，然后重试：",
  locked: "保险库已加锁。",
  lockedDo: "请输入 PIN 或密码，内容不会发送到任何地方。",
  pin: "PIN 或密码",
  unlock: "打开",
  refused: "现在读不到订单。",
  retry: "重试",
  reading: "正在读取",
};
