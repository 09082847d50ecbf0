//! The list of orders with its filters and its sort (YW-ORD-01, CM-UI-02).

mod page;
mod predicate;
mod sums;

use domain::{Order, StateName};
use values::{Country, Instant, Month};

use crate::search::Total;

pub use sums::{OrderFigures, OrderSums};

#[cfg(test)]
mod tests;

/// A page has at most so many rows (CM-UI-02).
pub const ROWS_MAX: u32 = 200;

/// Changes of an order that wait for a server are counted so far; beyond, the count is this.
pub const PENDING_MAX: i64 = 1_000;

/// What the list is asked for. The default is everything, newest change first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderQuery {
    /// Words that must all be found in the order or in any of its lines, as in `Store::search`. Blank: no filter.
    pub text: Option<String>,
    /// A part of the buyer's name; ASCII letters in either case.
    pub buyer: Option<String>,
    /// The keyed hash of the whole passport number.
    pub passport_hash: Option<[u8; 16]>,
    /// The destination.
    pub destination: Option<Country>,
    /// The order's state.
    pub state: Option<StateName>,
    /// How far its lines are linked.
    pub links: Option<Links>,
    /// A declaration number, whole or its last 6 characters.
    pub declaration: Option<String>,
    /// Created at this instant or later.
    pub created_from: Option<Instant>,
    /// Created before this instant: the start of the China day behind the last one wanted.
    pub created_before: Option<Instant>,
    /// The order month of any line: this one or later.
    pub month_from: Option<Month>,
    /// The order month of any line: this one or earlier; where both are given, of one and the same line.
    pub month_to: Option<Month>,
    /// The merchant of any line, by name, number or phone: words that must all be found in one line's merchant.
    pub merchant: Option<String>,
    /// In which order.
    pub sort: OrderSort,
    /// At most so many rows; more than [`ROWS_MAX`] counts as that.
    pub limit: u32,
    /// So many rows are passed over.
    pub offset: u32,
}

impl Default for OrderQuery {
    fn default() -> Self {
        Self {
            text: None,
            buyer: None,
            passport_hash: None,
            destination: None,
            state: None,
            links: None,
            declaration: None,
            created_from: None,
            created_before: None,
            month_from: None,
            month_to: None,
            merchant: None,
            sort: OrderSort::default(),
            limit: 50,
            offset: 0,
        }
    }
}

/// How far an order's lines are linked to merchants' trade orders (关联状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Links {
    /// 未关联
    None,
    /// 部分关联
    Partial,
    /// 已关联
    All,
}

impl Links {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::None, Self::Partial, Self::All];

    /// The state that follows from an order's counts (YW-LINK-09). An order without lines has no links.
    pub const fn of(lines: i64, linked: i64) -> Self {
        if linked == 0 {
            Self::None
        } else if linked < lines {
            Self::Partial
        } else {
            Self::All
        }
    }

    /// Its name: `none`, `partial`, `all`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::All => "all",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|links| links.name() == name)
    }
}

/// A column of the list that can be sorted by (YW-ORD-01, CM-UI-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OrderColumn {
    /// 信保订单号
    Number,
    /// 采购商姓名
    Buyer,
    /// 护照号
    Passport,
    /// 目的国, by its code.
    Destination,
    /// 总金额（美元）
    TotalUsd,
    /// 交易清单笔数
    LineCount,
    /// 交易清单金额
    Amount,
    /// 关联状态
    Links,
    /// 订单状态, in the order of its life.
    State,
    /// 报关单号
    Declaration,
    /// 创建时间
    Created,
    /// 更新时间
    #[default]
    Updated,
    /// 同步状态: without and with changes that wait.
    Sync,
}

impl OrderColumn {
    /// Every column, in the order of the list.
    pub const ALL: [Self; 13] = [
        Self::Number,
        Self::Buyer,
        Self::Passport,
        Self::Destination,
        Self::TotalUsd,
        Self::LineCount,
        Self::Amount,
        Self::Links,
        Self::State,
        Self::Declaration,
        Self::Created,
        Self::Updated,
        Self::Sync,
    ];

    /// Its name in saved filters and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "order_no",
            Self::Buyer => "buyer_name",
            Self::Passport => "buyer_passport",
            Self::Destination => "destination",
            Self::TotalUsd => "total_usd",
            Self::LineCount => "line_count",
            Self::Amount => "amount_sum",
            Self::Links => "links",
            Self::State => "state",
            Self::Declaration => "declaration_no",
            Self::Created => "created_at",
            Self::Updated => "updated_at",
            Self::Sync => "sync",
        }
    }

    /// The column of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

/// A sort. Rows without a value stand last either way; equal rows newest order first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSort {
    /// The column.
    pub column: OrderColumn,
    /// Greatest first.
    pub descending: bool,
}

impl Default for OrderSort {
    fn default() -> Self {
        Self { column: OrderColumn::Updated, descending: true }
    }
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// The order with its sums.
    pub order: Order,
    /// How far its lines are linked.
    pub links: Links,
    /// Its changes that wait for a server, counted to [`PENDING_MAX`].
    pub pending: i64,
    /// What of it a person must decide.
    pub attention: i64,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderPage {
    /// The rows.
    pub rows: Vec<OrderRow>,
    /// How many orders there are; capped only where a text is sought that very many lines hold.
    pub total: Total,
}
