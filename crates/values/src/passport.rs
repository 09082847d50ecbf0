//! The passport number (YW-VAL-04).

use std::fmt;

use crate::{Accepted, Code, Problem, ResidentId, text};

#[cfg(test)]
mod tests;

/// The machine-readable zone has 9 places; a longer number draws a warning.
const MACHINE_READABLE: usize = 9;

/// 6 to 12 characters `A–Z0–9` with at least one digit; no country's own form is enforced. `Debug` prints the
/// masked form.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Passport(Box<str>);

impl Passport {
    /// Reads a number.
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `PASSPORT_LOOKS_LIKE_ID`, `PASSPORT_FORMAT`; warning `PASSPORT_LONG`
    /// (YW-VAL-04).
    pub fn parse(text: &str) -> Result<Accepted<Self>, Problem> {
        let code = text::code(text)?;
        let is_old_id = code.len() == 15 && code.bytes().all(|b| b.is_ascii_digit());
        if is_old_id || ResidentId::is_one(&code) {
            return Err(Problem::new(Code::PassportLooksLikeId));
        }
        let is_allowed = code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        let has_digit = code.bytes().any(|b| b.is_ascii_digit());
        if !is_allowed || !has_digit || !(6..=12).contains(&code.len()) {
            return Err(Problem::new(Code::PassportFormat));
        }
        let mut accepted = Accepted::from(Self(code.into()));
        if accepted.value.0.len() > MACHINE_READABLE {
            accepted.warnings.push(Problem::new(Code::PassportLong));
        }
        Ok(accepted)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that lists and prints show: the first 2 and the last 2 characters (CM-SEC-03).
    pub fn masked(&self) -> String {
        crate::secret::masked(&self.0, 2, 2)
    }
}

impl fmt::Display for Passport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Passport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passport({})", self.masked())
    }
}
