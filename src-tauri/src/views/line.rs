//! A line of 交易清单 as the order page shows it.

use desk::PlacedLine;
use domain::{LineContext, LineField};
use serde::Serialize;
use ts_rs::TS;

use super::Cell;

/// A page of an order's lines, and what is needed to read their texts.
#[derive(Debug, Clone, Copy)]
pub struct LinePage<'a> {
    /// The lines of the page.
    pub lines: &'a [PlacedLine],
    /// Today, and the order's line currency.
    pub context: LineContext,
}

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
}

impl LineView {
    pub(crate) fn of(placed: &PlacedLine, context: LineContext) -> Self {
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
        }
    }
}
