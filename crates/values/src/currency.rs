//! Currencies of ISO 4217 (CM-MONEY-01, CM-DATA-01).

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use crate::{Code, Lang, Problem, table, text};

#[cfg(test)]
mod tests;

/// A currency in use that amounts can be held in: its alphabetic code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The yuan.
    pub const CNY: Self = Self(*b"CNY");
    /// The dollar of the United States.
    pub const USD: Self = Self(*b"USD");

    /// The currency of this code in capital letters. Withdrawn codes, and codes without a minor unit such as gold,
    /// are none.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.as_bytes().try_into().ok().map(Self)?;
        let known = code == Self::CNY || code == Self::USD || position(code).is_some();
        known.then_some(code)
    }

    /// Reads a code as typed and accepts those that the field takes: CNY and USD in orders (CM-MONEY-01).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `MONEY_CURRENCY`.
    pub fn parse(text: &str, taken: &[Self]) -> Result<Self, Problem> {
        let code = text::code(text)?;
        let currency = Self::from_code(&code).filter(|currency| taken.contains(currency));
        currency.ok_or_else(|| Problem::new(Code::MoneyCurrency).found(text))
    }

    /// The alphabetic code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code comes from the table or a constant, all ASCII")
    }

    /// The number of decimals of its amounts: 2 for most, 0 for the yen, 3 for the dinars, 4 at most.
    pub fn minor_unit(self) -> u32 {
        // The two currencies of every line need no search.
        if self == Self::CNY || self == Self::USD {
            return 2;
        }
        self.entry().minor_unit
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let entry = self.entry();
        match lang {
            Lang::Zh => &entry.name_zh,
            Lang::En => &entry.name_en,
        }
    }

    /// Every currency in use that has a minor unit, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.currency)
    }

    fn entry(self) -> &'static Entry {
        let at = position(self).expect("a currency is made only from the table");
        &TABLE[at]
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

struct Entry {
    currency: Currency,
    minor_unit: u32,
    name_en: Cow<'static, str>,
    name_zh: Cow<'static, str>,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../data/currencies.csv"));
    let mut entries: Vec<Entry> = rows.filter_map(entry).collect();
    entries.sort_by_key(|entry| entry.currency);
    entries
});

/// Columns: code, numeric, minor_unit, name_en, name_zh, symbol, status, withdrawn.
fn entry(row: Vec<Cow<'static, str>>) -> Option<Entry> {
    let [code, _, minor_unit, name_en, name_zh, _, status, _] = <[_; 8]>::try_from(row).ok()?;
    if status != "active" {
        return None;
    }
    Some(Entry {
        currency: Currency(code.as_bytes().try_into().ok()?),
        minor_unit: minor_unit.parse().ok()?,
        name_en,
        name_zh,
    })
}

fn position(currency: Currency) -> Option<usize> {
    TABLE.binary_search_by_key(&currency, |entry| entry.currency).ok()
}
