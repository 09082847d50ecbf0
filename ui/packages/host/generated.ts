// Generated from src-tauri/src/views by `cargo xtask gen`; do not edit.
// Money, quantities, months and instants are text; see the Rust documentation of each field.

export type VaultState = "open" | "closed";

export type VaultView = { 
/**
 * Open or not.
 */
state: VaultState, 
/**
 * The folder it lies in, for people who want to look or to back it up by hand.
 */
folder: string, 
/**
 * Why it is not open; `None` if it is.
 */
problem: ProblemView | null, };

export type SeverityView = "error" | "warning";

export type ProblemView = { 
/**
 * The catalogue code, such as `PHONE_FORMAT`.
 */
code: string, 
/**
 * Whether it blocks.
 */
severity: SeverityView, 
/**
 * The values that the code's sentence names.
 */
params: { [key in string]: string }, 
/**
 * The field, as the data dictionary names it.
 */
field: string | null, 
/**
 * The row of the file, header included, from 1.
 */
row: number | null, 
/**
 * The column of the file, in letters.
 */
column: string | null, 
/**
 * The text that was found; masked in identity fields.
 */
value: string | null, 
/**
 * Whether the same request may succeed later.
 */
retryable: boolean, };

export type PageQuery = { 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows wanted; more than 200 counts as that.
 */
limit: number, };

export type OrderState = "draft" | "confirmed" | "declared" | "voided";

export type OrderColumn = "order_no" | "buyer_name" | "buyer_passport" | "destination" | "total_usd" | "line_count" | "line_sum" | "link_state" | "state" | "declaration_no" | "created_at" | "updated_at" | "sync";

export type OrderSort = { 
/**
 * By what.
 */
column: OrderColumn, 
/**
 * Greatest first.
 */
descending: boolean, };

export type OrderQuery = { 
/**
 * Words to find; blank for all.
 */
search: string, 
/**
 * Only orders in this state; `null` for all.
 */
state: OrderState | null, 
/**
 * In which order; `null` for the newest change first.
 */
sort: OrderSort | null, 
/**
 * Which page.
 */
page: PageQuery, };

export type LinkState = "none" | "partial" | "all";

export type SyncState = { "state": "local" } | { "state": "waiting", 
/**
 * Changes that wait.
 */
count: number, } | { "state": "synced" } | { "state": "attention", 
/**
 * Changes that need a person.
 */
count: number, };

export type Cell = { 
/**
 * The text; empty where nothing was filled in.
 */
text: string, 
/**
 * Errors and warnings of this field; empty in the ordinary case.
 */
problems: Array<ProblemView>, };

export type CountryCell = { 
/**
 * ISO 3166 alpha-2; `null` where nothing, or no country, was filled in.
 */
code: string | null, 
/**
 * Chinese name, or the text as typed.
 */
zh: string, 
/**
 * English name, or the text as typed.
 */
en: string, 
/**
 * Errors and warnings of this field.
 */
problems: Array<ProblemView>, };

export type OrderRow = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * The number that the platform issued; `null` before confirmation.
 */
order_no: string | null, 
/**
 * Order state.
 */
state: OrderState, 
/**
 * 采购商姓名
 */
buyer_name: Cell, 
/**
 * 护照号, masked (CM-SEC-03).
 */
buyer_passport: Cell, 
/**
 * 目的国
 */
destination: CountryCell, 
/**
 * 总金额（美元）, two decimals.
 */
total_usd: Cell, 
/**
 * `CNY` or `USD`.
 */
line_currency: string, 
/**
 * 笔数
 */
line_count: number, 
/**
 * Sum of the valid amounts in `line_currency`, two decimals.
 */
line_sum: string, 
/**
 * Lines with an error; their wrong amounts are not in the sum.
 */
lines_wrong: number, 
/**
 * 关联状态
 */
link_state: LinkState, 
/**
 * 报关单号
 */
declaration_no: string | null, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
created_at: string, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
updated_at: string, 
/**
 * 同步状态
 */
sync: SyncState, };

export type OrderPage = { 
/**
 * The rows of this page.
 */
rows: Array<OrderRow>, 
/**
 * How many orders the query finds in all.
 */
total: number, 
/**
 * Whether counting stopped there, because very many are found.
 */
total_is_capped: boolean, };

export type LineView = { 
/**
 * UUIDv7.
 */
id: string, 
/**
 * Its place in the order, from 1 without gaps.
 */
number: number, 
/**
 * 采购号
 */
merchant_no: Cell, 
/**
 * 商户名
 */
merchant_name: Cell, 
/**
 * 手机号, in full: the firm entered it for this purpose (CM-SEC-03).
 */
merchant_phone: Cell, 
/**
 * 下单月份, `YYYY-MM`.
 */
order_month: Cell, 
/**
 * 品名
 */
goods_name: Cell, 
/**
 * 数量
 */
quantity: Cell, 
/**
 * 总件数
 */
packages: Cell, 
/**
 * 总金额, in the order's line currency.
 */
amount: Cell, 
/**
 * Linked with a merchant's order.
 */
linked: boolean, };

export type BuyerKindView = "person" | "company";

export type OrderView = { 
/**
 * What the list shows of it.
 */
row: OrderRow, 
/**
 * 采购商类型
 */
buyer_kind: BuyerKindView, 
/**
 * 公司登记号
 */
buyer_registration_no: Cell, 
/**
 * 国籍
 */
buyer_nationality: CountryCell, 
/**
 * 联系电话, masked (CM-SEC-03).
 */
buyer_phone: Cell, 
/**
 * 邮箱, masked (CM-SEC-03).
 */
buyer_email: Cell, 
/**
 * 合同号
 */
contract_no: Cell, 
/**
 * 备注
 */
remark: Cell, 
/**
 * 采购单号, one per line of text.
 */
purchase_order_nos: Cell, 
/**
 * 组货单号
 */
consolidation_no: Cell, 
/**
 * Problems of the order, its fields' included.
 */
problems: Array<ProblemView>, 
/**
 * The lines of this page, in their order of entry.
 */
lines: Array<LineView>, };
