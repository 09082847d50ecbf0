//! Rows ↔ the domain: what stands in which column. A field with wrong text has a null column and its text in `raw`.

mod line;
mod order;

use std::collections::BTreeMap;

use domain::{Entry, Field};
use values::{Accepted, Problem};

pub(crate) use self::{
    line::{LINE_COLUMNS, LINE_READS, LINE_TOLD, line, line_values, upper_half},
    order::{ORDER_READS, order, order_sql},
};
use crate::{
    db::Row,
    error::{StoreError, inconsistent},
};

/// Texts as typed, by field.
type RawTexts = BTreeMap<String, Box<str>>;

/// The object of a `raw` column, opened.
fn raw_texts(json: Option<&str>, table: &'static str) -> Result<RawTexts, StoreError> {
    match json {
        None => Ok(RawTexts::new()),
        Some(json) => serde_json::from_str(json).map_err(|_| inconsistent(table, "raw", "")),
    }
}

/// Raw entries → the text of a `raw` column; `None` while there are none.
fn raw_json<'a>(entries: impl Iterator<Item = (&'static str, &'a Entry)>) -> Option<String> {
    let texts: BTreeMap<&str, &str> = entries
        .filter_map(|(name, entry)| match entry {
            Entry::Raw(text) => Some((name, &**text)),
            Entry::Empty | Entry::Value(_) => None,
        })
        .collect();
    (!texts.is_empty()).then(|| serde_json::to_string(&texts).expect("a map of strings is JSON"))
}

/// A checked value's text; null for an empty or raw entry.
fn value_text(entry: &Entry) -> Option<String> {
    match entry {
        Entry::Value(text) => Some(text.to_string()),
        Entry::Empty | Entry::Raw(_) => None,
    }
}

/// A text column and its raw twin → field.
fn text<T, A: Into<Accepted<T>>>(
    stored: Option<String>,
    raw: &RawTexts,
    column: &'static str,
    parse: impl FnOnce(&str) -> Result<A, Problem>,
) -> Field<T> {
    match raw.get(column) {
        Some(typed) => Field::Raw(typed.clone()),
        None => stored.map_or(Field::Empty, |stored| Field::read(&Entry::Value(stored.into()), parse)),
    }
}

/// A number column and its raw twin → field. A number outside the type's range is no row of ours.
fn number<T>(
    row: &Row,
    raw: &RawTexts,
    column: &'static str,
    read: impl FnOnce(i64) -> Option<T>,
) -> Result<Field<T>, StoreError> {
    if let Some(typed) = raw.get(column) {
        return Ok(Field::Raw(typed.clone()));
    }
    match row.get::<Option<i64>>(column)? {
        None => Ok(Field::Empty),
        Some(stored) => read(stored).map(Field::Value).ok_or_else(|| inconsistent("", column, "")),
    }
}
