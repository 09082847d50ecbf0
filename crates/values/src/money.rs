//! Exact money (CM-MONEY-01): whole minor units and a currency.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::number::{self, Excess};
use crate::{Code, Currency, Problem};

#[cfg(test)]
mod tests;

/// An amount of money: whole minor units (fen, cents) of one currency. Negative amounts exist only in ledgers.
///
/// Its text is the amount alone with all its decimals, `750.00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// So many minor units.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::from_minor(0, currency)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount in whole units of the currency.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_unit())
    }

    /// The sum; `None` if the currencies differ or the sum does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let same = self.currency == other.currency;
        let sum = self.minor.checked_add(other.minor).filter(|_| same)?;
        Some(Self::from_minor(sum, self.currency))
    }

    /// The difference; `None` if the currencies differ or the difference does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let same = self.currency == other.currency;
        let difference = self.minor.checked_sub(other.minor).filter(|_| same)?;
        Some(Self::from_minor(difference, self.currency))
    }

    /// The amount rounded to the currency's minor unit, half away from zero: the one home of rounding
    /// (CM-MONEY-01). `None` if it does not fit.
    pub fn round_half_up(amount: Decimal, currency: Currency) -> Option<Self> {
        let places = currency.minor_unit();
        let mut rounded = amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(places);
        // A number too large for the places keeps fewer of them, and then it is too large for us as well.
        let minor = i64::try_from(rounded.mantissa()).ok().filter(|_| rounded.scale() == places)?;
        Some(Self::from_minor(minor, currency))
    }

    /// Reads an amount from 0.00 to 99,999,999.99 (CM-MONEY-01, CM-NUM-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `MONEY_FORMAT`, `MONEY_CURRENCY_MISMATCH`, `MONEY_SCALE`, `MONEY_RANGE`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Problem> {
        Self::parse_from(text, currency, 0)
    }

    /// Reads an amount from 0.01 to 99,999,999.99 (YW-ORD-03, YW-ORD-08).
    ///
    /// # Errors
    /// As [`Money::parse`].
    pub fn parse_positive(text: &str, currency: Currency) -> Result<Self, Problem> {
        Self::parse_from(text, currency, 1)
    }

    /// Takes the amount of a number cell, from 0.01 to 99,999,999.99: accepted if it differs from its own rounding
    /// to the minor unit by less than 0.000001 (YW-IMP-09).
    ///
    /// # Errors
    /// `MONEY_FORMAT` (not a number), `MONEY_SCALE`, `MONEY_RANGE`.
    pub fn from_cell(cell: f64, currency: Currency) -> Result<Self, Problem> {
        if !cell.is_finite() {
            return Err(Problem::new(Code::MoneyFormat).found(cell.to_string()));
        }
        let minor = number::scaled_cell(cell, currency.minor_unit());
        Self::bounded(minor, currency, 1, || cell.to_string())
    }

    fn parse_from(text: &str, currency: Currency, least: i64) -> Result<Self, Problem> {
        let plain = number::plain(text, Some(currency)).map_err(|mut problem| {
            if problem.code == Code::NumFormat {
                problem.code = Code::MoneyFormat;
            }
            problem
        })?;
        let minor = number::scaled(&plain, currency.minor_unit());
        Self::bounded(minor, currency, least, || text.to_owned())
    }

    fn bounded(
        minor: Result<i64, Excess>,
        currency: Currency,
        least: i64,
        found: impl FnOnce() -> String,
    ) -> Result<Self, Problem> {
        let places = currency.minor_unit();
        let most = 10_i64.pow(8 + places) - 1;
        match minor {
            Ok(minor) if (least..=most).contains(&minor) => Ok(Self::from_minor(minor, currency)),
            Err(Excess::Scale) => Err(Problem::new(Code::MoneyScale).found(found())),
            Ok(_) | Err(Excess::Size) => Err(Problem::new(Code::MoneyRange)
                .with("min", number::grouped(least, places))
                .with("max", number::grouped(most, places))
                .found(found())),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.currency.minor_unit();
        let unit = 10_u64.pow(places);
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, rest) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        if places == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {self}", self.currency)
    }
}
