//! Sums below the lines (YW-ORD-14), kept incrementally: what a line adds, and how changes add up.

use std::ops::{Add, AddAssign, Sub, SubAssign};

use crate::line::{Line, Lookup};

#[cfg(test)]
mod tests;

/// The sums of an order's lines. Invalid amounts and packages are left out and counted as wrong lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Number of lines.
    pub lines: i64,
    /// Lines that a person has to correct.
    pub wrong: i64,
    /// Lines whose purchase number is still to be looked up (待核对).
    pub pending: i64,
    /// Lines linked to merchants' trade orders.
    pub linked: i64,
    /// Packages of the lines that state them.
    pub packages: i64,
    /// Minor units of the line currency. 100,000 lines of at most 99,999,999.99 stay far below `i64::MAX`.
    pub amount_minor: i64,
}

impl Sums {
    /// What one line adds.
    pub fn of(line: &Line) -> Self {
        Self {
            lines: 1,
            wrong: i64::from(line.fields.is_wrong()),
            pending: i64::from(line.lookup == Lookup::Pending),
            linked: i64::from(line.linked),
            packages: line.fields.packages.value().map_or(0, |packages| i64::from(packages.get())),
            amount_minor: line.fields.amount.value().map_or(0, |amount| amount.minor()),
        }
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            wrong: self.wrong + other.wrong,
            pending: self.pending + other.pending,
            linked: self.linked + other.linked,
            packages: self.packages + other.packages,
            amount_minor: self.amount_minor + other.amount_minor,
        }
    }
}

impl Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            lines: self.lines - other.lines,
            wrong: self.wrong - other.wrong,
            pending: self.pending - other.pending,
            linked: self.linked - other.linked,
            packages: self.packages - other.packages,
            amount_minor: self.amount_minor - other.amount_minor,
        }
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Sums {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<'a> FromIterator<&'a Line> for Sums {
    fn from_iter<I: IntoIterator<Item = &'a Line>>(lines: I) -> Self {
        lines.into_iter().fold(Self::default(), |sums, line| sums + Self::of(line))
    }
}
