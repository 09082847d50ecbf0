//! A field of a draft as JSON: its value as text, `{"raw": text}` for a text that did not parse, or null.

use domain::{Entry, LineField, OrderField};
use serde::Serialize;

use super::mask::{Sight, shown};

/// One field's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum EntryView {
    /// Nothing was entered.
    Empty(()),
    /// A checked value in its canonical text.
    Text(String),
    /// Several checked values (采购单号).
    List(Vec<String>),
    /// The text as typed; it did not parse.
    Raw {
        /// The text.
        raw: String,
    },
}

impl EntryView {
    /// A field of an order's head.
    pub fn of_order(field: OrderField, entry: &Entry, sight: Sight) -> Self {
        match entry {
            Entry::Value(text) if field == OrderField::PurchaseOrderNos => {
                Self::List(text.lines().map(str::to_owned).collect())
            }
            _ => Self::of(field.name(), entry, sight),
        }
    }

    /// A field of a line.
    pub fn of_line(field: LineField, entry: &Entry) -> Self {
        Self::of(field.name(), entry, Sight::Masked)
    }

    fn of(field: &str, entry: &Entry, sight: Sight) -> Self {
        match entry {
            Entry::Empty => Self::Empty(()),
            Entry::Value(text) => Self::Text(shown(field, text, sight).into_owned()),
            Entry::Raw(text) => Self::Raw { raw: shown(field, text, sight).into_owned() },
        }
    }

    /// The text for a table; a raw text is marked with a question mark before it.
    pub fn for_table(&self) -> String {
        match self {
            Self::Empty(()) => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(texts) => texts.join(" "),
            Self::Raw { raw } => format!("?{raw}"),
        }
    }
}
