//! Texts cut for search. A text is folded (half-width, lower case, without accents) and falls into stretches: Chinese
//! characters, and words of other letters and digits. Anything else separates words; within Chinese it is skipped, so
//! that 塑料(玩具) is one stretch.
//!
//! Two forms are made of the stretches. **Tokens** go into the index:
//! - a Chinese stretch is one token per character, followed by its pinyin initials cut like a word;
//! - a word is two tokens of its beginning, `^a` and `^ab`, then overlapping trigrams.
//!
//! The `^` tokens find what is shorter than a trigram, at the beginning of words only; and since they stand between any
//! two runs of trigrams, as the initials stand between any two runs of Chinese, a phrase of tokens is found exactly
//! where its text is. **A haystack** is for rows that are not in the index yet: the stretches (and initials) as text,
//! each behind [`START`].

use pinyin::ToPinyin as _;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Stands before every stretch of a haystack; no text contains it.
pub(super) const START: char = '\u{1}';

/// From this length on words are found anywhere, below only at their beginning.
pub(super) const GRAM: usize = 3;

/// A stretch of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Chinese characters.
    Han,
    /// Letters and digits of any other script.
    Word,
}

/// Calls `each` with the stretches of a text.
pub(super) fn stretches(text: &str, mut each: impl FnMut(Kind, &[char])) {
    let mut chars: Vec<char> = Vec::with_capacity(text.len());
    let mut kind = Kind::Han;
    let mut take = |found: Option<Kind>, c: char| match found {
        // Behind the last word nothing is open; behind Chinese, more Chinese may follow.
        None if kind == Kind::Han => {}
        found => {
            if found != Some(kind) && !chars.is_empty() {
                each(kind, &chars);
                chars.clear();
            }
            if let Some(found) = found {
                kind = found;
                chars.push(c);
            } else {
                kind = Kind::Han;
            }
        }
    };
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => take(c.is_ascii_alphanumeric().then_some(Kind::Word), c.to_ascii_lowercase()),
            '\u{4e00}'..='\u{9fff}' => take(Some(Kind::Han), c),
            _ => std::iter::once(c)
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .for_each(|c| take(kind_of(c), c)),
        }
    }
    if !chars.is_empty() {
        each(kind, &chars);
    }
}

fn kind_of(c: char) -> Option<Kind> {
    match c {
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{3ffff}'
        | '\u{2e80}'..='\u{2fdf}'
        | '々'
        | '〇' => Some(Kind::Han),
        _ if c.is_alphanumeric() => Some(Kind::Word),
        _ => None,
    }
}

/// Appends the tokens of a text, each followed by a space.
pub(super) fn push_tokens(text: &str, tokens: &mut String) {
    stretches(text, |kind, stretch| match kind {
        Kind::Word => push_word(stretch, tokens),
        Kind::Han => {
            for c in stretch {
                tokens.push(*c);
                tokens.push(' ');
            }
            let before = tokens.len();
            initials(stretch, |initials| push_word(initials, tokens));
            if tokens.len() == before {
                tokens.push_str("^ "); // no reading is known; the next stretch must not join this one
            }
        }
    });
}

fn push_word(word: &[char], tokens: &mut String) {
    for length in 1..GRAM.min(word.len() + 1) {
        push_beginning(&word[..length], tokens);
    }
    push_grams(word, tokens);
}

/// Appends the token of a beginning that is shorter than a trigram.
pub(super) fn push_beginning(beginning: &[char], tokens: &mut String) {
    tokens.push('^');
    tokens.extend(beginning);
    tokens.push(' ');
}

/// Appends the overlapping trigrams of a word.
pub(super) fn push_grams(word: &[char], tokens: &mut String) {
    for gram in word.windows(GRAM) {
        tokens.extend(gram);
        tokens.push(' ');
    }
}

/// Appends the haystack of a text.
pub(super) fn push_haystack(text: &str, haystack: &mut String) {
    stretches(text, |kind, stretch| {
        haystack.push(START);
        haystack.extend(stretch);
        if kind == Kind::Han {
            initials(stretch, |initials| {
                haystack.push(START);
                haystack.extend(initials);
            });
        }
    });
}

/// Calls `each` with the first letters of the readings of a Chinese stretch. Of several readings the first counts; a
/// character without a known reading separates.
fn initials(han: &[char], mut each: impl FnMut(&[char])) {
    let mut letters: Vec<char> = Vec::with_capacity(han.len());
    for c in han {
        let letter = c.to_pinyin().and_then(|reading| reading.plain().chars().next());
        match letter.filter(char::is_ascii_lowercase) {
            Some(letter) => letters.push(letter),
            None if letters.is_empty() => {}
            None => {
                each(&letters);
                letters.clear();
            }
        }
    }
    if !letters.is_empty() {
        each(&letters);
    }
}
