//! Masking of identity data (CM-SEC-03): passports show the first 2 and last 2 characters, phones the first 3 and last
//! 4, e-mail addresses the first character and the domain. Texts that did not parse are masked just the same.

use std::borrow::Cow;

/// Whether identity data is shown in full. Whoever chooses `Full` writes the audit entry first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sight {
    /// As lists and prints show it.
    #[default]
    Masked,
    /// In full.
    Full,
}

/// The text of a field of the data dictionary as it may be shown. Merchants' phones stand in full in an order's own
/// lines, because the firm entered them for that purpose.
pub fn shown<'a>(field: &str, text: &'a str, sight: Sight) -> Cow<'a, str> {
    if sight == Sight::Full {
        return Cow::Borrowed(text);
    }
    match field {
        "buyer_passport" => Cow::Owned(stars(text, 2, 2)),
        "buyer_phone" => Cow::Owned(stars(text, 3, 4)),
        "buyer_email" => Cow::Owned(email(text)),
        _ => Cow::Borrowed(text),
    }
}

/// Whether a field is shown masked at first.
pub fn is_masked(field: &str) -> bool {
    matches!(field, "buyer_passport" | "buyer_phone" | "buyer_email")
}

/// The first `head` and last `tail` characters; of a text hardly longer than these, less.
fn stars(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    // At least as much is hidden as is shown, so that a short text does not stand there whole.
    let (head, tail) = if chars.len() >= 2 * (head + tail) || chars.len() >= head + tail + 4 {
        (head, tail)
    } else {
        (0, chars.len().min(6) / 3)
    };
    let hidden = chars.len() - head - tail;
    chars[..head]
        .iter()
        .copied()
        .chain(std::iter::repeat_n('*', hidden))
        .chain(chars[chars.len() - tail..].iter().copied())
        .collect()
}

fn email(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) if !local.is_empty() => {
            let first: String = local.chars().take(1).collect();
            format!("{first}***@{domain}")
        }
        _ => stars(text, 1, 0),
    }
}
