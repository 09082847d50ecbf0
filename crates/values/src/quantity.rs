//! How much and how many: quantities, packages, unit prices, rates (YW-ORD-08).

use std::fmt;

use rust_decimal::Decimal;

use crate::number::{self, Excess};
use crate::{Code, Currency, Money, Problem};

#[cfg(test)]
mod tests;

/// A quantity of goods in the line's own unit: above 0, at most 3 decimals, at most 999,999,999.999.
///
/// Its text has exactly three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity(Decimal);

impl Quantity {
    /// Its decimals.
    pub const PLACES: u32 = 3;
    const MOST: i64 = 999_999_999_999;

    /// Reads a quantity (YW-ORD-08, CM-NUM-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `NUM_FORMAT`, `NUM_SCALE`, `NUM_RANGE`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let plain = number::plain(text, None)?;
        Self::bounded(number::scaled(&plain, Self::PLACES), || text.to_owned())
    }

    /// Takes a number cell: accepted if it differs from its own rounding to 3 decimals by less than 0.000001
    /// (YW-IMP-09).
    ///
    /// # Errors
    /// `NUM_FORMAT` (not a number), `NUM_SCALE`, `NUM_RANGE`.
    pub fn from_cell(cell: f64) -> Result<Self, Problem> {
        let found = || cell.to_string();
        if !cell.is_finite() {
            return Err(Problem::new(Code::NumFormat).found(found()));
        }
        Self::bounded(number::scaled_cell(cell, Self::PLACES), found)
    }

    /// So many thousandths, if that is a quantity.
    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (1..=Self::MOST).contains(&thousandths).then(|| Self(Decimal::new(thousandths, Self::PLACES)))
    }

    /// The quantity in thousandths.
    pub fn thousandths(self) -> i64 {
        // The scale is always 3, so the mantissa is the count of thousandths.
        self.0.mantissa() as i64
    }

    /// The quantity as a decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    fn bounded(thousandths: Result<i64, Excess>, found: impl FnOnce() -> String) -> Result<Self, Problem> {
        let quantity = in_range(thousandths, Self::MOST, Self::PLACES, found)?;
        Ok(Self(Decimal::new(quantity, Self::PLACES)))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.thousandths();
        write!(f, "{}.{:03}", thousandths / 1000, thousandths % 1000)
    }
}

/// A number of packages: 1 to 9,999,999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Packages(u32);

impl Packages {
    const MOST: u32 = 9_999_999;

    /// So many packages, if that is a possible number.
    pub fn new(count: u32) -> Option<Self> {
        (1..=Self::MOST).contains(&count).then_some(Self(count))
    }

    /// Reads a number of packages (YW-ORD-08, CM-NUM-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `NUM_FORMAT`, `NUM_SCALE` (not whole), `NUM_RANGE`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let plain = number::plain(text, None)?;
        Self::bounded(number::scaled(&plain, 0), || text.to_owned())
    }

    /// Takes a number cell, which must be whole (YW-IMP-09).
    ///
    /// # Errors
    /// `NUM_FORMAT` (not a number), `NUM_SCALE` (not whole), `NUM_RANGE`.
    pub fn from_cell(cell: f64) -> Result<Self, Problem> {
        let found = || cell.to_string();
        if !cell.is_finite() {
            return Err(Problem::new(Code::NumFormat).found(found()));
        }
        Self::bounded(number::scaled_cell(cell, 0), found)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    fn bounded(count: Result<i64, Excess>, found: impl FnOnce() -> String) -> Result<Self, Problem> {
        let count = in_range(count, i64::from(Self::MOST), 0, found)?;
        Ok(Self(u32::try_from(count).expect("in_range keeps it below ten million")))
    }
}

impl fmt::Display for Packages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A price of one unit of goods: not negative, at most 6 decimals, below 100,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnitPrice {
    amount: Decimal,
    currency: Currency,
}

impl UnitPrice {
    const PLACES: u32 = 6;
    const BELOW: i64 = 100_000_000;

    /// A price of so many whole units of the currency, if that is a possible price.
    pub fn new(amount: Decimal, currency: Currency) -> Option<Self> {
        let amount = amount.normalize();
        let possible = !amount.is_sign_negative() || amount.is_zero();
        let fits = amount.scale() <= Self::PLACES && amount < Decimal::from(Self::BELOW);
        (possible && fits).then_some(Self { amount, currency })
    }

    /// The price in whole units of the currency.
    pub fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The price of a quantity, rounded by [`Money::round_half_up`]; `None` if it does not fit.
    pub fn times(self, quantity: Quantity) -> Option<Money> {
        Money::round_half_up(self.amount.checked_mul(quantity.decimal())?, self.currency)
    }
}

/// A rate above 0, such as an exchange rate or a share (0.025 is 2.5 %); at most 8 decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    const PLACES: u32 = 8;

    /// This rate, if it is above 0 and has at most 8 decimals.
    pub fn new(rate: Decimal) -> Option<Self> {
        let rate = rate.normalize();
        let possible = rate > Decimal::ZERO && rate.scale() <= Self::PLACES;
        possible.then_some(Self(rate))
    }

    /// The rate as a decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// This share of an amount, rounded by [`Money::round_half_up`]; `None` if it does not fit.
    pub fn of(self, amount: Money) -> Option<Money> {
        Money::round_half_up(amount.decimal().checked_mul(self.0)?, amount.currency())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Units of 10^-`places` from 1 to `most`, or why not.
fn in_range(
    units: Result<i64, Excess>,
    most: i64,
    places: u32,
    found: impl FnOnce() -> String,
) -> Result<i64, Problem> {
    match units {
        Ok(units) if (1..=most).contains(&units) => Ok(units),
        Err(Excess::Scale) => Err(Problem::new(Code::NumScale).with("scale", places).found(found())),
        Ok(_) | Err(Excess::Size) => Err(Problem::new(Code::NumRange)
            .with("min", number::grouped(1, places))
            .with("max", number::grouped(most, places))
            .with("scale", places)
            .found(found())),
    }
}
