//! What the line grid asks for and hears. Lines are named by their ids: positions move while somebody else writes.

use desk::block::{KnownMerchant, RangeSums};
use domain::LineField;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{LineId, Problem};

use super::ProblemView;

/// A column of 交易清单 (YW-ORD-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineColumn {
    /// 采购号
    MerchantNo,
    /// 商户名
    MerchantName,
    /// 手机号
    MerchantPhone,
    /// 下单月份
    OrderMonth,
    /// 品名
    GoodsName,
    /// 数量
    Quantity,
    /// 总件数
    Packages,
    /// 总金额
    Amount,
}

impl From<LineColumn> for LineField {
    fn from(column: LineColumn) -> Self {
        match column {
            LineColumn::MerchantNo => Self::MerchantNo,
            LineColumn::MerchantName => Self::MerchantName,
            LineColumn::MerchantPhone => Self::MerchantPhone,
            LineColumn::OrderMonth => Self::OrderMonth,
            LineColumn::GoodsName => Self::GoodsName,
            LineColumn::Quantity => Self::Quantity,
            LineColumn::Packages => Self::Packages,
            LineColumn::Amount => Self::Amount,
        }
    }
}

impl From<LineField> for LineColumn {
    fn from(field: LineField) -> Self {
        match field {
            LineField::MerchantNo => Self::MerchantNo,
            LineField::MerchantName => Self::MerchantName,
            LineField::MerchantPhone => Self::MerchantPhone,
            LineField::OrderMonth => Self::OrderMonth,
            LineField::GoodsName => Self::GoodsName,
            LineField::Quantity => Self::Quantity,
            LineField::Packages => Self::Packages,
            LineField::Amount => Self::Amount,
        }
    }
}

/// A rectangle of cells: from one line to another, either way round, and some columns in the order of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineRange {
    /// A line at one end.
    pub from: String,
    /// The line at the other end.
    pub to: String,
    /// The columns, from the left.
    pub columns: Vec<LineColumn>,
}

/// Which way a range is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FillDirection {
    /// From its first row downwards (Ctrl+D).
    Down,
    /// From its first column to the right (Ctrl+R).
    Right,
}

/// What the clipboard held, and where it goes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Paste {
    /// The active line; `None` behind the last one.
    pub line: Option<String>,
    /// The columns from the active one to the right, in the order of the screen.
    pub columns: Vec<LineColumn>,
    /// The selected range, if it is more than one cell: a single value fills it, a block repeats in it.
    pub onto: Option<LineRange>,
    /// `text/plain` of the clipboard.
    pub text: String,
    /// `text/html` of the clipboard.
    pub html: Option<String>,
}

/// What a write to lines did. It is on the disk when this arrives. A wrong line of the entry row is not added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LinesDone {
    /// Lines that were changed.
    pub changed: u32,
    /// Lines that were added.
    pub added: u32,
    /// Lines that were removed.
    pub removed: u32,
    /// Columns of a pasted block that had no column to go to; their cells were left out.
    pub columns_left_out: u32,
    /// The first line that was touched.
    pub first: Option<String>,
    /// The last line that was touched.
    pub last: Option<String>,
    /// China time of the write, `HH:MM:SS`; empty where nothing was written.
    pub saved_at: String,
    /// What the person should still look at, at most 200; the field says where as `lines[n].name`.
    pub problems: Vec<ProblemView>,
}

impl LinesDone {
    /// A write to these lines; its counts are still to be filled in.
    pub(crate) fn of(lines: &[LineId], problems: &[Problem], saved_at: String) -> Self {
        Self {
            changed: 0,
            added: 0,
            removed: 0,
            columns_left_out: 0,
            first: lines.first().map(LineId::to_string),
            last: lines.last().map(LineId::to_string),
            saved_at,
            problems: problems.iter().map(ProblemView::of).collect(),
        }
    }
}

/// A text for one field, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldText {
    /// The field's name in the data dictionary.
    pub field: String,
    /// The text; empty empties the field.
    pub text: String,
}

/// Cells as other programs take them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CopiedView {
    /// Tab-separated text.
    pub text: String,
    /// An HTML table.
    pub html: String,
}

/// What the cells of a selection come to; texts are empty where no such column is selected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RangeSum {
    /// Lines in the selection.
    pub rows: u32,
    /// Cells that hold something.
    pub filled: u32,
    /// Sum of valid quantities.
    pub quantity: String,
    /// Sum of valid packages.
    pub packages: String,
    /// Sum of valid amounts, two decimals, in the order's line currency.
    pub amount: String,
}

impl RangeSum {
    pub(crate) fn of(sums: RangeSums) -> Self {
        let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            rows: count(sums.rows),
            filled: count(sums.filled),
            quantity: sums.quantity.unwrap_or_default(),
            packages: sums.packages.unwrap_or_default(),
            amount: sums.amount.unwrap_or_default(),
        }
    }
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundCell {
    /// The line's place, from 1.
    pub number: u32,
    /// The column; `None` for the line as a whole.
    pub column: Option<LineColumn>,
}

/// A merchant that was used or described before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MerchantView {
    /// 采购号; empty if none is known.
    pub merchant_no: String,
    /// 商户名
    pub merchant_name: String,
    /// 手机号
    pub merchant_phone: String,
}

impl MerchantView {
    pub(crate) fn of(merchant: KnownMerchant) -> Self {
        Self {
            merchant_no: merchant.merchant_no,
            merchant_name: merchant.name,
            merchant_phone: merchant.phone,
        }
    }
}

/// The name of a mutation, and how many lines it touched: what undo and redo offer, and what history lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepView {
    /// Such as `edit_lines` or `import_lines`.
    pub change: String,
    /// Lines that it touched; 0 for the head.
    pub lines: u32,
}

/// What was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UndoneView {
    /// The step.
    pub step: StepView,
    /// China time of the write, `HH:MM:SS`.
    pub saved_at: String,
    /// What is to be told, such as `UNDO_LINES_KEPT`.
    pub problems: Vec<ProblemView>,
}
