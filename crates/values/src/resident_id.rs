//! The resident identity number, GB 11643-1999, and its kin of 18 characters (YW-VAL-02).

use std::fmt;

use crate::{Accepted, Code, Day, Problem, Region, text};

#[cfg(test)]
mod tests;

/// MOD 11-2, over positions 1 to 17.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder of the weighted sum.
const CHECKS: &[u8; 11] = b"10X98765432";

/// Ages above this draw a warning.
const AGE_HIGH: i32 = 120;

/// A document with an 18-character number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// 居民身份证, the identity card.
    ResidentId,
    /// 港澳台居民居住证, the residence permit of Hong Kong, Macao and Taiwan residents.
    HmtPermit,
    /// 外国人永久居留身份证, the card of foreign permanent residents (2023 form).
    PrcCard,
}

/// An identity number whose region, birth date and check character fit.
///
/// The check finds every single wrong character and every exchange of two different neighbours. `Debug` prints the
/// masked form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResidentId([u8; 18]);

impl ResidentId {
    /// Reads a number of the chosen kind. `today` is the China day; `min_age` is the least age in whole years, where
    /// the field asks for one (16 for a legal representative, 18 for a settlement entity).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `RID_LENGTH`, `RID_CHARS`, `RID_REGION`, `RID_DATE`, `RID_CHECK`, `RID_KIND`,
    /// `RID_UNDER_AGE`, in this order; warnings `RID_REGION_UNKNOWN`, `RID_AGE_HIGH` (YW-VAL-02).
    pub fn parse(
        text: &str,
        kind: DocumentKind,
        today: Day,
        min_age: Option<u8>,
    ) -> Result<Accepted<Self>, Problem> {
        let number = Self::read(&text::code(text)?, Some(today))?;
        if number.kind() != kind {
            return Err(Problem::new(Code::RidKind));
        }
        let age = today.age_of(number.birth());
        if let Some(min) = min_age.filter(|min| age < i32::from(*min)) {
            return Err(Problem::new(Code::RidUnderAge).with("min", min));
        }
        let mut accepted = Accepted::from(number);
        if let Some(code) = number.unknown_region() {
            accepted.warnings.push(Problem::new(Code::RidRegionUnknown).with("code", code));
        }
        if age > AGE_HIGH {
            accepted.warnings.push(Problem::new(Code::RidAgeHigh));
        }
        Ok(accepted)
    }

    /// The number that was accepted and stored before: everything but kind and age is checked.
    pub fn restore(stored: &str) -> Option<Self> {
        Self::read(stored, None).ok()
    }

    /// Whether a normalised text satisfies everything but kind and age: it is an identity number in the wrong field.
    pub(crate) fn is_one(code: &str) -> bool {
        Self::read(code, None).is_ok()
    }

    fn read(code: &str, today: Option<Day>) -> Result<Self, Problem> {
        if code.chars().count() != 18 {
            return Err(Problem::new(Code::RidLength));
        }
        let is_number =
            code[..].bytes().enumerate().all(|(at, c)| c.is_ascii_digit() || at == 17 && c == b'X');
        let digits: [u8; 18] = match code.as_bytes().try_into() {
            Ok(digits) if is_number => digits,
            _ => return Err(Problem::new(Code::RidChars)),
        };
        let number = Self(digits);
        let province = if digits[0] == b'9' { number.digits(1..3) } else { number.digits(0..2) };
        if !Region::is_province(province) {
            return Err(Problem::new(Code::RidRegion));
        }
        let birth = number.birth_date().filter(|birth| birth.year() >= 1800);
        if birth.is_none_or(|birth| today.is_some_and(|today| birth > today)) {
            return Err(Problem::new(Code::RidDate));
        }
        if check_character(&digits) != digits[17] {
            return Err(Problem::new(Code::RidCheck));
        }
        Ok(number)
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits and X are ASCII")
    }

    /// The document that numbers of this form belong to.
    pub fn kind(&self) -> DocumentKind {
        match (self.0[0], self.digits(0..2)) {
            (b'9', _) => DocumentKind::PrcCard,
            (_, 81..=83) => DocumentKind::HmtPermit,
            _ => DocumentKind::ResidentId,
        }
    }

    /// The date of birth.
    pub fn birth(&self) -> Day {
        self.birth_date().expect("only numbers with a real date are made")
    }

    /// The form that lists and prints show: the first 3 and the last 4 characters (CM-SEC-03).
    pub fn masked(&self) -> String {
        crate::secret::masked(self.as_str(), 3, 4)
    }

    fn birth_date(&self) -> Option<Day> {
        let year = u16::try_from(self.digits(6..10)).ok()?;
        let month = u8::try_from(self.digits(10..12)).ok()?;
        Day::new(year, month, u8::try_from(self.digits(12..14)).ok()?)
    }

    /// The first six digits, if they name no division we know. The foreigners' card holds no division.
    fn unknown_region(&self) -> Option<u32> {
        let code = self.digits(0..6);
        let known = self.kind() == DocumentKind::PrcCard || Region::find(code).is_some();
        (!known).then_some(code)
    }

    fn digits(&self, places: std::ops::Range<usize>) -> u32 {
        self.0[places].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentId({})", self.masked())
    }
}

/// The character that position 18 must hold; the first 17 are digits.
fn check_character(number: &[u8; 18]) -> u8 {
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}
