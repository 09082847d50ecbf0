//! What the screen asks for.

use actions::Host as _;
use desk::{desk::Desk, views::list::SavedFilter};
use domain::StateName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Code, Country, Day, Month, Problem};

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

impl From<desk::OrderColumn> for OrderColumn {
    fn from(column: desk::OrderColumn) -> Self {
        use desk::OrderColumn as Column;
        match column {
            Column::Number => Self::OrderNo,
            Column::Buyer => Self::BuyerName,
            Column::Passport => Self::BuyerPassport,
            Column::Destination => Self::Destination,
            Column::TotalUsd => Self::TotalUsd,
            Column::LineCount => Self::LineCount,
            Column::Amount => Self::LineSum,
            Column::Links => Self::LinkState,
            Column::State => Self::State,
            Column::Declaration => Self::DeclarationNo,
            Column::Created => Self::CreatedAt,
            Column::Updated => Self::UpdatedAt,
            Column::Sync => Self::Sync,
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

impl From<OrderSort> for desk::OrderSort {
    fn from(sort: OrderSort) -> Self {
        Self { column: sort.column.into(), descending: sort.descending }
    }
}

impl From<desk::OrderSort> for OrderSort {
    fn from(sort: desk::OrderSort) -> Self {
        Self { column: sort.column.into(), descending: sort.descending }
    }
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
    /// The order month of any line: this one or later, `YYYY-MM`; blank for no beginning.
    pub month_from: String,
    /// The order month of any line: this one or earlier, `YYYY-MM`; blank for no end.
    pub month_to: String,
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
    /// `PASSPORT_FORMAT`, `CODE_UNKNOWN`, `DATE_INVALID`, `MONTH_FORMAT`, `DATE_RANGE`: a filter that is none.
    pub(crate) fn on(self, desk: &Desk) -> Result<desk::OrderQuery, Problem> {
        let Self { filter, sort, page } = self;
        // Taken apart field by field: a new filter stops the build here.
        let OrderFilter {
            search,
            state,
            buyer,
            passport,
            destination,
            links,
            declaration,
            created_from,
            created_to,
            month_from,
            month_to,
            merchant,
        } = filter;
        let query = desk::OrderQuery {
            text: words(search),
            buyer: words(buyer),
            passport_hash: words(passport)
                .map(|number| desk::views::list::passport_filter(desk, &number))
                .transpose()?,
            destination: destination
                .filter(|code| !code.is_empty())
                .map(|code| country(&code))
                .transpose()?,
            state: state.map(StateName::from),
            links: links.map(desk::Links::from),
            declaration: words(declaration),
            created_from: day(&created_from, "created_from")?.map(Day::china_start),
            created_before: day(&created_to, "created_to")?
                .map(|last| last.plus_days(1).unwrap_or(last).china_start()),
            month_from: month(month_from, desk.today(), "month_from")?,
            month_to: month(month_to, desk.today(), "month_to")?,
            merchant: words(merchant),
            sort: sort.map(desk::OrderSort::from).unwrap_or_default(),
            limit: page.rows(),
            offset: page.offset,
        };
        if query.created_from.zip(query.created_before).is_some_and(|(from, before)| from >= before) {
            return Err(Problem::new(Code::DateRange).in_field("created_to"));
        }
        if query.month_from.zip(query.month_to).is_some_and(|(from, to)| from > to) {
            return Err(Problem::new(Code::DateRange).in_field("month_to"));
        }
        Ok(query)
    }
}

/// A text that narrows something.
fn words(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn country(code: &str) -> Result<Country, Problem> {
    let found = Country::from_alpha2(code);
    found.ok_or_else(|| Problem::new(Code::CodeUnknown).found(code).in_field("destination"))
}

fn day(text: &str, field: &'static str) -> Result<Option<Day>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => Day::parse(text).map(Some).map_err(|problem| problem.in_field(field)),
    }
}

fn month(text: String, today: Day, field: &'static str) -> Result<Option<Month>, Problem> {
    let read = |text: String| Month::parse(&text, today).map(|month| month.value);
    words(text).map(read).transpose().map_err(|problem| problem.in_field(field))
}

impl OrderFilter {
    /// The filter that a saved query was made from. Its passport is gone: only a hash was ever there.
    fn of(query: &desk::OrderQuery) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            search: text(&query.text),
            state: query.state.map(OrderState::from),
            buyer: text(&query.buyer),
            passport: String::new(),
            destination: query.destination.map(|country| country.alpha2().to_owned()),
            links: query.links.map(LinkState::from),
            declaration: text(&query.declaration),
            created_from: query.created_from.map(|at| at.china_day().to_string()).unwrap_or_default(),
            created_to: query
                .created_before
                .and_then(|at| at.china_day().plus_days(-1))
                .map(|day| day.to_string())
                .unwrap_or_default(),
            month_from: query.month_from.map(|month| month.to_string()).unwrap_or_default(),
            month_to: query.month_to.map(|month| month.to_string()).unwrap_or_default(),
            merchant: text(&query.merchant),
        }
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

impl SavedFilterView {
    pub(crate) fn of(saved: &SavedFilter) -> Self {
        let sort = saved.query.sort;
        Self {
            id: saved.id.to_string(),
            name: saved.name.clone(),
            filter: OrderFilter::of(&saved.query),
            sort: (sort != desk::OrderSort::default()).then(|| sort.into()),
        }
    }
}
