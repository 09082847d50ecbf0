//! A draft's field: a value, or the text as it was typed.
//!
//! A draft may hold wrong text (YW-ORD-06); it stays visible and marked until somebody corrects it. What is wrong
//! with a raw text is not stored: it is found again by parsing, so that it cannot disagree with the rules.

use values::{Accepted, Code, Problem};

#[cfg(test)]
mod tests;

/// One field of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// Nothing was entered.
    #[default]
    Empty,
    /// A checked value.
    Value(T),
    /// The text as typed; it did not parse when it was entered.
    Raw(Box<str>),
}

/// How much longer than its maximum a raw text may be before it is refused (YW-ORD-06).
pub(crate) const RAW_FACTOR: usize = 4;

impl<T> Field<T> {
    /// Takes a typed text: a value if it parses, otherwise the text itself with what is wrong with it.
    ///
    /// `max` is the field's greatest length in characters. Blank text, invisible characters included, empties
    /// the field. `FIELD_TOO_LONG` refuses
    /// a wrong text of more than four times `max`, because nobody types that by mistake.
    pub fn enter<A: Into<Accepted<T>>>(
        text: &str,
        max: usize,
        parse: impl FnOnce(&str) -> Result<A, Problem>,
    ) -> Result<(Self, Vec<Problem>), Problem> {
        // White space and invisible characters are nothing typed.
        if values::text::multiline(text).is_empty() {
            return Ok((Self::Empty, Vec::new()));
        }
        match parse(text) {
            Ok(accepted) => {
                let Accepted { value, warnings } = accepted.into();
                Ok((Self::Value(value), warnings))
            }
            Err(problem) => {
                let length = text.chars().count();
                if length > max.saturating_mul(RAW_FACTOR) {
                    return Err(Problem::new(Code::FieldTooLong).with("max", max).with("n", length));
                }
                Ok((Self::Raw(text.into()), vec![problem]))
            }
        }
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Raw(_) => None,
        }
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Whether it holds text that did not parse.
    pub fn is_raw(&self) -> bool {
        matches!(self, Self::Raw(_))
    }

    /// The field as text, for records, wires and screens.
    pub fn entry(&self) -> Entry
    where
        T: ToString,
    {
        match self {
            Self::Empty => Entry::Empty,
            Self::Value(value) => Entry::Value(value.to_string().into()),
            Self::Raw(text) => Entry::Raw(text.clone()),
        }
    }

    /// What is wrong with a raw text today; nothing for a value or an empty field. `FIELD_RETYPE` for a text that has
    /// become right (a month that has begun, a currency that was changed): it counts for nothing until it is typed again.
    pub fn problem<A>(&self, parse: impl FnOnce(&str) -> Result<A, Problem>) -> Option<Problem> {
        match self {
            Self::Raw(text) => Some(parse(text).err().unwrap_or_else(|| Problem::new(Code::FieldRetype))),
            Self::Empty | Self::Value(_) => None,
        }
    }
}

impl<T> Field<T> {
    /// Reads a recorded entry. A value that no longer parses becomes raw text instead of being lost.
    pub fn read<A: Into<Accepted<T>>>(entry: &Entry, parse: impl FnOnce(&str) -> Result<A, Problem>) -> Self {
        match entry {
            Entry::Empty => Self::Empty,
            Entry::Raw(text) => Self::Raw(text.clone()),
            Entry::Value(text) => match parse(text) {
                Ok(accepted) => Self::Value(accepted.into().value),
                Err(_) => Self::Raw(text.clone()),
            },
        }
    }
}

/// A field without its type: what history, outbox and wire carry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Entry {
    /// Nothing.
    #[default]
    Empty,
    /// A checked value in its canonical text.
    Value(Box<str>),
    /// The text as typed.
    Raw(Box<str>),
}

impl Entry {
    /// The text, whether checked or raw; empty if there is none.
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Value(text) | Self::Raw(text) => text,
        }
    }
}
