//! Orders and lines as the list (YW-ORD-01) and the order page show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// A page of a list. `limit` is cut to 200 rows, the largest page that a list offers (CM-UI-02).
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted, 1 to 200.
    pub limit: u32,
}

/// What the order list is asked for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderQuery {
    /// Words to find; empty for all.
    pub search: String,
    /// Only orders in this state; `None` for all.
    pub state: Option<OrderState>,
    /// Which page.
    pub page: PageQuery,
}

/// A page of orders, newest change first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderPage {
    /// The rows of this page.
    pub rows: Vec<OrderRow>,
    /// How many orders the query finds in all.
    pub total: u32,
}

/// A field as it stands: text ready to show, and what is wrong with it.
///
/// A value that could be read shows its normal form; one that could not shows the text as typed, with its problems.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Cell {
    /// The text; empty where nothing was filled in.
    pub text: String,
    /// Errors and warnings of this field; empty in the ordinary case.
    pub problems: Vec<ProblemView>,
}

/// A country or region of the code table.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CountryView {
    /// ISO 3166 alpha-2.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// Order state (spec 01 §19.3): 暂存, 已确认, 已补录, 已作废.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// 暂存
    Draft,
    /// 已确认
    Confirmed,
    /// 已补录
    Declared,
    /// 已作废
    Voided,
}

/// Whether the lines are linked with merchants' orders: 未关联, 部分关联, 已关联.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// 未关联
    None,
    /// 部分关联
    Partial,
    /// 已关联
    All,
}

/// Where an order stands with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SyncState {
    /// 本机已存: safe on this computer, no server is connected.
    Local,
    /// 待同步 n
    Waiting {
        /// Changes that wait.
        count: u32,
    },
    /// 已同步
    Synced,
    /// 需处理 n
    Attention {
        /// Changes that need a person.
        count: u32,
    },
}

/// One row of the order list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderRow {
    /// UUIDv7.
    pub id: String,
    /// The number that the platform issued; `None` before confirmation.
    pub order_no: Option<String>,
    /// Order state.
    pub state: OrderState,
    /// 采购商姓名
    pub buyer_name: Cell,
    /// 护照号, masked (CM-SEC-03).
    pub buyer_passport: Cell,
    /// 目的国; `None` while it is not filled in or not a country.
    pub destination: Option<CountryView>,
    /// 总金额（美元）, two decimals.
    pub total_usd: Cell,
    /// `CNY` or `USD`.
    pub line_currency: String,
    /// 笔数
    pub line_count: u32,
    /// Sum of the valid amounts in `line_currency`, two decimals.
    pub line_sum: String,
    /// Lines with an error; they are not in the sum.
    pub lines_wrong: u32,
    /// 关联状态
    pub link_state: LinkState,
    /// 报关单号
    pub declaration_no: Option<String>,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub created_at: String,
    /// China time, `YYYY-MM-DD HH:MM:SS`.
    pub updated_at: String,
    /// 同步状态
    pub sync: SyncState,
}

/// One order with a page of its lines.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderView {
    /// What the list shows of it.
    pub row: OrderRow,
    /// 国籍
    pub buyer_nationality: Option<CountryView>,
    /// 联系电话, masked (CM-SEC-03).
    pub buyer_phone: Cell,
    /// 邮箱, masked (CM-SEC-03).
    pub buyer_email: Cell,
    /// 合同号
    pub contract_no: Cell,
    /// 备注
    pub remark: Cell,
    /// Problems of the order as a whole.
    pub problems: Vec<ProblemView>,
    /// The lines of this page, in their order of entry.
    pub lines: Vec<LineView>,
}

/// One line of 交易清单.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LineView {
    /// UUIDv7.
    pub id: String,
    /// Its place in the order, from 1 without gaps.
    pub number: u32,
    /// 采购号
    pub merchant_no: Cell,
    /// 商户名
    pub merchant_name: Cell,
    /// 手机号, in full: the firm entered it for this purpose (CM-SEC-03).
    pub merchant_phone: Cell,
    /// 下单月份, `YYYY-MM`.
    pub order_month: Cell,
    /// 品名
    pub goods_name: Cell,
    /// 数量
    pub quantity: Cell,
    /// 总件数
    pub packages: Cell,
    /// 总金额, in the order's line currency.
    pub amount: Cell,
    /// Linked with a merchant's order.
    pub linked: bool,
}
