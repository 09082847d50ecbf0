//! The mainland mobile number (YW-VAL-03).

use std::fmt;

use crate::{Code, Problem, text};

#[cfg(test)]
mod tests;

/// A mobile number of 11 digits, `1[3-9]` first. `Debug` prints the masked form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mobile(u64);

impl Mobile {
    /// Reads a number; one prefix `+86`, `0086` or, before 11 digits, `86` goes, and so does the apostrophe by which
    /// spreadsheets mark text (YW-VAL-03, YW-IMP-07).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `PHONE_FORMAT`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let code = text::code(text)?;
        let code = code.strip_prefix(['\'', '’']).unwrap_or(&code);
        let local = code.strip_prefix("+86").or_else(|| code.strip_prefix("0086"));
        let local =
            local.or_else(|| code.strip_prefix("86").filter(|local| local.len() == 11)).unwrap_or(code);
        let is_number = local.len() == 11 && local.bytes().all(|b| b.is_ascii_digit());
        let number = local.parse().ok().filter(|_| is_number);
        number.and_then(Self::from_number).ok_or_else(|| Problem::new(Code::PhoneFormat))
    }

    /// Takes a number cell, read as its full integer (YW-IMP-07).
    ///
    /// # Errors
    /// `PHONE_FORMAT`, also for a fraction.
    pub fn from_cell(cell: f64) -> Result<Self, Problem> {
        const BELOW: f64 = 1e15;
        if cell.fract() != 0.0 || !(0.0..BELOW).contains(&cell) {
            return Err(Problem::new(Code::PhoneFormat));
        }
        Self::parse(&(cell as u64).to_string())
    }

    /// The number as one integer, if it is a mobile number.
    pub fn from_number(number: u64) -> Option<Self> {
        (13_000_000_000..=19_999_999_999).contains(&number).then_some(Self(number))
    }

    /// The number as one integer.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The 11 digits.
    pub fn as_string(self) -> String {
        self.0.to_string()
    }

    /// The form that lists and prints show: the first 3 and the last 4 digits (CM-SEC-03).
    pub fn masked(self) -> String {
        crate::secret::masked(&self.as_string(), 3, 4)
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}
