//! What the screen asks for.

use desk::desk::Desk;
use domain::StateName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Problem;

use super::LinkState;

/// The largest page that a list offers (CM-UI-02).
const ROWS_MAX: u32 = 200;

/// A page of a list.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted; more than 200 counts as that.
    pub limit: u32,
}

impl PageQuery {
    /// How many rows may be read.
    pub fn rows(self) -> u32 {
        self.limit.clamp(1, ROWS_MAX)
    }
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

impl From<StateName> for OrderState {
    fn from(state: StateName) -> Self {
        match state {
            StateName::Draft => Self::Draft,
            StateName::Confirmed => Self::Confirmed,
            StateName::Declared => Self::Declared,
            StateName::Voided => Self::Voided,
        }
    }
}

impl From<OrderState> for StateName {
    fn from(state: OrderState) -> Self {
        match state {
            OrderState::Draft => Self::Draft,
            OrderState::Confirmed => Self::Confirmed,
            OrderState::Declared => Self::Declared,
            OrderState::Voided => Self::Voided,
        }
    }
}

/// A column that the list is sorted by (YW-ORD-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderColumn {
    /// 信保订单号
    OrderNo,
    /// 采购商姓名
    BuyerName,
    /// 护照号
    BuyerPassport,
    /// 目的国
    Destination,
    /// 总金额（美元）
    TotalUsd,
    /// 笔数
    LineCount,
    /// 清单金额
    LineSum,
    /// 关联状态
    LinkState,
    /// 订单状态
    State,
    /// 报关单号
    DeclarationNo,
    /// 创建时间
    CreatedAt,
    /// 更新时间
    UpdatedAt,
    /// 同步状态
    Sync,
}

impl From<OrderColumn> for desk::OrderColumn {
    fn from(column: OrderColumn) -> Self {
        match column {
            OrderColumn::OrderNo => Self::Number,
            OrderColumn::BuyerName => Self::Buyer,
            OrderColumn::BuyerPassport => Self::Passport,
            OrderColumn::Destination => Self::Destination,
            OrderColumn::TotalUsd => Self::TotalUsd,
            OrderColumn::LineCount => Self::LineCount,
            OrderColumn::LineSum => Self::Amount,
            OrderColumn::LinkState => Self::Links,
            OrderColumn::State => Self::State,
            OrderColumn::DeclarationNo => Self::Declaration,
            OrderColumn::CreatedAt => Self::Created,
            OrderColumn::UpdatedAt => Self::Updated,
            OrderColumn::Sync => Self::Sync,
        }
    }
}

/// A sort; rows without a value stand last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderSort {
    /// By what.
    pub column: OrderColumn,
    /// Greatest first.
    pub descending: bool,
}

/// What the order list is narrowed to (YW-ORD-01). The default narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct OrderFilter {
    /// Words to find; blank for all.
    pub search: String,
    /// Only orders in this state; `null` for all.
    pub state: Option<OrderState>,
    /// A part of the buyer's name; blank for all.
    pub buyer: String,
    /// The whole passport number; blank for all. It is hashed at once and never stored.
    pub passport: String,
    /// ISO 3166 alpha-2; `null` for all.
    pub destination: Option<String>,
    /// How far the lines are linked; `null` for all.
    pub links: Option<LinkState>,
    /// A declaration number, whole or its last 6 characters; blank for all.
    pub declaration: String,
    /// Created on this China day or later, `YYYY-MM-DD`; blank for all.
    pub created_from: String,
    /// Created on this China day or earlier, `YYYY-MM-DD`; blank for all.
    pub created_to: String,
    /// The order month of any line, `YYYY-MM`; blank for all.
    pub order_month: String,
    /// The merchant of any line by name, number or phone; blank for all.
    pub merchant: String,
}

/// What the order list is asked for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderQuery {
    /// What it is narrowed to.
    pub filter: OrderFilter,
    /// In which order; `null` for the newest change first.
    pub sort: Option<OrderSort>,
    /// Which page.
    pub page: PageQuery,
}

impl OrderQuery {
    /// The query for this vault; a passport is hashed with its key.
    ///
    /// # Errors
    /// `PASSPORT_FORMAT`, `CODE_UNKNOWN`, `DATE_FORMAT`, `MONTH_FORMAT`: a filter that is none.
    pub(crate) fn on(self, desk: &Desk) -> Result<desk::OrderQuery, Problem> {
        let Self { filter, sort, page } = self;
        let words = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        let sort =
            sort.map(|sort| desk::OrderSort { column: sort.column.into(), descending: sort.descending });
        Ok(desk::OrderQuery {
            text: words(filter.search),
            state: filter.state.map(StateName::from),
            buyer: words(filter.buyer),
            passport_hash: words(filter.passport)
                .map(|number| desk::views::list::passport_filter(desk, &number))
                .transpose()?,
            sort: sort.unwrap_or_default(),
            limit: page.rows(),
            offset: page.offset,
            ..desk::OrderQuery::default()
        })
    }
}

/// A filter that somebody gave a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedFilterView {
    /// Its id.
    pub id: String,
    /// Its name, unique.
    pub name: String,
    /// What it narrows to; a passport is never saved.
    pub filter: OrderFilter,
    /// Its sort; `null` for the newest change first.
    pub sort: Option<OrderSort>,
}
