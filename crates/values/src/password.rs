//! The password rule (YW-PWD-02).

use crate::{Code, Problem};

#[cfg(test)]
mod tests;

/// Checks a new password: 8 to 20 characters; digits, letters and ASCII marks only; at least two of these three
/// classes; none of `same_as` (sign-in name, purchase number, mobile), whatever the case. Nothing is normalised.
///
/// # Errors
/// `FIELD_REQUIRED`, `PWD_LENGTH`, `PWD_CHARS`, `PWD_CLASSES`, `PWD_SAME_AS_ACCOUNT`, in this order (YW-PWD-02,
/// YW-VAL-07). The password is never in the problem.
pub fn check_password(text: &str, same_as: &[&str]) -> Result<(), Problem> {
    let code = if text.is_empty() {
        Code::FieldRequired
    } else if !(8..=20).contains(&text.chars().count()) {
        Code::PwdLength
    } else if !text.bytes().all(|b| b.is_ascii_graphic()) {
        Code::PwdChars
    } else if classes(text) < 2 {
        Code::PwdClasses
    } else if same_as.iter().any(|account| account.eq_ignore_ascii_case(text)) {
        Code::PwdSameAsAccount
    } else {
        return Ok(());
    };
    Err(Problem::new(code))
}

fn classes(text: &str) -> usize {
    let has = |is_of: fn(&u8) -> bool| usize::from(text.as_bytes().iter().any(is_of));
    has(u8::is_ascii_digit) + has(u8::is_ascii_alphabetic) + has(u8::is_ascii_punctuation)
}
