//! What the orders of a query come to: how many there are in each state, and the sums of the list's foot. The screen
//! asks for it apart from the page, which it must not delay.

use domain::StateName;
use sqlx::{Connection as _, QueryBuilder, Row as _, SqliteConnection};
use values::{Currency, Money};

use super::{
    OrderQuery,
    page::total,
    predicate::{Texts, push_filters},
};
use crate::{
    error::StoreError,
    open::Store,
    rows::inconsistent,
    search::{READ_MAX, TOTAL_MAX, Total},
};

/// What a query finds, page or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSums {
    /// The orders of each state within the query, whatever state the query itself asks for; each state once.
    pub states: Vec<(StateName, Total)>,
    /// The orders of all states.
    pub all: Total,
    /// The sums over what the query finds, its state included; `None` where that was not counted to the end.
    pub figures: Option<OrderFigures>,
}

/// Sums over orders. Wrong and missing amounts are not in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderFigures {
    /// How many orders.
    pub orders: u64,
    /// Their lines.
    pub lines: u64,
    /// Lines of them that are wrong.
    pub wrong: u64,
    /// Their totals in US dollars, in cents.
    pub total_usd_minor: i64,
    /// Their lines' amounts, one sum for each currency that has lines, by its code.
    pub amounts: Vec<Money>,
}

impl Store {
    /// Counts and sums of everything that a query finds; its sort and page do not matter (YW-ORD-01).
    ///
    /// # Errors
    /// `Busy`, `Closed`, `Damaged`, `Inconsistent`.
    pub async fn sum_orders(&self, query: &OrderQuery) -> Result<OrderSums, StoreError> {
        self.sum_reading(query, READ_MAX).await
    }

    /// The same, reading at most so many documents to learn the orders of a word.
    pub(super) async fn sum_reading(
        &self,
        query: &OrderQuery,
        read_max: i64,
    ) -> Result<OrderSums, StoreError> {
        let mut conn = self.read().await?;
        let mut tx = conn.begin().await?; // index and rows of one moment
        let Some(texts) = Texts::look_up(&mut tx, query, read_max).await? else {
            return Ok(OrderSums::of(&[], query.state));
        };
        if !texts.has_probes() {
            return Ok(OrderSums::of(&groups(&mut tx, query, &texts).await?, query.state));
        }
        // Where orders have to be asked one by one, each state is counted as far as the list counts it.
        let mut states = Vec::with_capacity(StateName::ALL.len());
        for state in StateName::ALL {
            let of_state = OrderQuery { state: Some(state), ..query.clone() };
            states.push((state, total(&mut tx, &of_state, &texts).await?));
        }
        let all = together(&states);
        let asked = query.state.map_or(Some(all), |state| total_of(&states, state));
        let figures = match asked {
            Some(Total::AtLeast(_)) => None,
            _ => Some(OrderFigures::of(&groups(&mut tx, query, &texts).await?, query.state)),
        };
        Ok(OrderSums { states, all, figures })
    }
}

/// The orders of one state with one line currency.
struct Group {
    state: StateName,
    currency: Currency,
    orders: u64,
    lines: i64,
    wrong: i64,
    total_usd: i64,
    amount: i64,
}

async fn groups(
    conn: &mut SqliteConnection,
    query: &OrderQuery,
    texts: &Texts,
) -> Result<Vec<Group>, StoreError> {
    // An order has at most 10^15 fen in its lines, so that nine thousand of the largest fit; SQLite refuses what does not.
    let mut sql = QueryBuilder::new(
        "SELECT o.state, o.line_currency, count(*) AS orders, sum(o.line_count) AS lines, sum(o.wrong_count) AS wrong, \
         coalesce(sum(o.total_usd), 0) AS total_usd, sum(o.amount_sum) AS amount FROM orders o",
    );
    let states_too = OrderQuery { state: None, ..query.clone() };
    push_filters(&mut sql, if texts.has_probes() { query } else { &states_too });
    texts.push(&mut sql, true);
    sql.push(" GROUP BY o.state, o.line_currency ORDER BY o.line_currency");
    let rows = sql.build().fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (state, currency): (&str, &str) = (row.try_get("state")?, row.try_get("line_currency")?);
            let bad = |column| inconsistent("orders", column, "of the list");
            Ok(Group {
                state: StateName::from_name(state).ok_or_else(|| bad("state"))?,
                currency: Currency::from_code(currency).ok_or_else(|| bad("line_currency"))?,
                orders: row.try_get::<i64, _>("orders")?.unsigned_abs(),
                lines: row.try_get("lines")?,
                wrong: row.try_get("wrong")?,
                total_usd: row.try_get("total_usd")?,
                amount: row.try_get("amount")?,
            })
        })
        .collect()
}

impl OrderSums {
    fn of(groups: &[Group], asked: Option<StateName>) -> Self {
        let count =
            |state| groups.iter().filter(|group| group.state == state).map(|group| group.orders).sum();
        Self {
            states: StateName::ALL.into_iter().map(|state| (state, Total::Exactly(count(state)))).collect(),
            all: Total::Exactly(groups.iter().map(|group| group.orders).sum()),
            figures: Some(OrderFigures::of(groups, asked)),
        }
    }
}

impl OrderFigures {
    fn of(groups: &[Group], asked: Option<StateName>) -> Self {
        let mut figures = Self::default();
        for group in groups.iter().filter(|group| asked.is_none_or(|state| state == group.state)) {
            figures.orders += group.orders;
            figures.lines += group.lines.unsigned_abs();
            figures.wrong += group.wrong.unsigned_abs();
            figures.total_usd_minor += group.total_usd;
            if group.lines == 0 {
                continue;
            }
            match figures.amounts.iter_mut().find(|sum| sum.currency() == group.currency) {
                Some(sum) => *sum = Money::from_minor(sum.minor() + group.amount, group.currency),
                None => figures.amounts.push(Money::from_minor(group.amount, group.currency)),
            }
        }
        figures.amounts.sort_unstable_by_key(|sum| sum.currency());
        figures
    }
}

fn total_of(states: &[(StateName, Total)], state: StateName) -> Option<Total> {
    states.iter().find(|(name, _)| *name == state).map(|(_, total)| *total)
}

fn together(states: &[(StateName, Total)]) -> Total {
    let counted = states.iter().map(|(_, total)| match total {
        Total::Exactly(count) | Total::AtLeast(count) => *count,
    });
    let is_exact = states.iter().all(|(_, total)| matches!(total, Total::Exactly(_)));
    match counted.sum() {
        sum if is_exact => Total::capped(sum),
        _ => Total::AtLeast(TOTAL_MAX),
    }
}
