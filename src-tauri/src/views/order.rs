//! Orders as the list (YW-ORD-01) and the order page show them.

use std::collections::HashMap;

use desk::Total;
use domain::{BuyerKind, Order, OrderField, OrderGroup, OrderState as State};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Money, OrderId, Problem};

use super::{Cell, CountryCell, OrderState, ProblemView, grid::StepView};

/// A page of orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderPage {
    /// The rows of this page.
    pub rows: Vec<OrderRow>,
    /// How many orders the query finds in all.
    pub total: u32,
    /// Whether counting stopped there, because very many are found.
    pub total_is_capped: bool,
}

impl OrderPage {
    /// A page; `needed` counts what must be decided, by order, and is `None` without a server.
    pub(crate) fn of(page: &desk::OrderPage, needed: Option<&HashMap<OrderId, i64>>) -> Self {
        let sync = |row: &desk::OrderRow| {
            needed.map_or(SyncState::Local, |needed| {
                SyncState::of(row.pending, needed.get(&row.order.id).copied().unwrap_or(0))
            })
        };
        let (total, total_is_capped) = match page.total {
            Total::Exactly(total) => (total, false),
            Total::AtLeast(total) => (total, true),
        };
        Self {
            rows: page.rows.iter().map(|row| OrderRow::of(&row.order, sync(row))).collect(),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            total_is_capped,
        }
    }
}

/// Whether the lines are linked with merchants' orders: 未关联, 部分关联, 已关联.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// 未关联
    None,
    /// 部分关联
    Partial,
    /// 已关联
    All,
}

impl From<desk::Links> for LinkState {
    fn from(links: desk::Links) -> Self {
        match links {
            desk::Links::None => Self::None,
            desk::Links::Partial => Self::Partial,
            desk::Links::All => Self::All,
        }
    }
}

impl From<LinkState> for desk::Links {
    fn from(links: LinkState) -> Self {
        match links {
            LinkState::None => Self::None,
            LinkState::Partial => Self::Partial,
            LinkState::All => Self::All,
        }
    }
}

/// Where an order stands with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SyncState {
    /// 本机已存: safe on this computer, no server is connected.
    #[default]
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

impl SyncState {
    /// How an order of a vault with a server stands: what must be decided comes first.
    pub(crate) fn of(waiting: i64, attention: i64) -> Self {
        let count = |n: i64| u32::try_from(n.max(0)).unwrap_or(u32::MAX);
        match (attention, waiting) {
            (1.., _) => Self::Attention { count: count(attention) },
            (_, 1..) => Self::Waiting { count: count(waiting) },
            _ => Self::Synced,
        }
    }
}

/// One row of the order list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderRow {
    /// UUIDv7.
    pub id: String,
    /// The number that the platform issued; `null` before confirmation.
    pub order_no: Option<String>,
    /// What people see until then: `草稿-` and six characters (CM-ID-01).
    pub draft_no: String,
    /// Order state.
    pub state: OrderState,
    /// 采购商姓名
    pub buyer_name: Cell,
    /// 护照号, masked (CM-SEC-03).
    pub buyer_passport: Cell,
    /// 目的国
    pub destination: CountryCell,
    /// 总金额（美元）, two decimals.
    pub total_usd: Cell,
    /// `CNY` or `USD`.
    pub line_currency: String,
    /// 笔数
    pub line_count: u32,
    /// Sum of the valid amounts in `line_currency`, two decimals.
    pub line_sum: String,
    /// Lines with an error; their wrong amounts are not in the sum.
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

impl OrderRow {
    pub(crate) fn of(order: &Order, sync: SyncState) -> Self {
        let fields = &order.fields;
        let problems = fields.problems();
        let cell = |field: OrderField| Cell::of(field.name(), &fields.entry(field), &problems);
        let sums = order.sums;
        Self {
            id: order.id.to_string(),
            order_no: order.state.confirmed().map(|confirmed| confirmed.order_no.to_string()),
            draft_no: order.id.draft_number(),
            state: order.state.name().into(),
            buyer_name: cell(OrderField::BuyerName),
            buyer_passport: cell(OrderField::BuyerPassport),
            destination: country(order, OrderField::Destination, &problems),
            total_usd: cell(OrderField::TotalUsd),
            line_currency: fields.line_currency.code().to_owned(),
            line_count: count(sums.lines),
            line_sum: Money::from_minor(sums.amount_minor, fields.line_currency).to_string(),
            lines_wrong: count(sums.wrong),
            link_state: desk::Links::of(sums.lines, sums.linked).into(),
            declaration_no: match &order.state {
                State::Declared(declared) => Some(declared.declaration.to_string()),
                State::Draft | State::Confirmed(_) | State::Voided(_) => None,
            },
            created_at: order.created_at.china_text(),
            updated_at: order.updated_at.china_text(),
            sync,
        }
    }
}

/// Whether the buyer is a person or a company (DECISIONS, Buyer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BuyerKindView {
    /// Known by a passport.
    Person,
    /// Known by a registration number.
    Company,
}

/// What a person may do with an order now: `null`, or the code of the refusal that doing it would answer. Decided in
/// Rust; the screen only shows it (HOUSE, Screens).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Allowed {
    /// Change the buyer block, total and line currency.
    pub edit_head: Option<String>,
    /// Change the remark.
    pub edit_remark: Option<String>,
    /// Change the trace references.
    pub edit_trace: Option<String>,
    /// Add, change, remove and import lines.
    pub edit_lines: Option<String>,
    /// Delete the draft.
    pub delete: Option<String>,
}

/// One order without its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderView {
    /// What the list shows of it.
    pub row: OrderRow,
    /// 采购商类型
    pub buyer_kind: BuyerKindView,
    /// 公司登记号
    pub buyer_registration_no: Cell,
    /// 国籍
    pub buyer_nationality: CountryCell,
    /// 联系电话, masked (CM-SEC-03).
    pub buyer_phone: Cell,
    /// 邮箱, masked (CM-SEC-03).
    pub buyer_email: Cell,
    /// 合同号
    pub contract_no: Cell,
    /// 备注
    pub remark: Cell,
    /// 采购单号, one per line of text.
    pub purchase_order_nos: Cell,
    /// 组货单号
    pub consolidation_no: Cell,
    /// Problems of the order, its fields' included.
    pub problems: Vec<ProblemView>,
    /// Sum of the packages that can be read.
    pub packages_sum: String,
    /// Lines that are linked.
    pub lines_linked: u32,
    /// Lines whose merchant is still to be looked up (待核对).
    pub lines_pending: u32,
    /// What a person may do now.
    pub allowed: Allowed,
    /// What 撤销 would take back; `None` if nothing.
    pub undo: Option<StepView>,
    /// What 重做 would do again; `None` if nothing.
    pub redo: Option<StepView>,
    /// China time of the last change, `HH:MM:SS`.
    pub saved_at: String,
}

/// What stands beside an order's head in the store.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Where it stands with the server.
    pub sync: SyncState,
    /// What 撤销 would take back.
    pub undo: Option<StepView>,
    /// What 重做 would do again.
    pub redo: Option<StepView>,
}

impl OrderView {
    pub(crate) fn of(order: &Order, beside: Beside) -> Self {
        let problems = order.problems();
        let cell = |field: OrderField| Cell::of(field.name(), &order.fields.entry(field), &problems);
        Self {
            row: OrderRow::of(order, beside.sync),
            buyer_kind: match order.fields.buyer_kind {
                BuyerKind::Person => BuyerKindView::Person,
                BuyerKind::Company => BuyerKindView::Company,
            },
            buyer_registration_no: cell(OrderField::BuyerRegistrationNo),
            buyer_nationality: country(order, OrderField::BuyerNationality, &problems),
            buyer_phone: cell(OrderField::BuyerPhone),
            buyer_email: cell(OrderField::BuyerEmail),
            contract_no: cell(OrderField::ContractNo),
            remark: cell(OrderField::Remark),
            purchase_order_nos: cell(OrderField::PurchaseOrderNos),
            consolidation_no: cell(OrderField::ConsolidationNo),
            problems: problems.iter().map(ProblemView::of).collect(),
            packages_sum: order.sums.packages.to_string(),
            lines_linked: count(order.sums.linked),
            lines_pending: count(order.sums.pending),
            allowed: Allowed::of(order),
            undo: beside.undo,
            redo: beside.redo,
            saved_at: time_of_day(&order.updated_at.china_text()),
        }
    }
}

impl Allowed {
    fn of(order: &Order) -> Self {
        let state = order.state.name();
        let refusal =
            |answer: Result<(), Problem>| answer.err().map(|problem| problem.code.as_str().to_owned());
        Self {
            edit_head: refusal(state.may_edit(OrderGroup::Buyer)),
            edit_remark: refusal(state.may_edit(OrderGroup::Remark)),
            edit_trace: refusal(state.may_edit(OrderGroup::Trace)),
            edit_lines: refusal(state.may_edit_lines()),
            delete: refusal(state.may_delete()),
        }
    }
}

/// The `HH:MM:SS` of `YYYY-MM-DD HH:MM:SS`.
pub(crate) fn time_of_day(china_text: &str) -> String {
    china_text.split(' ').next_back().unwrap_or_default().to_owned()
}

fn count(n: i64) -> u32 {
    u32::try_from(n).expect("an order has at most 100,000 lines")
}

fn country(order: &Order, field: OrderField, problems: &[Problem]) -> CountryCell {
    let value = match field {
        OrderField::Destination => order.fields.destination.value(),
        _ => order.fields.buyer_nationality.value(),
    };
    CountryCell::of(field.name(), value, &order.fields.entry(field), problems)
}
