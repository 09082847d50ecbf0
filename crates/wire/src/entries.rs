//! Entries of rows: an object of those fields that are not empty.

use std::collections::BTreeMap;

use domain::{
    Entry,
    mutation::{Entries, Grouped},
};
use serde::{Deserialize, Serialize};
use values::Problem;

use crate::refused::unknown_field;

/// Nothing is null, a value is its text, a text that is no value stands in an object.
#[derive(Serialize, Deserialize, Clone)]
#[serde(untagged)]
pub(crate) enum EntryTwin {
    Empty(()),
    Value(Box<str>),
    Raw(RawTwin),
}

#[derive(Serialize, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTwin {
    raw: Box<str>,
}

impl From<&Entry> for EntryTwin {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Empty => Self::Empty(()),
            Entry::Value(text) => Self::Value(text.clone()),
            Entry::Raw(text) => Self::Raw(RawTwin { raw: text.clone() }),
        }
    }
}

impl From<EntryTwin> for Entry {
    fn from(twin: EntryTwin) -> Self {
        match twin {
            EntryTwin::Empty(()) => Self::Empty,
            EntryTwin::Value(text) => Self::Value(text),
            EntryTwin::Raw(RawTwin { raw }) => Self::Raw(raw),
        }
    }
}

/// The entries of a row by field name.
pub(crate) type EntriesTwin = BTreeMap<String, EntryTwin>;

pub(crate) fn to_twin<F: Grouped>(entries: &Entries<F>) -> EntriesTwin {
    let filled = entries.iter().filter(|(_, entry)| **entry != Entry::Empty);
    filled.map(|(field, entry)| (field.name().to_owned(), entry.into())).collect()
}

/// `REQ_UNKNOWN_FIELD`
pub(crate) fn from_twin<F: Grouped>(twin: EntriesTwin) -> Result<Entries<F>, Problem> {
    let mut entries = Entries::of(|_: F| Entry::Empty);
    for (name, entry) in twin {
        entries.set(field(&name)?, entry.into());
    }
    Ok(entries)
}

/// `REQ_UNKNOWN_FIELD`
pub(crate) fn field<F: Grouped>(name: &str) -> Result<F, Problem> {
    F::EVERY.iter().copied().find(|field| field.name() == name).ok_or_else(|| unknown_field(name))
}
