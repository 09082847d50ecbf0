//! An order's head as the list and the order page show it (YW-ORD-01, spec 01 §17.5).

use domain::{Order, OrderField, OrderState, Sums};
use serde::Serialize;
use store_desk::Links;
use values::{Instant, Money};

use super::{EntryView, ProblemView, Sight};

/// An order's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderView {
    /// UUIDv7.
    pub id: String,
    /// The number that the server issued; null before confirmation (YW-ORD-17).
    pub order_no: Option<String>,
    /// What people see until then: `草稿-` and six characters (CM-ID-01).
    pub draft_no: String,
    /// `draft`, `confirmed`, `declared` or `voided`.
    pub state: &'static str,
    /// `person` or `company`.
    pub buyer_kind: EntryView,
    /// 采购商姓名
    pub buyer_name: EntryView,
    /// 护照号, masked unless revealed.
    pub buyer_passport: EntryView,
    /// 公司登记号
    pub buyer_registration_no: EntryView,
    /// 国籍, ISO 3166-1 alpha-2.
    pub buyer_nationality: EntryView,
    /// 联系电话, masked unless revealed.
    pub buyer_phone: EntryView,
    /// 邮箱, masked unless revealed.
    pub buyer_email: EntryView,
    /// 目的国（地区）, ISO 3166-1 alpha-2.
    pub destination: EntryView,
    /// 总金额（美元）, two decimals.
    pub total_usd: EntryView,
    /// `CNY` or `USD`.
    pub line_currency: EntryView,
    /// 合同号
    pub contract_no: EntryView,
    /// 备注
    pub remark: EntryView,
    /// 采购单号, a list.
    pub purchase_order_nos: EntryView,
    /// 组货单号
    pub consolidation_no: EntryView,
    /// 交易清单笔数
    pub line_count: i64,
    /// Lines that a person has to correct; their wrong amounts are not in the sum.
    pub wrong_lines: i64,
    /// Lines whose purchase number is still to be looked up (待核对).
    pub pending_lines: i64,
    /// 交易清单金额 in `line_currency`, two decimals.
    pub line_sum: String,
    /// Packages of the lines that state them.
    pub packages_sum: i64,
    /// Lines that are linked.
    pub linked_count: i64,
    /// 关联状态: `none`, `partial` or `all`.
    pub link_state: &'static str,
    /// 报关单号
    pub declaration_no: Option<String>,
    /// RFC 3339.
    pub confirmed_at: Option<String>,
    /// RFC 3339.
    pub declared_at: Option<String>,
    /// RFC 3339.
    pub voided_at: Option<String>,
    /// Why it was voided.
    pub void_reason: Option<String>,
    /// Whether it was deleted; undo brings it back.
    pub deleted: bool,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339.
    pub updated_at: String,
    /// What is wrong or doubtful with the head.
    pub problems: Vec<ProblemView>,
}

impl OrderView {
    /// The view of an order.
    pub fn of(order: &Order, sight: Sight) -> Self {
        // Taken apart field by field: a new field of an order stops the build here.
        let Order { id, state, fields, sums, deleted, created_at, updated_at } = order;
        let entry = |field: OrderField| EntryView::of_order(field, &fields.entry(field), sight);
        let times = Times::of(state);
        let Sums { lines, wrong, pending, linked, packages, amount_minor } = *sums;
        Self {
            id: id.to_string(),
            order_no: state.confirmed().map(|confirmed| confirmed.order_no.to_string()),
            draft_no: id.draft_number(),
            state: state.name().name(),
            buyer_kind: entry(OrderField::BuyerKind),
            buyer_name: entry(OrderField::BuyerName),
            buyer_passport: entry(OrderField::BuyerPassport),
            buyer_registration_no: entry(OrderField::BuyerRegistrationNo),
            buyer_nationality: entry(OrderField::BuyerNationality),
            buyer_phone: entry(OrderField::BuyerPhone),
            buyer_email: entry(OrderField::BuyerEmail),
            destination: entry(OrderField::Destination),
            total_usd: entry(OrderField::TotalUsd),
            line_currency: entry(OrderField::LineCurrency),
            contract_no: entry(OrderField::ContractNo),
            remark: entry(OrderField::Remark),
            purchase_order_nos: entry(OrderField::PurchaseOrderNos),
            consolidation_no: entry(OrderField::ConsolidationNo),
            line_count: lines,
            wrong_lines: wrong,
            pending_lines: pending,
            line_sum: Money::from_minor(amount_minor, fields.line_currency).to_string(),
            packages_sum: packages,
            linked_count: linked,
            link_state: Links::of(lines, linked).name(),
            declaration_no: times.declaration_no,
            confirmed_at: times.confirmed_at,
            declared_at: times.declared_at,
            voided_at: times.voided_at,
            void_reason: times.void_reason,
            deleted: *deleted,
            created_at: created_at.to_string(),
            updated_at: updated_at.to_string(),
            problems: order.problems().iter().map(|problem| ProblemView::of(problem, sight)).collect(),
        }
    }
}

/// What the later states carry.
#[derive(Default)]
struct Times {
    declaration_no: Option<String>,
    confirmed_at: Option<String>,
    declared_at: Option<String>,
    voided_at: Option<String>,
    void_reason: Option<String>,
}

impl Times {
    fn of(state: &OrderState) -> Self {
        let text = |at: Instant| Some(at.to_string());
        let confirmed_at = state.confirmed().and_then(|confirmed| text(confirmed.at));
        match state {
            OrderState::Draft | OrderState::Confirmed(_) => Self { confirmed_at, ..Self::default() },
            OrderState::Declared(declared) => Self {
                declaration_no: Some(declared.declaration.to_string()),
                confirmed_at,
                declared_at: text(declared.at),
                ..Self::default()
            },
            OrderState::Voided(voided) => Self {
                confirmed_at,
                voided_at: text(voided.at),
                void_reason: Some(voided.reason.to_string()),
                ..Self::default()
            },
        }
    }
}
