//! Search over orders and lines (DECISIONS, Rows): an FTS5 index that follows behind the rows in small steps, and a scan
//! of whatever it has not caught up with, so that results are complete at once. Why it is built so and what it costs:
//! docs/decisions/0005-search.md.

// What is sought, and how texts are cut.
mod cut;
mod sought;

// What is indexed, when.
mod documents;
mod index;
mod marks;
mod turns;

// How it is found.
mod behind;
mod find;
mod orders;

mod check;

#[cfg(any(test, feature = "testing"))]
mod sample;

pub(crate) use check::check;
pub use find::{LineHit, LineHits, SearchHit, SearchPage};
pub use index::{INDEX_ROWS, Indexed};
pub(crate) use marks::{json_array, touch_lines, touch_order};
pub(crate) use orders::{Found, PROBE_END, PROBE_START, READ_MAX, orders_with};
pub(crate) use sought::{Clause, Within, clause, words};
pub(crate) use turns::Turns;

#[cfg(test)]
pub(crate) mod tests;

/// Totals are counted so far; beyond, people read "1,000+" (DECISIONS, Rows).
pub const TOTAL_MAX: u64 = 1_000;

/// How many hits there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// More than so many; nobody counted on.
    AtLeast(u64),
}

impl Total {
    /// The total where counting stopped at one more than [`TOTAL_MAX`].
    pub(crate) fn capped(counted: u64) -> Self {
        if counted > TOTAL_MAX { Self::AtLeast(TOTAL_MAX) } else { Self::Exactly(counted) }
    }
}
