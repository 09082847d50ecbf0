//! What somebody typed into a search field, read once: words separated by white space, all of which must be found.

use super::cut::{self, GRAM, Kind, START};

/// So many stretches of a search text are read; nobody types more, and a pasted page must not become a huge query.
const STRETCHES_MAX: usize = 32;
/// No searched field is longer.
const STRETCH_CHARS_MAX: usize = 500;

/// The fields in which a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    /// All of them.
    All,
    /// A line's merchant: name, number, phone.
    Merchant,
}

/// Stretches that must all be in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    within: Within,
    stretches: Vec<Stretch>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    kind: Kind,
    chars: Vec<char>,
    /// What a haystack must contain.
    needle: String,
}

/// The words of a search text, one clause each.
///
/// `None` if the text is blank: nothing is sought. A text that holds something, but neither letter nor digit, gives no
/// clause at all: it cannot be found.
pub(crate) fn words(text: &str) -> Option<Vec<Clause>> {
    let text = values::text::line(text);
    if text.is_empty() {
        return None;
    }
    let mut rest = STRETCHES_MAX;
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let mut stretches = stretches_of(word);
        stretches.truncate(rest);
        rest -= stretches.len();
        if !stretches.is_empty() {
            words.push(Clause { within: Within::All, stretches });
        }
    }
    Some(words)
}

/// The whole text as one clause, found where one document holds all of it; `None` if it is blank.
pub(crate) fn clause(text: &str, within: Within) -> Option<Clause> {
    let text = values::text::line(text);
    let mut stretches: Vec<Stretch> = text.split_whitespace().flat_map(stretches_of).collect();
    stretches.truncate(STRETCHES_MAX);
    (!text.is_empty()).then_some(Clause { within, stretches })
}

fn stretches_of(word: &str) -> Vec<Stretch> {
    let mut found = Vec::new();
    cut::stretches(word, |kind, chars| {
        let mut needle = String::with_capacity(chars.len() * 4);
        if kind == Kind::Word && chars.len() < GRAM {
            needle.push(START);
        }
        needle.extend(chars);
        found.push(Stretch { kind, chars: chars.to_vec(), needle });
    });
    found
}

impl Clause {
    /// Whether nothing can hold it.
    pub(crate) fn is_impossible(&self) -> bool {
        self.stretches.is_empty()
            || self.stretches.iter().any(|stretch| stretch.chars.len() > STRETCH_CHARS_MAX)
    }

    /// The clause in FTS5's language. Only letters, digits, `^` and spaces stand between the quotes.
    pub(crate) fn fts(&self) -> String {
        let phrases: Vec<String> = self.stretches.iter().map(Stretch::phrase).collect();
        match self.within {
            Within::All => phrases.join(" AND "),
            Within::Merchant => format!("merchant : ({})", phrases.join(" AND ")),
        }
    }

    /// What a [`haystack`](Self::haystack) must contain, all of it.
    pub(crate) fn needles(&self) -> impl Iterator<Item = &str> {
        self.stretches.iter().map(|stretch| &*stretch.needle)
    }

    /// Texts in the form in which [`needles`](Self::needles) are found.
    pub(crate) fn haystack(texts: &[&str]) -> String {
        let mut haystack = String::new();
        texts.iter().for_each(|text| cut::push_haystack(text, &mut haystack));
        haystack
    }

    /// Whether a document that is not in the index holds it.
    pub(crate) fn matches(&self, merchant: &str, subject: &str) -> bool {
        let holds = |needle: &str| {
            merchant.contains(needle) || (self.within == Within::All && subject.contains(needle))
        };
        !self.stretches.is_empty() && self.stretches.iter().all(|stretch| holds(&stretch.needle))
    }
}

/// All clauses as one query for documents that hold them all.
pub(crate) fn all_in_one(clauses: &[Clause]) -> String {
    clauses.iter().map(|clause| format!("({})", clause.fts())).collect::<Vec<_>>().join(" AND ")
}

impl Stretch {
    fn phrase(&self) -> String {
        let mut tokens = String::from("\"");
        match self.kind {
            Kind::Han => self.chars.iter().for_each(|c| tokens.extend([*c, ' '])),
            Kind::Word if self.chars.len() < GRAM => cut::push_beginning(&self.chars, &mut tokens),
            Kind::Word => cut::push_grams(&self.chars, &mut tokens),
        }
        tokens.push('"');
        tokens
    }
}
