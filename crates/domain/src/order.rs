//! The head of an export order: buyer, destination, total, and what goes with them (spec 01 §8.2).

use values::{Currency, Day, Instant, Money, OrderId, Problem};

use crate::{state::OrderState, sums::Sums};

mod entered;
mod names;
mod parts;
#[cfg(test)]
mod tests;

pub use entered::{OrderFields, parse_destination, parse_line_currency, parse_total};
pub use names::{OrderField, OrderGroup};
pub use parts::{BuyerKind, PURCHASE_ORDERS_MAX, PurchaseOrderNos};

/// An order total above this many US cents warns (YW-ORD-05): one declaration under market-procurement trade
/// (mode 1039) may not exceed USD 150,000.
pub const CUSTOMS_CEILING_CENTS: i64 = 15_000_000;

/// An order has at most this many lines (YW-IMP-03).
pub const LINES_MAX: i64 = 100_000;

/// An export order as a desk works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id, given by whoever created it.
    pub id: OrderId,
    /// Its state with the state's data.
    pub state: OrderState,
    /// What was entered.
    pub fields: OrderFields,
    /// The sums of its lines.
    pub sums: Sums,
    /// Whether it was deleted; kept, so that deleting can be undone.
    pub deleted: bool,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Order {
    /// An empty draft (YW-ORD-02).
    pub fn new(id: OrderId, at: Instant) -> Self {
        Self {
            id,
            state: OrderState::Draft,
            fields: OrderFields::default(),
            sums: Sums::default(),
            deleted: false,
            created_at: at,
            updated_at: at,
        }
    }

    /// What is needed to read its lines' texts.
    pub fn line_context(&self, today: Day) -> crate::line::LineContext {
        crate::line::LineContext { today, currency: self.fields.line_currency }
    }

    /// What the order as a whole gives to think about: fields, and the difference to the lines in USD (YW-ORD-14).
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = self.fields.problems();
        found.extend(self.total_difference());
        found
    }

    /// `ORD_TOTAL_DIFF` if the lines are in US dollars and do not sum to the order's total (YW-ORD-14).
    pub fn total_difference(&self) -> Option<Problem> {
        if self.fields.line_currency != Currency::USD || self.sums.lines == 0 {
            return None;
        }
        let total = self.fields.total_usd.value()?.minor();
        let sum = self.sums.amount_minor;
        let text = |minor: i64| Money::from_minor(minor, Currency::USD).to_string();
        (sum != total).then(|| {
            Problem::new(values::Code::OrdTotalDiff)
                .with("sum", text(sum))
                .with("total", text(total))
                .with("diff", text(sum - total))
        })
    }
}
