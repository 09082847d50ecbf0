//! The list of orders: what it is asked for, and its words (YW-ORD-01, CM-UI-02).

pub use store_desk::{
    Links, OrderColumn, OrderFigures, OrderPage, OrderQuery, OrderRow, OrderSort, OrderSums, ROWS_MAX,
    SavedFilter, Total,
};

use serde::Serialize;
use values::{Code, Lang, Passport, Problem};

use super::{OrderView, Sight};
use crate::desk::Desk;

/// An order as a row of the list: its head, and what waits to be synchronised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderRowView {
    /// The head.
    #[serde(flatten)]
    pub order: OrderView,
    /// Changes that wait for a server, counted to 1,000.
    pub pending_changes: i64,
}

impl OrderRowView {
    /// The view of a row.
    pub fn of(row: &OrderRow, sight: Sight) -> Self {
        Self { order: OrderView::of(&row.order, sight), pending_changes: row.pending }
    }
}

/// How many there are: the number itself, or the number from which on nobody counted.
pub fn total_count(total: Total) -> u64 {
    match total {
        Total::Exactly(n) | Total::AtLeast(n) => n,
    }
}

/// The keyed hash under which a whole passport number is found.
///
/// # Errors
/// Those of the passport rule (YW-VAL-04).
pub fn passport_filter(desk: &Desk, number: &str) -> Result<[u8; 16], Problem> {
    let passport = Passport::parse(number).map_err(|problem| problem.in_field("buyer_passport"))?;
    Ok(desk.passport_key().hash(passport.value.as_str()))
}

/// A sort such as `total_usd` or `-updated_at`.
///
/// # Errors
/// `CODE_UNKNOWN`.
pub fn sort(text: &str) -> Result<OrderSort, Problem> {
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let column = OrderColumn::from_name(name).ok_or_else(|| Problem::new(Code::CodeUnknown).found(text))?;
    Ok(OrderSort { column, descending })
}

/// The word of a link state on screen.
pub fn links_word(name: &str, lang: Lang) -> &'static str {
    match (name, lang) {
        ("all", Lang::Zh) => "已关联",
        ("partial", Lang::Zh) => "部分关联",
        (_, Lang::Zh) => "未关联",
        ("all", Lang::En) => "linked",
        ("partial", Lang::En) => "partly linked",
        (_, Lang::En) => "not linked",
    }
}
