//! Days of the China calendar and instants (CM-TIME-01). Nothing here reads a clock; [`Clock`] is handed in.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::{self, Offset};
use jiff::{Span, Timestamp};

use crate::{Code, Problem, text};

#[cfg(test)]
mod tests;

/// China time: UTC+8 all year.
const CHINA: Offset = tz::offset(8);

/// Where the time comes from: the system clock on desk and server, a fixed one in tests.
pub trait Clock {
    /// Now.
    fn now(&self) -> Instant;

    /// The China day of now, whatever the computer's zone (CM-TIME-01).
    fn today(&self) -> Day {
        self.now().china_day()
    }
}

/// A civil day. Its text is `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// The day of this year (1–9999), month (1–12) and day of the month, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self)
    }

    /// Reads `YYYY-MM-DD` (CM-TIME-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `DATE_INVALID`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let written = text::filled(text::month_like(text))?;
        Self::read(&written).ok_or_else(|| Problem::new(Code::DateInvalid).found(text))
    }

    fn read(written: &str) -> Option<Self> {
        let shape = written.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !shape || written.len() != 10 {
            return None;
        }
        Self::new(written[..4].parse().ok()?, written[5..7].parse().ok()?, written[8..].parse().ok()?)
    }

    /// The year, 1–9999.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The day so many calendar days later (earlier if negative), if it lies in the years 1–9999.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let span = Span::new().try_days(days).ok()?;
        let date = self.0.checked_add(span).ok()?;
        (date.year() >= 1).then_some(Self(date))
    }

    /// The calendar days from `earlier` to this day; negative if this day is before it.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.since(earlier.0).map(|span| span.get_days()).expect("days between two dates always fit")
    }

    /// Whole years from `birth` to this day: the age in 周岁. Someone born on 29 February is a year older on
    /// 1 March of other years.
    pub(crate) fn age_of(self, birth: Self) -> i32 {
        let years = i32::from(self.year()) - i32::from(birth.year());
        let before_birthday = (self.month(), self.day()) < (birth.month(), birth.day());
        years - i32::from(before_birthday)
    }

    /// The first instant of the day in China time.
    pub fn china_start(self) -> Instant {
        let midnight = self.0.at(0, 0, 0, 0);
        let at = CHINA.to_timestamp(midnight).expect("years 1 to 9999 lie within what a timestamp holds");
        Instant::from_millis(at.as_millisecond())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A point in time in whole milliseconds, within the years 1 to 9999. Its text is RFC 3339 in UTC with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// 0001-01-02T00:00:00.000Z: a day inside the first year, so that every zone has a date for it.
    const EARLIEST: i64 = -62_135_510_400_000;
    /// 9999-12-30T22:00:00.000Z, the last millisecond that the calendar library holds.
    const LATEST: i64 = 253_402_207_200_000;

    /// So many milliseconds after 1970-01-01T00:00Z. What lies outside the years 1 to 9999 becomes the nearest
    /// instant inside.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(Self::EARLIEST, Self::LATEST))
    }

    /// Milliseconds after 1970-01-01T00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339; any offset is understood (CM-TIME-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `DATE_INVALID`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let written = text::filled(text::month_like(text))?;
        let at: Result<Timestamp, _> = written.parse();
        match at {
            Ok(at) => Ok(Self::from_millis(at.as_millisecond())),
            Err(_) => Err(Problem::new(Code::DateInvalid).found(text)),
        }
    }

    /// The China day it falls on.
    pub fn china_day(self) -> Day {
        Day(CHINA.to_datetime(self.timestamp()).date())
    }

    /// As screens show it: `YYYY-MM-DD HH:mm:ss` in China time.
    pub fn china_text(self) -> String {
        let at = CHINA.to_datetime(self.timestamp());
        format!("{} {:02}:{:02}:{:02}", Day(at.date()), at.hour(), at.minute(), at.second())
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).expect("every instant is clamped to what a timestamp holds")
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = Offset::UTC.to_datetime(self.timestamp());
        let (hour, minute, second) = (at.hour(), at.minute(), at.second());
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}.{:03}Z", Day(at.date()), at.millisecond())
    }
}
