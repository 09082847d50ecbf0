//! The picture code (YW-AUTH-03).

use std::time::Duration;

use values::text;

#[cfg(test)]
mod tests;

/// Characters that are told apart when drawn: no I, O, 0, 1.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// How long a captcha may be answered; one attempt uses it up.
pub const CAPTCHA_LIFE: Duration = Duration::from_secs(120);

/// The four characters that this chance gives; each is equally likely.
pub fn captcha_text(chance: [u8; 4]) -> String {
    chance.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// What was typed, in the form that is compared: any case, full-width or not, spaces ignored.
pub fn captcha_as_typed(typed: &str) -> String {
    text::code_like(typed).into_owned()
}
