//! A line of 交易清单 as the order page shows it.

use desk::PlacedLine;
use domain::{LineContext, LineField, Lookup};
use serde::Serialize;
use ts_rs::TS;

use super::Cell;

/// One line of 交易清单 (YW-ORD-08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
    /// What the platform said of its purchase number.
    pub lookup: LookupView,
    /// The place of an earlier line that is equal; `None` if there is none (YW-ORD-13).
    pub twin: Option<u32>,
}

/// What the platform said of a line's purchase number (YW-ORD-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LookupView {
    /// There is no number.
    None,
    /// Name and phone are the platform's: 平台数据.
    Platform,
    /// Not asked yet: 待核对.
    Pending,
    /// No such merchant.
    Missing,
    /// Name or phone differ from the platform's.
    Mismatch,
}

/// A page of an order's lines as the grid takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LinesPage {
    /// The lines of the page.
    pub lines: Vec<LineView>,
    /// Lines of the order in all.
    pub total: u32,
    /// The order's change number as text: pages of an older one are stale.
    pub revision: String,
}

impl LineView {
    /// The view of a line; `twin` is where an earlier line stands that equals it.
    pub(crate) fn of(placed: &PlacedLine, context: LineContext, twin: Option<i64>) -> Self {
        let line = &placed.line;
        let problems = line.fields.problems(context);
        let cell = |field: LineField| Cell::of(field.name(), &line.fields.entry(field), &problems);
        Self {
            id: line.id.to_string(),
            number: u32::try_from(placed.position).expect("an order has at most 100,000 lines"),
            merchant_no: cell(LineField::MerchantNo),
            merchant_name: cell(LineField::MerchantName),
            merchant_phone: cell(LineField::MerchantPhone),
            order_month: cell(LineField::OrderMonth),
            goods_name: cell(LineField::GoodsName),
            quantity: cell(LineField::Quantity),
            packages: cell(LineField::Packages),
            amount: cell(LineField::Amount),
            linked: line.linked,
            lookup: match line.lookup {
                Lookup::None => LookupView::None,
                Lookup::Ok => LookupView::Platform,
                Lookup::Pending => LookupView::Pending,
                Lookup::Missing => LookupView::Missing,
                Lookup::Mismatch => LookupView::Mismatch,
            },
            twin: twin.and_then(|position| u32::try_from(position).ok()),
        }
    }
}
