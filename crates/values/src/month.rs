//! The month in which an order was placed (YW-VAL-06), in every form that workbooks hold (YW-IMP-08).

use std::fmt;

use crate::{Accepted, Code, Day, Problem, text};

#[cfg(test)]
mod tests;

/// A month of the years 2000 to 2099. Its text is `YYYY-MM`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// Months after January 2000.
    index: u16,
}

const SHORT_NAMES: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Months further back than this draw a warning.
const OLD_MONTHS: i32 = 36;

impl Month {
    /// The month of this year (2000–2099) and number (1–12).
    pub fn new(year: u16, month: u8) -> Option<Self> {
        let fits = (2000..=2099).contains(&year) && (1..=12).contains(&month);
        fits.then(|| Self { index: (year - 2000) * 12 + u16::from(month) - 1 })
    }

    /// The month that a day lies in, if it is of the years 2000–2099.
    pub fn of(day: Day) -> Option<Self> {
        Self::new(day.year(), day.month())
    }

    /// The month written as one number, 202503.
    pub fn from_yyyymm(yyyymm: u32) -> Option<Self> {
        Self::new(u16::try_from(yyyymm / 100).ok()?, u8::try_from(yyyymm % 100).ok()?)
    }

    /// The month as one number, 202503.
    pub fn yyyymm(self) -> u32 {
        u32::from(self.year()) * 100 + u32::from(self.month())
    }

    /// The year, 2000–2099.
    pub fn year(self) -> u16 {
        2000 + self.index / 12
    }

    /// The month's number, 1–12.
    pub fn month(self) -> u8 {
        (self.index % 12) as u8 + 1
    }

    /// Reads a month in any text form of YW-IMP-08: `2025-03`, `2025/3`, `2025.3`, `202503`, `2025年3月`, `Mar-25`,
    /// `Mar-2025`, and whole dates, whose day is dropped with a warning.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `MONTH_FORMAT`, `MONTH_FUTURE`; warnings `MONTH_OLD`, `IMP_MONTH_DAY`.
    pub fn parse(text: &str, today: Day) -> Result<Accepted<Self>, Problem> {
        let written = text::filled(text::month_like(text))?;
        if let Some(month) = Self::read(&written) {
            return month.check(today);
        }
        let month = Self::read_date(&written).ok_or_else(|| format_problem(text))?;
        let mut accepted = month.check(today)?;
        accepted.warnings.push(Problem::new(Code::ImpMonthDay).with("month", month).found(text));
        Ok(accepted)
    }

    /// Takes a number cell without date format: 202503, or a day number of the 1900 system (YW-IMP-08).
    ///
    /// # Errors
    /// `IMP_MONTH_AMBIGUOUS` (a fraction), `MONTH_FORMAT`, `MONTH_FUTURE`; warnings `MONTH_OLD`, `IMP_MONTH_SERIAL`.
    pub fn from_number(cell: f64, today: Day) -> Result<Accepted<Self>, Problem> {
        let found = cell.to_string();
        if cell.is_finite() && cell.fract() != 0.0 {
            return Err(Problem::new(Code::ImpMonthAmbiguous).found(found));
        }
        if (200_001.0..=209_912.0).contains(&cell) {
            let month = Self::from_yyyymm(cell as u32).ok_or_else(|| format_problem(&found))?;
            return month.check(today);
        }
        // 2000-01-01 to 2099-12-31.
        if !(36_526.0..=73_050.0).contains(&cell) {
            return Err(format_problem(&found));
        }
        let mut accepted = Self::from_serial(cell, false, today)?;
        let read = Problem::new(Code::ImpMonthSerial).with("month", accepted.value).found(found);
        accepted.warnings.push(read);
        Ok(accepted)
    }

    /// Takes a cell with a date format: days since 1899-12-30, or since 1904-01-01 in workbooks of the 1904 system;
    /// the fraction is the time of day (YW-IMP-08).
    ///
    /// # Errors
    /// `MONTH_FORMAT` (no day of 2000–2099), `MONTH_FUTURE`; warning `MONTH_OLD`.
    pub fn from_serial(serial: f64, is_1904: bool, today: Day) -> Result<Accepted<Self>, Problem> {
        // A time just before midnight is what arithmetic in the sheet leaves of midnight: whole seconds first.
        let days = ((serial * 86_400.0).round() / 86_400.0).floor();
        let in_bounds = (0.0..=73_050.0).contains(&days);
        let day = in_bounds.then(|| serial_start(is_1904).plus_days(days as i32)).flatten();
        let month = day.and_then(Self::of).ok_or_else(|| format_problem(&serial.to_string()))?;
        month.check(today)
    }

    /// Holds the month against the China day `today` (YW-VAL-06).
    ///
    /// # Errors
    /// `MONTH_FUTURE`; warning `MONTH_OLD` beyond 36 months.
    pub fn check(self, today: Day) -> Result<Accepted<Self>, Problem> {
        let current = (i32::from(today.year()) - 2000) * 12 + i32::from(today.month()) - 1;
        let age = current - i32::from(self.index);
        if age < 0 {
            let current = format!("{:04}-{:02}", today.year(), today.month());
            return Err(Problem::new(Code::MonthFuture).with("current", current).found(self.to_string()));
        }
        let mut accepted = Accepted::from(self);
        if age > OLD_MONTHS {
            accepted.warnings.push(Problem::new(Code::MonthOld).found(self.to_string()));
        }
        Ok(accepted)
    }

    /// The forms without a day.
    fn read(written: &str) -> Option<Self> {
        if written.len() == 6 && is_digits(written) {
            return Self::from_yyyymm(written.parse().ok()?);
        }
        if let Some((year, month)) = written.split_once('年') {
            return Self::from_parts(year, month.strip_suffix('月')?);
        }
        let (first, second) = written.split_once(['-', '/', '.'])?;
        if let Some(at) = SHORT_NAMES.iter().position(|name| *name == first) {
            let is_dashed = written.as_bytes().get(3) == Some(&b'-');
            let year: u16 = second.parse().ok().filter(|_| is_dashed && is_digits(second))?;
            let year = if second.len() == 2 { 2000 + year } else { year };
            return Self::new(year, at as u8 + 1).filter(|_| matches!(second.len(), 2 | 4));
        }
        Self::from_parts(first, second)
    }

    /// A whole date that exists: `2025-03-15`, `2025/3/15`, `2025.3.15`, `2025年3月15日`.
    fn read_date(written: &str) -> Option<Self> {
        let (year, month, day) = if let Some((year, rest)) = written.split_once('年') {
            let (month, day) = rest.split_once('月')?;
            (year, month, day.strip_suffix('日')?)
        } else {
            let separator = ['-', '/', '.'].into_iter().find(|c| written.contains(*c))?;
            let (year, rest) = written.split_once(separator)?;
            let (month, day) = rest.split_once(separator)?;
            (year, month, day)
        };
        let value = Self::from_parts(year, month)?;
        let day = Some(day).filter(|day| matches!(day.len(), 1 | 2) && is_digits(day))?;
        Day::new(value.year(), value.month(), day.parse().ok()?).map(|_| value)
    }

    fn from_parts(year: &str, month: &str) -> Option<Self> {
        let fits = year.len() == 4 && matches!(month.len(), 1 | 2) && is_digits(year) && is_digits(month);
        fits.then(|| Self::new(year.parse().ok()?, month.parse().ok()?)).flatten()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Day 0. The 1900 system counts a 29 February 1900 that never was, so from March 1900 on its day 0 is 1899-12-30.
fn serial_start(is_1904: bool) -> Day {
    let start = if is_1904 { Day::new(1904, 1, 1) } else { Day::new(1899, 12, 30) };
    start.expect("both are real days")
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn format_problem(found: &str) -> Problem {
    Problem::new(Code::MonthFormat).found(found)
}
