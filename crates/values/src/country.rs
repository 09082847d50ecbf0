//! Countries and regions of ISO 3166-1 (CM-DATA-01, YW-ORD-04).

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use crate::{Code, Lang, Problem, table, text};

#[cfg(test)]
mod tests;

/// A country or region: its alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// China, which no export order may name as its destination.
    pub const CN: Self = Self(*b"CN");

    /// The country of this code in capital letters.
    pub fn from_alpha2(code: &str) -> Option<Self> {
        let country = Self(code.as_bytes().try_into().ok()?);
        position(country).map(|_| country)
    }

    /// Reads an alpha-2 or alpha-3 code, or a Chinese or English name (YW-ORD-04).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `CODE_UNKNOWN`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let written = text::filled(text::email_like(text))?;
        let folded = folded(&written);
        let found = TABLE.iter().find(|entry| entry.is_called(&folded));
        found.map(|entry| entry.country).ok_or_else(|| Problem::new(Code::CodeUnknown).found(text))
    }

    /// The alpha-2 code.
    pub fn alpha2(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code comes from the table, all ASCII")
    }

    /// The alpha-3 code.
    pub fn alpha3(self) -> &'static str {
        &self.entry().alpha3
    }

    /// Its name; HK, MO and TW as CM-DATA-01 names them.
    pub fn name(self, lang: Lang) -> &'static str {
        let entry = self.entry();
        match lang {
            Lang::Zh => &entry.name_zh,
            Lang::En => &entry.name_en,
        }
    }

    /// All 249, in the order of the alpha-2 codes.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.country)
    }

    /// What a picker offers while somebody types: whole codes and names first, then names that begin with the text,
    /// then names that contain it; everything for an empty text (YW-ORD-04).
    pub fn search(text: &str) -> Vec<Self> {
        let folded = folded(&text::email_like(text));
        let mut found: Vec<(u8, Self)> = TABLE
            .iter()
            .filter_map(|entry| entry.closeness(&folded).map(|closeness| (closeness, entry.country)))
            .collect();
        found.sort();
        found.into_iter().map(|(_, country)| country).collect()
    }

    fn entry(self) -> &'static Entry {
        let at = position(self).expect("a country is made only from the table");
        &TABLE[at]
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.alpha2())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha2())
    }
}

struct Entry {
    country: Country,
    alpha3: Cow<'static, str>,
    name_en: Cow<'static, str>,
    name_zh: Cow<'static, str>,
    /// Every code and name by which it is found, folded.
    called: Vec<String>,
}

impl Entry {
    fn is_called(&self, folded: &str) -> bool {
        self.called.iter().any(|name| name == folded)
    }

    /// How well the folded text fits: 0 whole, 1 at the beginning, 2 inside.
    fn closeness(&self, folded: &str) -> Option<u8> {
        if self.is_called(folded) {
            Some(0)
        } else if self.called.iter().any(|name| name.starts_with(folded)) {
            Some(1)
        } else {
            // The two codes come first; to look inside them would find too much.
            self.called[2..].iter().any(|name| name.contains(folded)).then_some(2)
        }
    }
}

/// Names are compared without case and in half-width forms, and `and` is `&`.
fn folded(name: &str) -> String {
    let half: String = name.chars().map(text::half_width).collect();
    half.to_lowercase().replace(" and ", " & ").replace('’', "'")
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../data/countries.csv"));
    let mut entries: Vec<Entry> = rows.filter_map(entry).collect();
    entries.sort_by_key(|entry| entry.country);
    entries
});

/// Columns: alpha2, alpha3, numeric, name_en, name_zh, un_name_en, un_name_zh, dial, currency, tld, continent.
fn entry(row: Vec<Cow<'static, str>>) -> Option<Entry> {
    let [alpha2, alpha3, _, name_en, name_zh, un_en, un_zh, ..] = <[_; 11]>::try_from(row).ok()?;
    // 香港 and Hong Kong are what people type for 中国香港 and "Hong Kong, China".
    let short_zh = name_zh.strip_prefix("中国").unwrap_or(&name_zh);
    let short_en = name_en.strip_suffix(", China").unwrap_or(&name_en);
    let all = [&*alpha2, &*alpha3, &*name_en, &*name_zh, &*un_en, &*un_zh, short_en, short_zh];
    let mut called: Vec<String> = Vec::with_capacity(all.len());
    for name in all.into_iter().filter(|name| !name.is_empty()).map(folded) {
        if !called.contains(&name) {
            called.push(name);
        }
    }
    Some(Entry { country: Country(alpha2.as_bytes().try_into().ok()?), alpha3, name_en, name_zh, called })
}

fn position(country: Country) -> Option<usize> {
    TABLE.binary_search_by_key(&country, |entry| entry.country).ok()
}
