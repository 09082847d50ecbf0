//! Text as people paste it, made into the one form that is stored (CM-TEXT-01).
//!
//! Every function gives back its input untouched where nothing has to change, which is nearly always: an import
//! passes 800,000 cells through here.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::{Code, Problem};

#[cfg(test)]
mod tests;

/// A single-line text: NFC, invisible characters gone, white space trimmed and each run of it one space (CM-TEXT-01).
///
/// Tabs and line breaks are white space here, so that a word does not grow together with the next.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_settled_line(text, is_settled) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(one_spaced(text.chars().filter(|c| !is_removed(*c))))
}

/// A text of several lines: as [`line()`], but line feeds and inner spaces stay (CM-TEXT-01).
pub fn multiline(text: &str) -> Cow<'_, str> {
    if is_settled_line(text, is_settled) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    let kept: String = unix.chars().map(unix_space).filter(|c| *c == '\n' || !is_removed(*c)).nfc().collect();
    Cow::Owned(kept.trim().to_owned())
}

/// A code (ID number, credit code, passport, phone, declaration or purchase number): full-width ASCII made
/// half-width, spaces and hyphens dropped, ASCII letters upper-cased (CM-TEXT-01).
///
/// Only ASCII letters change case: elsewhere a change of case could make an allowed character of a forbidden one.
pub fn code_like(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_graphic() && b != b'-' && !b.is_ascii_lowercase()) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !is_removed(*c)).map(half_width);
    let kept = kept.filter(|c| !c.is_whitespace() && !is_hyphen(*c)).map(|c| c.to_ascii_uppercase());
    Cow::Owned(kept.nfc().collect())
}

/// An e-mail address: as [`line()`] with full-width ASCII made half-width; hyphens and case stay (CM-TEXT-01).
pub fn email_like(text: &str) -> Cow<'_, str> {
    if is_settled_line(text, |c| c.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(one_spaced(text.chars().filter(|c| !is_removed(*c)).map(half_width)))
}

/// A month as text: as [`email_like`] with ASCII letters upper-cased (CM-TEXT-01).
pub fn month_like(text: &str) -> Cow<'_, str> {
    match email_like(text) {
        same @ Cow::Borrowed(_) if !text.bytes().any(|b| b.is_ascii_lowercase()) => same,
        other => Cow::Owned(other.to_ascii_uppercase()),
    }
}

/// The name of a person: as [`line()`]; the marks `• ‧ ・ ． ･` between Chinese characters become `·` (CM-TEXT-01).
pub fn person(text: &str) -> Cow<'_, str> {
    let settled = line(text);
    if !settled.contains(is_middle_mark) {
        return settled;
    }
    let chars: Vec<char> = settled.chars().collect();
    let is_han_at = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_han(*c));
    let dotted = chars.iter().enumerate().map(|(at, c)| {
        let between = is_middle_mark(*c) && is_han_at(at.checked_sub(1)) && is_han_at(Some(at + 1));
        if between { '·' } else { *c }
    });
    Cow::Owned(dotted.collect())
}

/// Refuses code points that mean nothing to anybody else: unassigned and private-use ones.
///
/// # Errors
/// `TEXT_CHARS` (CM-TEXT-01).
pub fn check_chars(text: &str) -> Result<(), Problem> {
    let is_foreign = |c: char| {
        !is_settled(c)
            && matches!(c.general_category(), GeneralCategory::Unassigned | GeneralCategory::PrivateUse)
    };
    if text.chars().any(is_foreign) { Err(Problem::new(Code::TextChars)) } else { Ok(()) }
}

/// A code ready for its own checks.
///
/// # Errors
/// `FIELD_REQUIRED` if nothing is left, `TEXT_CHARS`.
pub(crate) fn code(text: &str) -> Result<Cow<'_, str>, Problem> {
    filled(code_like(text))
}

/// A normalised text that is not empty.
///
/// # Errors
/// `FIELD_REQUIRED` if it is empty, `TEXT_CHARS`.
pub(crate) fn filled(text: Cow<'_, str>) -> Result<Cow<'_, str>, Problem> {
    if text.is_empty() {
        return Err(Problem::new(Code::FieldRequired));
    }
    check_chars(&text)?;
    Ok(text)
}

/// Whether the character is Chinese: of the Han script, rare extensions and `〇` included.
pub(crate) fn is_han(c: char) -> bool {
    // Nothing before the radicals is Han: most other letters need no look into the table.
    matches!(c, '\u{4e00}'..='\u{9fff}') || c >= '\u{2e80}' && c.script() == Script::Han
}

/// The ASCII character that a full-width form stands for; any other character is itself.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Characters that no rule touches and that combine with no neighbour of their kind: the quick answer for
/// ordinary Chinese and English.
fn is_settled(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{4e00}'..='\u{9fff}' | '（' | '）' | '，' | '、' | '·')
}

fn is_settled_line(text: &str, is_settled: impl Fn(char) -> bool) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        let space = c == ' ';
        if space && after_space || !space && !is_settled(c) {
            return false;
        }
        after_space = space;
    }
    !after_space || text.is_empty()
}

/// Invisible characters go before NFC: what they kept apart may combine once they are gone.
fn one_spaced(chars: impl Iterator<Item = char>) -> String {
    let composed: String = chars.nfc().collect();
    let mut out = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Control characters that are no white space, zero-width characters, and the marks that turn text around.
fn is_removed(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn unix_space(c: char) -> char {
    match c {
        '\t' => ' ',
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        other => other,
    }
}

/// `- – — －` and the typographic hyphens; the full-width one is half-width by now.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '—')
}

fn is_middle_mark(c: char) -> bool {
    matches!(c, '•' | '‧' | '・' | '．' | '･')
}
