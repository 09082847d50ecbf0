//! Numbers as people type and paste them (CM-NUM-01).

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::text;
use crate::{Code, Currency, Problem};

#[cfg(test)]
mod tests;

/// Reads a number exactly: full-width forms, thousands commas, and one mark of the field's currency are understood.
///
/// `currency` is the field's currency; a field without one (`None`) takes no currency marks. Trailing zeros of the
/// fraction are dropped. CM-NUM-01.
///
/// # Errors
/// `FIELD_REQUIRED`, `NUM_FORMAT` (also beyond 28 digits), `MONEY_CURRENCY_MISMATCH`.
pub fn read_number(text: &str, currency: Option<Currency>) -> Result<Decimal, Problem> {
    let plain = plain(text, currency)?;
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
    match digits {
        "" | "-" => Ok(Decimal::ZERO),
        digits => Decimal::from_str_exact(digits).map_err(|_| Problem::new(Code::NumFormat).found(text)),
    }
}

/// Whether a text is a number in scientific notation, such as `1.99E+10`: a spreadsheet has shortened it and its
/// last digits are lost (YW-IMP-07).
pub fn is_scientific(text: &str) -> bool {
    if !text.contains(['E', 'e', 'Ｅ', 'ｅ']) {
        return false;
    }
    let written = text::month_like(text);
    let Some((digits, power)) = written.split_once('E') else {
        return false;
    };
    // `12E5` is a possible purchase number; a spreadsheet writes a point, the sign of the power, or both.
    let is_written_so = digits.contains('.') || power.starts_with(['+', '-']);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    is_written_so && is_digits(whole) && is_digits(fraction) && is_digits(power)
}

/// Why a well-formed number has no fixed-point value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// More significant decimals than places.
    Scale,
    /// More digits than fit.
    Size,
}

/// A number as a sign, digits and at most one point, all ASCII, at least one digit.
///
/// # Errors
/// `FIELD_REQUIRED`, `TEXT_CHARS`, `NUM_FORMAT`, `MONEY_CURRENCY_MISMATCH`.
pub(crate) fn plain(text: &str, currency: Option<Currency>) -> Result<Cow<'_, str>, Problem> {
    if is_plain(text) {
        return Ok(Cow::Borrowed(text));
    }
    let half = text::filled(text::email_like(text))?;
    let pointed = with_points(&half);
    let amount = without_mark(&pointed, currency, text)?;
    match ungrouped(amount) {
        Some(plain) if is_plain(&plain) => Ok(Cow::Owned(plain)),
        _ => Err(Problem::new(Code::NumFormat).found(text)),
    }
}

/// The whole number of units of 10^-`places` in a [`plain`] number.
pub(crate) fn scaled(plain: &str, places: u32) -> Result<i64, Excess> {
    let (negative, digits) = match plain.as_bytes().first() {
        Some(b'-') => (true, &plain[1..]),
        Some(b'+') => (false, &plain[1..]),
        _ => (false, plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let missing =
        places.checked_sub(u32::try_from(fraction.len()).unwrap_or(u32::MAX)).ok_or(Excess::Scale)?;
    let zeros = std::iter::repeat_n(b'0', missing as usize);
    let mut units = 0_i64;
    for digit in whole.bytes().chain(fraction.bytes()).chain(zeros) {
        let next = units.checked_mul(10).and_then(|units| units.checked_add(i64::from(digit - b'0')));
        units = next.ok_or(Excess::Size)?;
    }
    Ok(if negative { -units } else { units })
}

/// The whole number of units of 10^-`places` in a number cell, whose value is a binary double.
///
/// Accepted if the cell differs from the result by less than 0.000001 (YW-IMP-09). Exact below 10^12 units of
/// 0.001: a double carries 15 digits.
pub(crate) fn scaled_cell(cell: f64, places: u32) -> Result<i64, Excess> {
    const LARGEST: f64 = 1e15;
    let unit = 10_f64.powi(places as i32);
    let units = (cell * unit).round();
    if units.abs() >= LARGEST {
        return Err(Excess::Size);
    }
    if (units / unit - cell).abs() < 0.000_001 { Ok(units as i64) } else { Err(Excess::Scale) }
}

/// A scaled number with grouped thousands, for sentences: `99,999,999.99`.
pub(crate) fn grouped(units: i64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let whole = (units.unsigned_abs() / unit).to_string();
    let mut out = String::from(if units < 0 { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if places > 0 {
        let fraction = units.unsigned_abs() % unit;
        out.push_str(&format!(".{fraction:0width$}", width = places as usize));
    }
    out
}

/// `12`, `-0.50`, `.5`: an optional sign, digits, and a point that is followed by digits.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match fraction {
        Some(fraction) => is_digits(whole) && is_digits(fraction) && !fraction.is_empty(),
        None => is_digits(whole) && !whole.is_empty(),
    }
}

/// The Chinese full stop between digits is a point that an input method has changed.
fn with_points(text: &str) -> Cow<'_, str> {
    if !text.contains('。') {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let is_digit_at = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let pointed = chars.iter().enumerate().map(|(at, c)| {
        let between = *c == '。' && at > 0 && is_digit_at(at - 1) && is_digit_at(at + 1);
        if between { '.' } else { *c }
    });
    Cow::Owned(pointed.collect())
}

/// The number without one leading currency mark or one trailing unit.
fn without_mark<'a>(text: &'a str, currency: Option<Currency>, found: &str) -> Result<&'a str, Problem> {
    let Some((mark, rest)) = leading_mark(text).or_else(|| trailing_unit(text)) else {
        return Ok(text);
    };
    match currency {
        None => Err(Problem::new(Code::NumFormat).found(found)),
        Some(currency) if mark.agrees_with(currency) => Ok(rest.trim()),
        Some(currency) => {
            Err(Problem::new(Code::MoneyCurrencyMismatch).with("currency", currency).found(found))
        }
    }
}

/// What a mark says about the currency.
enum Mark {
    /// `¥`, shared by yuan and yen.
    Yuan,
    /// A mark or code of one currency.
    Of(Currency),
}

impl Mark {
    fn agrees_with(&self, currency: Currency) -> bool {
        match self {
            Mark::Yuan => currency == Currency::CNY || currency.code() == "JPY",
            Mark::Of(meant) => currency == *meant,
        }
    }
}

fn leading_mark(text: &str) -> Option<(Mark, &str)> {
    if let Some(rest) = text.strip_prefix(['¥', '￥']) {
        return Some((Mark::Yuan, rest));
    }
    if let Some(rest) = text.strip_prefix('$') {
        return Some((Mark::Of(Currency::USD), rest));
    }
    let (head, rest) = text.split_at_checked(3)?;
    let head = head.to_ascii_uppercase();
    let currency = match head.as_str() {
        "US$" => Currency::USD,
        "RMB" => Currency::CNY,
        code => Currency::from_code(code)?,
    };
    Some((Mark::Of(currency), rest))
}

fn trailing_unit(text: &str) -> Option<(Mark, &str)> {
    let unit = |unit, currency| text.strip_suffix(unit).map(|rest| (Mark::Of(currency), rest));
    unit("人民币", Currency::CNY)
        .or_else(|| unit("美元", Currency::USD))
        .or_else(|| unit("元", Currency::CNY))
}

/// Takes thousands commas out where every group after the first has three digits.
fn ungrouped(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut out = String::from(first);
    for (at, group) in groups.enumerate() {
        let first_digits = first.trim_start_matches(['-', '+']).len();
        if group.len() != 3 || at == 0 && !(1..=3).contains(&first_digits) {
            return None;
        }
        out.push_str(group);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}
