//! The e-mail address (TA-VAL-01).

use std::fmt;

use crate::{Code, Problem, text};

#[cfg(test)]
mod tests;

/// An address of at most 254 bytes, its domain in lower-case ASCII, its local part as typed.
///
/// `Debug` prints the masked form. Two addresses that differ only in case are [the same](Email::is_same).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(Box<str>);

impl Email {
    /// Reads an address; a domain in another script becomes punycode (UTS 46).
    ///
    /// # Errors
    /// `FIELD_REQUIRED`, `TEXT_CHARS`, `EMAIL_FORMAT` (TA-VAL-01).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let written = text::filled(text::email_like(text))?;
        Self::read(&written).ok_or_else(|| Problem::new(Code::EmailFormat))
    }

    fn read(written: &str) -> Option<Self> {
        // Longer text is none, and need not reach the punycode tables. One character has at most four bytes.
        let (local, domain) = written.split_once('@').filter(|_| written.len() <= 4 * 254)?;
        let domain = if domain.is_ascii() {
            domain.to_ascii_lowercase()
        } else {
            idna::domain_to_ascii(domain).ok()?
        };
        let whole = format!("{local}@{domain}");
        let valid = is_local(local) && is_domain(&domain) && whole.len() <= 254;
        valid.then(|| Self(whole.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both name the same mailbox: equal but for case.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// The form that lists and prints show: the first character and the domain (CM-SEC-03).
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').expect("every address has its @");
        format!("{}***@{domain}", &local[..1])
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

fn is_local(local: &str) -> bool {
    let is_allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len()) && !dots && local.bytes().all(is_allowed)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let is_allowed = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (1..=63).contains(&label.len()) && is_allowed && !label.starts_with('-') && !label.ends_with('-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()) && domain.split('.').all(is_label)
}
