//! Hashes of contents: 128 bits of SHA-256 that add up, so that the hash of an order is kept with its sums and does not
//! depend on the order of its rows.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Sub, SubAssign},
};

use sha2::{Digest as _, Sha256};
use values::{LineId, OrderId, Uuid};

use super::entries::{Entries, Grouped, HeadEntries, LineEntries};
use crate::{
    field::Entry,
    line::{Line, LineField},
    order::Order,
    state::OrderState,
};

/// A hash of a row, or the sum of many.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ContentHash(u128);

/// What a hash covers; the first byte of what is hashed, so that hashes of different things never meet.
#[derive(Clone, Copy)]
enum Covers {
    Head = 1,
    Line = 2,
    Amount = 3,
    OrderRow = 4,
    LineRow = 5,
}

impl ContentHash {
    /// The sum of nothing.
    pub const NONE: Self = Self(0);

    /// What a head says.
    pub fn of_head(id: OrderId, entries: &HeadEntries) -> Self {
        Hasher::new(Covers::Head, id.as_uuid()).entries(entries).end()
    }

    /// What a line says. Its place is left out: the server may move a line that nobody touched.
    pub fn of_line(id: LineId, entries: &LineEntries) -> Self {
        Hasher::new(Covers::Line, id.as_uuid()).entries(entries).end()
    }

    /// A line's amount.
    pub fn of_amount(id: LineId, amount: &Entry) -> Self {
        Hasher::new(Covers::Amount, id.as_uuid()).entry(amount).end()
    }

    /// The row of an order: what its head says, its state with the numbers that came with it, whether it is deleted.
    /// Sums follow from the lines and instants belong to each end.
    pub fn of_order_row(order: &Order) -> Self {
        let mut hasher = Hasher::new(Covers::OrderRow, order.id.as_uuid());
        hasher = hasher.text(order.state.name().name());
        if let Some(confirmed) = order.state.confirmed() {
            hasher = hasher.text(&confirmed.order_no);
        }
        hasher = match &order.state {
            OrderState::Draft | OrderState::Confirmed(_) => hasher,
            OrderState::Declared(declared) => hasher.text(declared.declaration.as_str()),
            OrderState::Voided(voided) => hasher.text(&voided.reason),
        };
        hasher.number(i64::from(order.deleted)).entries(&HeadEntries::of_head(&order.fields)).end()
    }

    /// The row of a line that is not removed: what it says, and where it stands.
    pub fn of_line_row(line: &Line) -> Self {
        let entries = LineEntries::of_line(&line.fields);
        Hasher::new(Covers::LineRow, line.id.as_uuid()).number(line.place).entries(&entries).end()
    }

    /// What these lines say, in whatever order they stand.
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        lines.into_iter().map(|line| Self::of_line(line.id, &LineEntries::of_line(&line.fields))).sum()
    }

    /// The sum of the amounts' hashes of these lines.
    pub fn of_amounts<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        lines.into_iter().map(|line| Self::of_amount(line.id, &line.fields.entry(LineField::Amount))).sum()
    }

    /// The number that it is.
    pub const fn get(self) -> u128 {
        self.0
    }

    /// The hash that this number is.
    pub const fn from_number(number: u128) -> Self {
        Self(number)
    }
}

/// Lengths come before texts, so that neighbours cannot trade letters.
struct Hasher(Sha256);

impl Hasher {
    fn new(covers: Covers, id: &Uuid) -> Self {
        let mut sha = Sha256::new();
        sha.update([covers as u8]);
        sha.update(id.as_bytes());
        Self(sha)
    }

    fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_be_bytes());
        self
    }

    fn text(mut self, text: &str) -> Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
        self
    }

    fn entry(mut self, entry: &Entry) -> Self {
        let kind = match entry {
            Entry::Empty => 0,
            Entry::Value(_) => 1,
            Entry::Raw(_) => 2,
        };
        self.0.update([kind]);
        self.text(entry.text())
    }

    fn entries<F: Grouped>(self, entries: &Entries<F>) -> Self {
        entries.iter().fold(self, |hasher, (_, entry)| hasher.entry(entry))
    }

    fn end(self) -> ContentHash {
        let full = self.0.finalize();
        let (first, _) = full.split_at(16);
        ContentHash(u128::from_be_bytes(first.try_into().expect("16 bytes are 16 bytes")))
    }
}

impl Add for ContentHash {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl Sub for ContentHash {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }
}

impl AddAssign for ContentHash {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for ContentHash {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for ContentHash {
    fn sum<I: Iterator<Item = Self>>(hashes: I) -> Self {
        hashes.fold(Self::NONE, Add::add)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}
