//! The number of an export declaration (YW-VAL-05).

use std::fmt;
use std::sync::LazyLock;

use crate::{Accepted, Code, Day, Month, Problem, table, text};

#[cfg(test)]
mod tests;

/// The first year a number may name.
const FIRST_YEAR: u16 = 2013;

/// 18 digits: 4 customs district, 4 year of acceptance, `0` for export, 9 serial.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclarationNumber([u8; 18]);

impl DeclarationNumber {
    /// Reads a number. `today` is the China day, `earliest` the earliest order month of the lines, if there are any.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `DECL_PRE_ENTRY`, `DECL_LENGTH`, `DECL_CHARS`, `DECL_NOT_EXPORT`, `DECL_YEAR`,
    /// in this order; warning `DECL_DISTRICT`, by the two digits of the direct customs (YW-VAL-05).
    pub fn parse(text: &str, today: Day, earliest: Option<Month>) -> Result<Accepted<Self>, Problem> {
        let code = text::code(text)?;
        if is_pre_entry(&code) {
            return Err(Problem::new(Code::DeclPreEntry));
        }
        let number = Self::read(&code)?;
        number.check_year(today, earliest)?;
        let mut accepted = Accepted::from(number);
        if !is_direct_customs(&number.as_str()[..2]) {
            let unknown = Problem::new(Code::DeclDistrict).with("code", number.district());
            accepted.warnings.push(unknown);
        }
        Ok(accepted)
    }

    /// The number that was accepted and stored before: its form is checked, not its year, which was held against
    /// the day of entry.
    pub fn restore(stored: &str) -> Option<Self> {
        Self::read(stored).ok()
    }

    fn read(code: &str) -> Result<Self, Problem> {
        let length = code.chars().count();
        if length != 18 {
            return Err(Problem::new(Code::DeclLength).with("n", length));
        }
        let chars = || Problem::new(Code::DeclChars);
        let digits: [u8; 18] = code.as_bytes().try_into().map_err(|_| chars())?;
        if !digits.iter().all(u8::is_ascii_digit) || digits[9..] == *b"000000000" {
            return Err(chars());
        }
        match digits[8] {
            b'0' => Ok(Self(digits)),
            b'1' => Err(Problem::new(Code::DeclNotExport)),
            _ => Err(chars()),
        }
    }

    /// The 18 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits are ASCII")
    }

    /// The customs district, four digits.
    pub fn district(&self) -> &str {
        &self.as_str()[..4]
    }

    /// The year of acceptance.
    pub fn year(&self) -> u16 {
        self.0[4..8].iter().fold(0, |year, digit| year * 10 + u16::from(digit - b'0'))
    }

    fn check_year(&self, today: Day, earliest: Option<Month>) -> Result<(), Problem> {
        let from = earliest.map_or(FIRST_YEAR, |month| month.year().max(FIRST_YEAR));
        let to = today.year();
        if (from..=to).contains(&self.year()) {
            return Ok(());
        }
        let year = format!("{:04}", self.year());
        Err(Problem::new(Code::DeclYear).with("year", year).with("from", from).with("to", to))
    }
}

impl fmt::Display for DeclarationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DeclarationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeclarationNumber({self})")
    }
}

/// A number of the single window or of the pre-entry: `E` or `I` and 17 digits.
fn is_pre_entry(code: &str) -> bool {
    let digits = code.strip_prefix(['E', 'I']).unwrap_or_default();
    digits.len() == 17 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Columns: prefix, code, name_zh.
static DIRECT_CUSTOMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("../data/direct-customs.csv"));
    rows.filter_map(|row| row.first().map(|prefix| prefix.to_string())).collect()
});

fn is_direct_customs(prefix: &str) -> bool {
    DIRECT_CUSTOMS.iter().any(|known| known == prefix)
}
