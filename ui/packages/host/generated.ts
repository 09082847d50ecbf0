// Generated from src-tauri/src/views by `cargo xtask gen`; do not edit.
// Money, quantities, months and instants are text; see the Rust documentation of each field.

export type VaultState = "missing" | "locked" | "closed" | "open";

export type VaultView = { 
/**
 * Missing, locked, closed or open.
 */
state: VaultState, 
/**
 * The folder it lies in, for people who want to look or to back it up by hand.
 */
folder: string, 
/**
 * What opens it on this computer besides the recovery code; `None` where there is no vault or its key file cannot be
 * read.
 */
keeping: KeepingView | null, 
/**
 * Whether a PIN or password is asked for.
 */
has_lock: boolean, 
/**
 * Whether its recovery code was shown and checked. An open vault whose code was never checked asks for it.
 */
recovery_kept: boolean, 
/**
 * Whether this computer keeps a new vault without a password: its keychain answers, or the program was started with
 * a key file.
 */
keychain_answers: boolean, 
/**
 * Why it is not open; `None` if it is, or if there is none yet.
 */
problem: ProblemView | null, };

export type KeepingView = "keychain" | "key_file" | "password";

export type KeepingChoice = { "kind": "computer" } | { "kind": "password", 
/**
 * The password.
 */
text: string, };

export type RecoveryView = { 
/**
 * Six groups of five characters.
 */
groups: Array<string>, 
/**
 * The China day of its making, `YYYY-MM-DD`.
 */
made_on: string, };

export type BackupView = { 
/**
 * The China day it stands for, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Where it is.
 */
path: string, 
/**
 * When it was made, China time, `YYYY-MM-DD HH:MM:SS`; `None` if it cannot be read.
 */
made_at: string | null, 
/**
 * Its size in bytes; at most 2^53.
 */
bytes: number, 
/**
 * Why it cannot be used.
 */
problem: ProblemView | null, };

export type BackupKey = { "kind": "recovery", 
/**
 * The code, in any grouping.
 */
code: string, } | { "kind": "password", 
/**
 * The password.
 */
text: string, } | { "kind": "key_file", 
/**
 * The PIN or password.
 */
lock: string | null, };

export type FileView = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Rows, lines or findings in it; 0 where that says nothing.
 */
rows: number, };

export type AboutView = { 
/**
 * The program's version.
 */
version: string, 
/**
 * The operating system and its architecture.
 */
system: string, 
/**
 * The webview's version.
 */
webview: string, 
/**
 * The vault's folder.
 */
folder: string, 
/**
 * The vault's id; `None` while it is closed.
 */
vault_id: string | null, 
/**
 * The folder of the program's log.
 */
log_folder: string, };

export type LanguageChoice = "zh" | "en";

export type ThemeChoice = "system" | "light" | "dark";

export type Density = "compact" | "comfortable";

export type Columns = { 
/**
 * Column names from the left; columns that are not named follow in their usual order.
 */
order: Array<string>, 
/**
 * Widths in CSS pixels at 100 %.
 */
widths: { [key in string]: number }, 
/**
 * Columns that are not shown.
 */
hidden: Array<string>, 
/**
 * How many columns stand still when the table scrolls sideways; `None` for the usual number.
 */
frozen: number | null, };

export type Preferences = { 
/**
 * The interface's language (CM-UI-01).
 */
language: LanguageChoice, 
/**
 * Light, dark, or as the system.
 */
theme: ThemeChoice, 
/**
 * Size of everything in percent: 100, 110, 125, 150, 175 or 200.
 */
scale: number, 
/**
 * Row height of tables.
 */
density: Density, 
/**
 * Whether 【+】 repeats merchant and month in the next entry row (YW-ORD-10).
 */
repeat_merchant: boolean, 
/**
 * Lock after so many minutes without input; `None` never. Only with a lock set.
 */
lock_after_minutes: number | null, 
/**
 * Columns by table: `orders`, `lines`.
 */
columns: { [key in string]: Columns }, };

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

export type LinkState = "none" | "partial" | "all";

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

export type OrderFilter = { 
/**
 * Words to find; blank for all.
 */
search: string, 
/**
 * Only orders in this state; `null` for all.
 */
state: OrderState | null, 
/**
 * A part of the buyer's name; blank for all.
 */
buyer: string, 
/**
 * The whole passport number; blank for all. It is hashed at once and never stored.
 */
passport: string, 
/**
 * ISO 3166 alpha-2; `null` for all.
 */
destination: string | null, 
/**
 * How far the lines are linked; `null` for all.
 */
links: LinkState | null, 
/**
 * A declaration number, whole or its last 6 characters; blank for all.
 */
declaration: string, 
/**
 * Created on this China day or later, `YYYY-MM-DD`; blank for all.
 */
created_from: string, 
/**
 * Created on this China day or earlier, `YYYY-MM-DD`; blank for all.
 */
created_to: string, 
/**
 * The order month of any line: this one or later, `YYYY-MM`; blank for no beginning.
 */
month_from: string, 
/**
 * The order month of any line: this one or earlier, `YYYY-MM`; blank for no end.
 */
month_to: string, 
/**
 * The merchant of any line by name, number or phone; blank for all.
 */
merchant: string, };

export type OrderQuery = { 
/**
 * What it is narrowed to.
 */
filter: OrderFilter, 
/**
 * In which order; `null` for the newest change first.
 */
sort: OrderSort | null, 
/**
 * Which page.
 */
page: PageQuery, };

export type SavedFilterView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name, unique.
 */
name: string, 
/**
 * What it narrows to; a passport is never saved.
 */
filter: OrderFilter, 
/**
 * Its sort; `null` for the newest change first.
 */
sort: OrderSort | null, };

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

export type CountryRow = { 
/**
 * ISO 3166 alpha-2.
 */
alpha2: string, 
/**
 * ISO 3166 alpha-3.
 */
alpha3: string, 
/**
 * Chinese name.
 */
zh: string, 
/**
 * English name.
 */
en: string, };

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
 * What people see until then: `草稿-` and six characters (CM-ID-01).
 */
draft_no: string, 
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

export type OrderCount = { 
/**
 * So many.
 */
total: number, 
/**
 * Whether counting stopped there, because very many are found.
 */
is_capped: boolean, };

export type StateCount = { 
/**
 * The state.
 */
state: OrderState, 
/**
 * Its orders.
 */
count: OrderCount, };

export type CurrencySum = { 
/**
 * `CNY` or `USD`.
 */
currency: string, 
/**
 * Two decimals.
 */
sum: string, };

export type OrderFigures = { 
/**
 * How many orders they are.
 */
orders: number, 
/**
 * 笔数
 */
lines: number, 
/**
 * Lines with an error; their wrong amounts are not in the sums.
 */
lines_wrong: number, 
/**
 * 总金额（美元）, two decimals.
 */
total_usd: string, 
/**
 * 清单金额, one sum for each currency that has lines.
 */
line_sums: Array<CurrencySum>, };

export type OrderSums = { 
/**
 * Orders of every state within the filter.
 */
all: OrderCount, 
/**
 * Orders of each state within the filter, whatever state the filter asks for itself.
 */
states: Array<StateCount>, 
/**
 * The sums over what the filter finds, its state included; `null` where so many are found that nobody counted on.
 */
figures: OrderFigures | null, };

export type LookupView = "none" | "platform" | "pending" | "missing" | "mismatch";

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
linked: boolean, 
/**
 * What the platform said of its purchase number.
 */
lookup: LookupView, 
/**
 * The place of an earlier line that is equal; `None` if there is none (YW-ORD-13).
 */
twin: number | null, };

export type LinesPage = { 
/**
 * The lines of the page.
 */
lines: Array<LineView>, 
/**
 * Lines of the order in all.
 */
total: number, 
/**
 * The order's change number as text: pages of an older one are stale.
 */
revision: string, };

export type LineColumn = "merchant_no" | "merchant_name" | "merchant_phone" | "order_month" | "goods_name" | "quantity" | "packages" | "amount";

export type LineRange = { 
/**
 * A line at one end.
 */
from: string, 
/**
 * The line at the other end.
 */
to: string, 
/**
 * The columns, from the left.
 */
columns: Array<LineColumn>, };

export type FillDirection = "down" | "right";

export type Paste = { 
/**
 * The active line; `None` behind the last one.
 */
line: string | null, 
/**
 * The columns from the active one to the right, in the order of the screen.
 */
columns: Array<LineColumn>, 
/**
 * The selected range, if it is more than one cell: a single value fills it, a block repeats in it.
 */
onto: LineRange | null, 
/**
 * `text/plain` of the clipboard.
 */
text: string, 
/**
 * `text/html` of the clipboard.
 */
html: string | null, };

export type LinesDone = { 
/**
 * Lines that were changed.
 */
changed: number, 
/**
 * Lines that were added.
 */
added: number, 
/**
 * Lines that were removed.
 */
removed: number, 
/**
 * Columns of a pasted block that had no column to go to; their cells were left out.
 */
columns_left_out: number, 
/**
 * The first line that was touched.
 */
first: string | null, 
/**
 * The last line that was touched.
 */
last: string | null, 
/**
 * China time of the write, `HH:MM:SS`; empty where nothing was written.
 */
saved_at: string, 
/**
 * What the person should still look at, at most 200; the field says where as `lines[n].name`.
 */
problems: Array<ProblemView>, };

export type FieldText = { 
/**
 * The field's name in the data dictionary.
 */
field: string, 
/**
 * The text; empty empties the field.
 */
text: string, };

export type CopiedView = { 
/**
 * Tab-separated text.
 */
text: string, 
/**
 * An HTML table.
 */
html: string, };

export type RangeSum = { 
/**
 * Lines in the selection.
 */
rows: number, 
/**
 * Cells that hold something.
 */
filled: number, 
/**
 * Sum of valid quantities.
 */
quantity: string, 
/**
 * Sum of valid packages.
 */
packages: string, 
/**
 * Sum of valid amounts, two decimals, in the order's line currency.
 */
amount: string, };

export type FoundCell = { 
/**
 * The line's place, from 1.
 */
number: number, 
/**
 * The column; `None` for the line as a whole.
 */
column: LineColumn | null, };

export type MerchantView = { 
/**
 * 采购号; empty if none is known.
 */
merchant_no: string, 
/**
 * 商户名
 */
merchant_name: string, 
/**
 * 手机号
 */
merchant_phone: string, };

export type StepView = { 
/**
 * Such as `edit_lines` or `import_lines`.
 */
change: string, 
/**
 * Lines that it touched; 0 for the head.
 */
lines: number, };

export type UndoneView = { 
/**
 * The step.
 */
step: StepView, 
/**
 * China time of the write, `HH:MM:SS`.
 */
saved_at: string, 
/**
 * What is to be told, such as `UNDO_LINES_KEPT`.
 */
problems: Array<ProblemView>, };

export type BuyerKindView = "person" | "company";

export type Allowed = { 
/**
 * Change the buyer block, total and line currency.
 */
edit_head: string | null, 
/**
 * Change the remark.
 */
edit_remark: string | null, 
/**
 * Change the trace references.
 */
edit_trace: string | null, 
/**
 * Add, change, remove and import lines.
 */
edit_lines: string | null, 
/**
 * Delete the draft.
 */
delete: string | null, };

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
 * Sum of the packages that can be read.
 */
packages_sum: string, 
/**
 * Lines that are linked.
 */
lines_linked: number, 
/**
 * Lines whose merchant is still to be looked up (待核对).
 */
lines_pending: number, 
/**
 * What a person may do now.
 */
allowed: Allowed, 
/**
 * What 撤销 would take back; `None` if nothing.
 */
undo: StepView | null, 
/**
 * What 重做 would do again; `None` if nothing.
 */
redo: StepView | null, 
/**
 * China time of the last change, `HH:MM:SS`.
 */
saved_at: string, };

export type HistoryPage = { 
/**
 * The changes of this page, at most 50.
 */
changes: Array<ChangeView>, 
/**
 * What to ask for next; `None` at the end. A decimal number as text.
 */
next: string | null, };

export type ChangeView = { 
/**
 * Its number, ascending over the whole vault, as text.
 */
seq: string, 
/**
 * What was done.
 */
step: StepView, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
at: string, 
/**
 * The end of the id of who did it, where it was not this vault's person; empty where it was.
 */
person: string, 
/**
 * Whether it was done on this computer.
 */
on_this_computer: boolean, 
/**
 * The end of the id of the computer on which it was done.
 */
device: string, 
/**
 * The number of the change that this one takes back or does again.
 */
undoes: string | null, 
/**
 * Whether the server took it beside changes of others that it did not know; both stand (SYNC, `merged`).
 */
merged: boolean, 
/**
 * Fields before and after: of the head, and of the first 50 lines.
 */
edits: Array<EditView>, 
/**
 * The import it belongs to.
 */
import_id: string | null, };

export type EditView = { 
/**
 * The line's id; `None` for the head.
 */
line: string | null, 
/**
 * The line's present place, if it is still there.
 */
number: number | null, 
/**
 * The field's name in the data dictionary.
 */
field: string, 
/**
 * What stood there.
 */
before: string, 
/**
 * What stands there now.
 */
after: string, };

export type ImportRecordView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * The file's SHA-256 in hexadecimal.
 */
sha256: string, 
/**
 * Whether it took the place of all lines.
 */
replaced: boolean, 
/**
 * Data rows in the file.
 */
rows: number, 
/**
 * Lines added or changed.
 */
imported: number, 
/**
 * Rows left out.
 */
left_out: number, 
/**
 * Suspected duplicates.
 */
duplicates: number, 
/**
 * How often each error was found, by code.
 */
errors_by_code: { [key in string]: number }, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
at: string, };

export type ImportOptions = { 
/**
 * The file.
 */
path: string, 
/**
 * The sheet, instead of the one that YW-IMP-04 would take.
 */
sheet: string | null, 
/**
 * `utf-8`, `gb18030`, `utf-16le` or `utf-16be`, instead of the one found.
 */
encoding: string | null, 
/**
 * Columns assigned by the person.
 */
mapping: Array<ColumnChoice>, 
/**
 * 清空后导入 (YW-IMP-14).
 */
replace: boolean, };

export type ColumnChoice = { 
/**
 * The field.
 */
field: LineColumn, 
/**
 * The file's column, from 0; `null`: the sheet has none, whatever its header names.
 */
column: number | null, };

export type FileColumns = { 
/**
 * The row of the header, from 1; `None` if none was found.
 */
header_row: number | null, 
/**
 * Each column: its letters, the header's text, and texts of the first rows.
 */
columns: Array<FileColumn>, 
/**
 * What the program would assign by itself.
 */
suggested: Array<ColumnChoice>, };

export type FileColumn = { 
/**
 * Its place, from 0.
 */
column: number, 
/**
 * `A`, `B`, …
 */
letters: string, 
/**
 * The header's text.
 */
header: string, 
/**
 * Texts of the first rows below, at most 3.
 */
samples: Array<string>, };

export type ImportState = { "state": "none" } | { "state": "reading", 
/**
 * The order it is for.
 */
order: string, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * Rows read so far.
 */
rows: number, } | { "state": "refused", 
/**
 * The order it is for.
 */
order: string, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * Why; the errors first.
 */
problems: Array<ProblemView>, 
/**
 * What a person can assign columns from, where only the header does not fit.
 */
columns: FileColumns | null, 
/**
 * Sheets that can be chosen, where the problem is which one is meant; empty otherwise.
 */
sheets: Array<string>, 
/**
 * How it was read.
 */
options: ImportOptions, } | { "state": "ready", 
/**
 * The order it is for.
 */
order: string, 
/**
 * What was found.
 */
preview: PreviewView, 
/**
 * How it was read.
 */
options: ImportOptions, } | { "state": "storing", 
/**
 * The order it is for.
 */
order: string, 
/**
 * The file's name.
 */
file_name: string, 
/**
 * Rows to store.
 */
rows: number, };

export type PreviewView = { 
/**
 * The file's name.
 */
file_name: string, 
/**
 * The sheet that was read; empty for separated text.
 */
sheet: string, 
/**
 * Sheets that could be read instead.
 */
sheets: Array<string>, 
/**
 * The encoding of separated text; `None` for workbooks.
 */
encoding: string | null, 
/**
 * The header's row, from 1.
 */
header_row: number, 
/**
 * The file's column of each field, in letters; empty if the file has none.
 */
letters: Array<string>, 
/**
 * `CNY` or `USD`.
 */
line_currency: string, 
/**
 * Data rows.
 */
rows: number, 
/**
 * Rows without problems.
 */
good: number, 
/**
 * Rows with warnings only.
 */
warned: number, 
/**
 * Suspected duplicates.
 */
duplicates: number, 
/**
 * Rows with errors.
 */
faulty: number, 
/**
 * Errors in all.
 */
errors: number, 
/**
 * Rows that already stand in the order unchanged.
 */
unchanged: number, 
/**
 * Wholly empty rows that were skipped.
 */
skipped_empty: number, 
/**
 * Rows of totals that were skipped.
 */
skipped_totals: number, 
/**
 * Milliseconds until everything was read and checked.
 */
read_ms: number, 
/**
 * Lines that the order has now.
 */
lines_now: number, 
/**
 * What concerns the file as a whole: `IMP_SAME_FILE`, `IMP_EXT`, `IMP_HIDDEN`, …
 */
problems: Array<ProblemView>, 
/**
 * The columns are those that a person assigned to the same header before.
 */
remembered: boolean, 
/**
 * Cells that were corrected in it; given up with it.
 */
corrected: number, 
/**
 * Goes up whenever a cell is corrected: pages of an older one are stale.
 */
revision: number, };

export type PreviewTab = "all" | "good" | "warned" | "duplicate" | "faulty";

export type PreviewPage = { 
/**
 * The rows.
 */
rows: Array<PreviewRow>, 
/**
 * Rows of this tab in all.
 */
total: number, 
/**
 * See [`PreviewView::revision`].
 */
revision: number, };

export type PreviewRow = { 
/**
 * The row's number in the file, header included, from 1.
 */
row: number, 
/**
 * Its state, never `all`.
 */
state: PreviewTab, 
/**
 * The eight texts in the order of the template, as read.
 */
texts: Array<string>, 
/**
 * What is wrong or doubtful with it; the field says where.
 */
problems: Array<ProblemView>, 
/**
 * Whether its merchant is still to be looked up (待核对).
 */
pending_lookup: boolean, };

export type FindingsPage = { 
/**
 * The problems.
 */
problems: Array<ProblemView>, 
/**
 * Errors and warnings in all.
 */
total: number, 
/**
 * How many of them are errors; these stand first.
 */
errors: number, };

export type ImportChoiceView = { 
/**
 * 【仅导入正确行】
 */
only_good: boolean, 
/**
 * 也导入疑似重复行
 */
include_duplicates: boolean, };

export type ImportedView = { 
/**
 * Lines added or changed.
 */
imported: number, 
/**
 * Rows left out.
 */
left_out: number, 
/**
 * China time of the write, `HH:MM:SS`.
 */
saved_at: string, };

export type RoleView = "owner" | "clerk" | "documents" | "finance";

export type AccountView = { 
/**
 * 企业名称
 */
company_name: string, 
/**
 * 统一社会信用代码
 */
uscc: string, 
/**
 * 市场采购号
 */
mpn: string, 
/**
 * The person's name; empty where the account has none.
 */
person: string, 
/**
 * What the person may do.
 */
role: RoleView, 
/**
 * Whether it may read and export only (YW-OPS-02).
 */
suspended: boolean, 
/**
 * A one-time password was given: another one is due before anything else.
 */
must_change_password: boolean, };

export type ConnectionView = { 
/**
 * The server's address; `null` in local mode.
 */
server: string | null, 
/**
 * Who works here: whoever signed in last; `null` before the first sign-in.
 */
account: AccountView | null, 
/**
 * Whether the session is good, as far as this computer knows.
 */
signed_in: boolean, 
/**
 * Why the session ended without being asked to, such as `AUTH_SESSION_EXPIRED`.
 */
ended: ProblemView | null, };

export type CaptchaView = { 
/**
 * Goes back with the letters.
 */
id: string, 
/**
 * The picture as a `data:` address of a PNG, 120 × 40.
 */
picture: string, };

export type CaptchaAnswer = { 
/**
 * Of the picture.
 */
id: string, 
/**
 * As typed.
 */
letters: string, };

export type SignInMode = "user" | "phone";

export type SignInForm = { 
/**
 * Which tab.
 */
mode: SignInMode, 
/**
 * Credit code, purchase number, `<credit code>/<short name>`, or the mobile number.
 */
name: string, 
/**
 * As typed.
 */
password: string, 
/**
 * The picture's answer; `null` where a code by SMS is given.
 */
captcha: CaptchaAnswer | null, 
/**
 * The code by SMS in place of the picture.
 */
sms_code: string | null, };

export type ApplicantForm = { 
/**
 * 企业名称
 */
company_name: string, 
/**
 * 统一社会信用代码
 */
uscc: string, 
/**
 * 法定代表人姓名
 */
legal_rep_name: string, 
/**
 * `resident_id`, `hmt_permit`, `prc_card` or `passport`
 */
legal_rep_doc_type: string, 
/**
 * 证件号码
 */
legal_rep_doc_no: string, };

export type VerifiedView = { 
/**
 * Seconds for which the company's data may be sent; 1,800 at first.
 */
seconds_left: number, 
/**
 * The address that the registry delivered; empty if none.
 */
registered_address: string, };

export type CompanyDraft = { 
/**
 * 联系人姓名
 */
contact_name: string, 
/**
 * 绑定手机
 */
mobile: string, 
/**
 * 联系邮箱
 */
contact_email: string, 
/**
 * 注册地址
 */
registered_address: string, 
/**
 * 实际办公地址
 */
office_address: string, 
/**
 * 海关注册编码
 */
customs_reg_no: string, 
/**
 * Whether 信用保障订单 is opened as well.
 */
trade_assurance: boolean, 
/**
 * Whether user agreement and privacy policy were accepted.
 */
agreed: boolean, };

export type CompanyForm = { 
/**
 * What is kept.
 */
company: CompanyDraft, 
/**
 * 密码
 */
password: string, 
/**
 * 确认密码
 */
password_repeat: string, 
/**
 * The code that was sent to the bound mobile.
 */
sms_code: string, };

export type RegistrationStage = "draft" | "verified" | "verify_failed" | "verify_expired";

export type RegistrationView = { 
/**
 * The four values.
 */
applicant: ApplicantForm, 
/**
 * The company's data.
 */
company: CompanyDraft, 
/**
 * Where it stands.
 */
state: RegistrationStage, 
/**
 * Seconds for which the company's data may be sent; 0 unless verified.
 */
seconds_left: number, 
/**
 * One that nobody touched for 30 days was deleted just now.
 */
forgotten: boolean, };

export type ActivatedView = { 
/**
 * The credit code.
 */
login_name: string, 
/**
 * 市场采购号
 */
mpn: string, };

export type CodeRequest = { "purpose": "registration", 
/**
 * The number.
 */
mobile: string, } | { "purpose": "sign_in", 
/**
 * As typed in the name's field.
 */
name: string, 
/**
 * Which tab.
 */
mode: SignInMode, };

export type CodeSentView = { 
/**
 * Seconds before another one may be asked for.
 */
resend_seconds: number, };

export type ResetForm = { 
/**
 * Credit code or purchase number.
 */
name: string, 
/**
 * The bound mobile.
 */
mobile: string, 
/**
 * The code that was sent to it.
 */
sms_code: string, 
/**
 * The new password.
 */
next: string, 
/**
 * The same again.
 */
again: string, };

export type DeviceView = { 
/**
 * Of its session.
 */
id: string, 
/**
 * What the computer calls itself; empty if it told no name.
 */
name: string, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
signed_in_at: string, 
/**
 * China time, `YYYY-MM-DD HH:MM:SS`.
 */
last_used_at: string, 
/**
 * Whether it is this one.
 */
is_this: boolean, };

export type SyncView = { 
/**
 * Whether the server answered within 150 s, or its hints are open.
 */
online: boolean, 
/**
 * Whether something is under way.
 */
working: boolean, 
/**
 * Whether the last request failed: it tries again by itself.
 */
retrying: boolean, 
/**
 * 待同步 n: changes that no server has yet.
 */
waiting: number, 
/**
 * How long the oldest of them has waited, in whole seconds as of this answer; `null` if none waits.
 */
oldest_seconds: number | null, 
/**
 * When everything was last sent and fetched, China time, `YYYY-MM-DD HH:MM:SS`; `null` before the first time.
 */
synced_at: string | null, 
/**
 * 需处理 n: what a person must decide.
 */
attention: number, 
/**
 * Why it stands still until a person asks, if it does.
 */
stopped: ProblemView | null, };

export type OutboxRow = { 
/**
 * The order's id.
 */
order: string, 
/**
 * The number that the platform issued; `null` before confirmation.
 */
order_no: string | null, 
/**
 * 采购商姓名 as typed; empty where there is none.
 */
buyer_name: string, 
/**
 * Changes that wait.
 */
changes: number, 
/**
 * When the oldest of them was made, China time, `YYYY-MM-DD HH:MM:SS`.
 */
oldest_at: string, 
/**
 * How long it has waited, in whole seconds as of this answer.
 */
oldest_seconds: number, 
/**
 * Why it waits where that is not the network: `SYNC_OP_HELD` and the like.
 */
reason: ProblemView | null, 
/**
 * Whether the order was deleted: it opens no more.
 */
deleted: boolean, };

export type OutboxPage = { 
/**
 * Of this page.
 */
rows: Array<OutboxRow>, 
/**
 * How many orders wait in all.
 */
total: number, };

export type AttentionRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The order's id.
 */
order: string, 
/**
 * The number that the platform issued; `null` before confirmation.
 */
order_no: string | null, 
/**
 * 采购商姓名 as typed; empty where there is none.
 */
buyer_name: string, 
/**
 * What was to be done.
 */
step: StepView, 
/**
 * `SYNC_CONFLICT`, or why it was refused.
 */
problem: ProblemView, 
/**
 * How many things both sides changed; 0 where it was refused as a whole.
 */
contested: number, 
/**
 * When it was done here, China time, `YYYY-MM-DD HH:MM:SS`.
 */
at: string, };

export type AttentionPage = { 
/**
 * Of this page.
 */
rows: Array<AttentionRow>, 
/**
 * How many there are in all.
 */
total: number, };

export type ContestedGroup = "buyer" | "destination" | "total" | "line_currency" | "contract" | "remark" | "trace" | "merchant" | "month" | "goods" | "measure" | "existence";

export type SideState = "said" | "gone" | "there";

export type ContestedField = { 
/**
 * The field's name in the data dictionary.
 */
field: string, 
/**
 * What ours started from.
 */
before: string, 
/**
 * What was typed here.
 */
mine: string, 
/**
 * What stands on the server.
 */
theirs: string, };

export type ContestedView = { 
/**
 * Names it in the answer.
 */
key: string, 
/**
 * What it is about.
 */
group: ContestedGroup, 
/**
 * The line's id; `null` for the order itself.
 */
line: string | null, 
/**
 * The line's present place, if it is still there.
 */
number: number | null, 
/**
 * What tells the line apart: merchant, goods, month, as far as they are known.
 */
line_facts: Array<string>, 
/**
 * The rule in the way where it is not two values of the same fields, such as `IMP_CURRENCY`.
 */
problem: ProblemView | null, 
/**
 * What ours started from.
 */
before: SideState, 
/**
 * What ours makes of it.
 */
mine: SideState, 
/**
 * What stands on the server.
 */
theirs: SideState, 
/**
 * Field by field, masked as everywhere (CM-SEC-03).
 */
fields: Array<ContestedField>, 
/**
 * Why ours cannot be taken any more.
 */
mine_refused: ProblemView | null, };

export type AttentionView = { 
/**
 * As in the list.
 */
row: AttentionRow, 
/**
 * Who did ours; empty where it is whoever works here.
 */
person: string, 
/**
 * What both sides changed; empty where it was refused as a whole.
 */
contested: Array<ContestedView>, 
/**
 * What was to be written, where it was refused as a whole: the head's fields and those of the first 50 lines.
 */
edits: Array<EditView>, };

export type Take = "mine" | "theirs";

export type Decision = { 
/**
 * Of [`ContestedView`].
 */
key: string, 
/**
 * Which side.
 */
take: Take, };

export type DeskEvent = { "kind": "changed", 
/**
 * The change number as text: whoever has read a page of that revision knows of it. `None` where another vault, or
 * a former state of this one, came in its place.
 */
revision: string | null, } | { "kind": "sync" } | { "kind": "import", 
/**
 * Rows read or stored so far.
 */
rows: number, } | { "kind": "vault_closed" } | { "kind": "summoned" } | { "kind": "menu", 
/**
 * Such as `order.new` or `edit.undo`.
 */
id: string, } | { "kind": "drag_over", 
/**
 * Whether they are above it now.
 */
inside: boolean, } | { "kind": "dropped", 
/**
 * Their paths.
 */
paths: Array<string>, } | { "kind": "close_asked" };
