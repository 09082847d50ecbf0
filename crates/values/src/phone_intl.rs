//! A phone number of any country (YW-ORD-03).

use std::fmt;

use crate::{Code, Problem, text};

#[cfg(test)]
mod tests;

/// 5 to 19 digits with an optional leading `+`. `Debug` prints the masked form.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IntlPhone(Box<str>);

impl IntlPhone {
    /// Reads a number; spaces and hyphens go (YW-ORD-03).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `PHONE_INTL_FORMAT`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let code = text::code(text)?;
        let digits = code.strip_prefix('+').unwrap_or(&code);
        if !(5..=19).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Problem::new(Code::PhoneIntlFormat));
        }
        Ok(Self(code.into()))
    }

    /// The digits, with the leading `+` if there is one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that lists and prints show: the first 3 and the last 4 characters, of a short number the last
    /// 2 (CM-SEC-03 names mobile numbers; the same for these).
    pub fn masked(&self) -> String {
        let (head, tail) = if self.0.len() < 10 { (0, 2) } else { (3, 4) };
        crate::secret::masked(&self.0, head, tail)
    }
}

impl fmt::Display for IntlPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for IntlPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntlPhone({})", self.masked())
    }
}
