//! What a list of orders comes to (YW-ORD-01).

use desk::Total;
use serde::Serialize;
use ts_rs::TS;
use values::{Currency, Money};

use super::OrderState;

/// What the order list finds in all: its tabs' counts and the sums of its foot. Asked for apart from the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderSums {
    /// Orders of every state within the filter.
    pub all: OrderCount,
    /// Orders of each state within the filter, whatever state the filter asks for itself.
    pub states: Vec<StateCount>,
    /// The sums over what the filter finds, its state included; `null` where so many are found that nobody counted on.
    pub figures: Option<OrderFigures>,
}

/// How many orders are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderCount {
    /// So many.
    pub total: u32,
    /// Whether counting stopped there, because very many are found.
    pub is_capped: bool,
}

/// How many orders of a state are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StateCount {
    /// The state.
    pub state: OrderState,
    /// Its orders.
    pub count: OrderCount,
}

/// Sums over orders, without amounts that are missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderFigures {
    /// How many orders they are.
    pub orders: u32,
    /// 笔数
    pub lines: u32,
    /// Lines with an error; their wrong amounts are not in the sums.
    pub lines_wrong: u32,
    /// 总金额（美元）, two decimals.
    pub total_usd: String,
    /// 清单金额, one sum for each currency that has lines.
    pub line_sums: Vec<CurrencySum>,
}

/// A sum in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CurrencySum {
    /// `CNY` or `USD`.
    pub currency: String,
    /// Two decimals.
    pub sum: String,
}

impl OrderSums {
    pub(crate) fn of(sums: &desk::views::list::OrderSums) -> Self {
        let states = sums.states.iter();
        Self {
            all: sums.all.into(),
            states: states
                .map(|(state, count)| StateCount { state: (*state).into(), count: (*count).into() })
                .collect(),
            figures: sums.figures.as_ref().map(OrderFigures::of),
        }
    }
}

impl OrderFigures {
    fn of(figures: &desk::views::list::OrderFigures) -> Self {
        let sum =
            |sum: &Money| CurrencySum { currency: sum.currency().code().to_owned(), sum: sum.to_string() };
        Self {
            orders: count(figures.orders),
            lines: count(figures.lines),
            lines_wrong: count(figures.wrong),
            total_usd: Money::from_minor(figures.total_usd_minor, Currency::USD).to_string(),
            line_sums: figures.amounts.iter().map(sum).collect(),
        }
    }
}

impl From<Total> for OrderCount {
    fn from(total: Total) -> Self {
        match total {
            Total::Exactly(total) => Self { total: count(total), is_capped: false },
            Total::AtLeast(total) => Self { total: count(total), is_capped: true },
        }
    }
}

/// Row keys have 32 bits, so that no vault holds more.
fn count(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
