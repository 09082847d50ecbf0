//! A line as the order page shows it (YW-ORD-08, spec 01 §17.6).

use domain::{LineContext, LineField};
use serde::Serialize;
pub use store_desk::PlacedLine;

use super::{EntryView, ProblemView, Sight};

/// One line of 交易清单.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// UUIDv7.
    pub id: String,
    /// Where it stands, from 1 without gaps.
    pub position: i64,
    /// 采购号
    pub merchant_no: EntryView,
    /// 商户名
    pub merchant_name: EntryView,
    /// 手机号, in full: the firm entered it for this purpose (CM-SEC-03).
    pub merchant_phone: EntryView,
    /// 下单月份, `YYYY-MM`.
    pub order_month: EntryView,
    /// 品名
    pub goods_name: EntryView,
    /// 数量
    pub quantity: EntryView,
    /// 总件数
    pub packages: EntryView,
    /// 总金额, in the order's line currency, two decimals.
    pub amount: EntryView,
    /// `none`, `ok`, `pending`, `missing` or `mismatch`.
    pub merchant_lookup: &'static str,
    /// Whether it is linked to a merchant's trade order.
    pub linked: bool,
    /// What is wrong or doubtful with it.
    pub problems: Vec<ProblemView>,
}

impl LineView {
    /// The view of a line of an order with this context.
    pub fn of(placed: &PlacedLine, context: LineContext) -> Self {
        let line = &placed.line;
        let entry = |field: LineField| EntryView::of_line(field, &line.fields.entry(field));
        Self {
            id: line.id.to_string(),
            position: placed.position,
            merchant_no: entry(LineField::MerchantNo),
            merchant_name: entry(LineField::MerchantName),
            merchant_phone: entry(LineField::MerchantPhone),
            order_month: entry(LineField::OrderMonth),
            goods_name: entry(LineField::GoodsName),
            quantity: entry(LineField::Quantity),
            packages: entry(LineField::Packages),
            amount: entry(LineField::Amount),
            merchant_lookup: line.lookup.name(),
            linked: line.linked,
            problems: line
                .fields
                .problems(context)
                .iter()
                .map(|problem| ProblemView::of(problem, Sight::Masked))
                .collect(),
        }
    }
}
