//! Names and other short texts (CM-TEXT-02, YW-ORD-03, YW-ORD-08, YW-ORD-18).

use std::fmt;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::{Code, Problem, text};

#[cfg(test)]
mod tests;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The normalised text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

texts! {
    /// The name of a person (CM-TEXT-02).
    PersonName;
    /// The name of a company (CM-TEXT-02).
    CompanyName;
    /// The name of a person or a firm: buyers and merchants (YW-ORD-03, YW-ORD-08).
    PartyName;
    /// What the goods are called, 1 to 100 characters (YW-ORD-08).
    GoodsName;
    /// A remark of 0 to 500 characters on several lines (YW-ORD-03).
    Remark;
    /// The number of a contract, 1 to 40 characters (YW-ORD-03).
    ContractNo;
    /// A trace reference, 1 to 40 letters, digits and hyphens (YW-ORD-18).
    TraceNo;
    /// The registration number of a buying company, 1 to 40 letters, digits and hyphens.
    RegistrationNo;
    /// A purchase number (采购号), 4 to 20 capital letters and digits (YW-ORD-08).
    MerchantNo;
}

impl PersonName {
    /// Reads a name: 2–50 characters if one of them is Chinese, else 2–100.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_SHORT`, `FIELD_TOO_LONG`, `NAME_CHARS` (CM-TEXT-02).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let name = text::filled(text::person(text))?;
        let most = if name.chars().any(text::is_han) { 50 } else { 100 };
        check_length(&name, 2, most)?;
        check_alphabet(&name, |c| matches!(c, ' ' | '·' | '\'' | '’' | '-' | '.') || is_letter(c))?;
        if !name.chars().any(|c| is_han(c) || is_in(c, GeneralCategoryGroup::Letter)) {
            return Err(Problem::new(Code::NameChars).with("chars", &name));
        }
        Ok(Self(name.into()))
    }
}

impl CompanyName {
    /// Reads a name of 2–100 characters.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_SHORT`, `FIELD_TOO_LONG`, `NAME_CHARS` (CM-TEXT-02).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let name = text::filled(text::line(text))?;
        check_company(&name)?;
        Ok(Self(name.into()))
    }

    /// Whether both name the same company: brackets of either width are equal and spaces do not count (CM-TEXT-02).
    pub fn is_same(&self, other: &Self) -> bool {
        fn compared(name: &CompanyName) -> impl Iterator<Item = char> {
            let half = |c| match c {
                '（' => '(',
                '）' => ')',
                other => other,
            };
            name.0.chars().filter(|c| !c.is_whitespace()).map(half)
        }
        compared(self).eq(compared(other))
    }
}

impl PartyName {
    /// Reads a name of 2–100 characters in the alphabet of company names; middle marks as in persons' names.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_SHORT`, `FIELD_TOO_LONG`, `NAME_CHARS` (YW-ORD-08).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let name = text::filled(text::person(text))?;
        check_company(&name)?;
        Ok(Self(name.into()))
    }
}

impl GoodsName {
    /// Reads a name of 1–100 characters.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_LONG` (YW-ORD-08).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        short_text(text, 1, 100).map(Self)
    }
}

impl ContractNo {
    /// Reads a number of 1–40 characters of any kind.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_LONG` (YW-ORD-03).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        short_text(text, 1, 40).map(Self)
    }
}

impl Remark {
    /// Reads a remark of at most 500 characters; none is an empty one.
    ///
    /// # Errors
    /// `TEXT_CHARS`, `FIELD_TOO_LONG` (YW-ORD-03).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let remark = text::multiline(text);
        text::check_chars(&remark)?;
        check_length(&remark, 0, 500)?;
        Ok(Self(remark.into()))
    }
}

impl TraceNo {
    /// Reads a reference; its case stays.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `TRACE_FORMAT` (YW-ORD-18).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let number = text::filled(text::email_like(text))?;
        if is_reference(&number) { Ok(Self(number.into())) } else { Err(Problem::new(Code::TraceFormat)) }
    }
}

impl RegistrationNo {
    /// Reads a number; inner spaces go, case and hyphens stay.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `BUYER_REG_FORMAT`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let number = text::filled(text::email_like(text))?.replace(' ', "");
        if is_reference(&number) { Ok(Self(number.into())) } else { Err(Problem::new(Code::BuyerRegFormat)) }
    }
}

impl MerchantNo {
    /// Reads a purchase number; the apostrophe by which spreadsheets mark text goes.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `MPN_FORMAT` (YW-ORD-08, YW-IMP-07).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let code = text::code(text)?;
        let code = code.strip_prefix(['\'', '’']).unwrap_or(&code);
        let is_allowed = code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if is_allowed && (4..=20).contains(&code.len()) {
            Ok(Self(code.into()))
        } else {
            Err(Problem::new(Code::MpnFormat))
        }
    }

    /// Takes a number cell, read as its full integer (YW-IMP-07).
    ///
    /// # Errors
    /// `MPN_FORMAT`, also for a fraction; `IMP_SCIENTIFIC` from 16 digits on, where a cell has lost the last ones.
    pub fn from_cell(cell: f64) -> Result<Self, Problem> {
        const DIGITS_KEPT_BELOW: f64 = 1e15;
        if cell >= DIGITS_KEPT_BELOW && cell.is_finite() {
            return Err(Problem::new(Code::ImpScientific).found(format!("{cell:e}")));
        }
        if cell.fract() != 0.0 || !(0.0..DIGITS_KEPT_BELOW).contains(&cell) {
            return Err(Problem::new(Code::MpnFormat));
        }
        Self::parse(&(cell as u64).to_string())
    }
}

/// Reads a single-line text of `min` to `max` characters of any kind, as [`text::line`] leaves it.
///
/// # Errors
/// `FIELD_REQUIRED`, `TEXT_CHARS`, `FIELD_TOO_SHORT`, `FIELD_TOO_LONG` (CM-TEXT-01).
pub fn short_text(text: &str, min: usize, max: usize) -> Result<Box<str>, Problem> {
    let line = text::filled(text::line(text))?;
    check_length(&line, min, max)?;
    Ok(line.into())
}

fn check_company(name: &str) -> Result<(), Problem> {
    check_length(name, 2, 100)?;
    check_alphabet(name, |c| is_company_mark(c) || is_letter(c) || is_digit(c))
}

/// `（）()·&.,，、'’+-_/ ` and space.
fn is_company_mark(c: char) -> bool {
    matches!(c, ' ' | '&' | '\'' | '(' | ')' | '+' | ',' | '-' | '.' | '/' | '_')
        || matches!(c, '·' | '’' | '、' | '（' | '）' | '，')
}

fn check_length(text: &str, min: usize, max: usize) -> Result<(), Problem> {
    // Bytes bound characters from above: most texts need no count.
    if text.len() <= max && text.len() >= 4 * min {
        return Ok(());
    }
    let n = text.chars().count();
    let problem = |code| Problem::new(code).with("min", min).with("max", max).with("n", n);
    if n < min {
        Err(problem(Code::FieldTooShort))
    } else if n > max {
        Err(problem(Code::FieldTooLong))
    } else {
        Ok(())
    }
}

/// Refuses characters outside the alphabet and names the first ten of them.
fn check_alphabet(name: &str, is_allowed: impl Fn(char) -> bool) -> Result<(), Problem> {
    let mut refused = String::new();
    for c in name.chars().filter(|c| !is_allowed(*c)) {
        if !refused.contains(c) && refused.chars().count() < 10 {
            refused.push(c);
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(Problem::new(Code::NameChars).with("chars", refused)) }
}

/// Letters of any script, with the marks that many scripts write on them, and Chinese characters.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || is_han(c)
        || is_in(c, GeneralCategoryGroup::Letter)
        || is_in(c, GeneralCategoryGroup::Mark)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c.general_category() == unicode_properties::GeneralCategory::DecimalNumber
}

fn is_han(c: char) -> bool {
    text::is_han(c)
}

fn is_in(c: char, group: GeneralCategoryGroup) -> bool {
    c.general_category_group() == group
}

fn is_reference(number: &str) -> bool {
    let is_allowed = number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_allowed && (1..=40).contains(&number.len())
}
