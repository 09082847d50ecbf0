//! The texts of a whole row, by field: what mutations carry and hashes cover.

use std::{fmt::Debug, hash::Hash, marker::PhantomData};

use crate::{
    field::Entry,
    line::{LineContext, LineField, LineFields, LineGroup},
    order::{OrderField, OrderFields, OrderGroup},
};

/// A field that conflicts together with others.
pub trait Grouped: Copy + Eq + Ord + Hash + Debug + Send + Sync + 'static {
    /// What conflicts together.
    type Group: Copy + Eq + Hash + Debug + Send + Sync;

    /// Every field of the row.
    const EVERY: &'static [Self];

    /// The group it conflicts with.
    fn group(self) -> Self::Group;

    /// Its name in the data dictionary.
    fn name(self) -> &'static str;

    /// The greatest length of a right text in characters.
    fn max_chars(self) -> usize;

    /// Where it stands in [`Self::EVERY`].
    fn index(self) -> usize;
}

impl Grouped for OrderField {
    type Group = OrderGroup;

    const EVERY: &'static [Self] = &Self::ALL;

    fn group(self) -> OrderGroup {
        self.group()
    }

    fn name(self) -> &'static str {
        self.name()
    }

    fn max_chars(self) -> usize {
        self.max_chars()
    }

    fn index(self) -> usize {
        self as usize
    }
}

impl Grouped for LineField {
    type Group = LineGroup;

    const EVERY: &'static [Self] = &Self::ALL;

    fn group(self) -> LineGroup {
        self.group()
    }

    fn name(self) -> &'static str {
        self.name()
    }

    fn max_chars(self) -> usize {
        self.max_chars()
    }

    fn index(self) -> usize {
        self as usize
    }
}

/// One entry for each field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries<F> {
    entries: Box<[Entry]>,
    of: PhantomData<fn() -> F>,
}

/// The entries of an order's head.
pub type HeadEntries = Entries<OrderField>;

/// The entries of a line.
pub type LineEntries = Entries<LineField>;

impl<F: Grouped> Entries<F> {
    /// The entries that this gives for each field.
    pub fn of(entry: impl Fn(F) -> Entry) -> Self {
        Self { entries: F::EVERY.iter().map(|field| entry(*field)).collect(), of: PhantomData }
    }

    /// What a field says.
    pub fn get(&self, field: F) -> &Entry {
        &self.entries[field.index()]
    }

    /// Puts another entry into a field.
    pub fn set(&mut self, field: F, entry: Entry) {
        self.entries[field.index()] = entry;
    }

    /// Each field with its entry.
    pub fn iter(&self) -> impl Iterator<Item = (F, &Entry)> {
        F::EVERY.iter().copied().zip(&self.entries)
    }
}

impl HeadEntries {
    /// What a head says.
    pub fn of_head(fields: &OrderFields) -> Self {
        Self::of(|field| fields.entry(field))
    }

    /// The head that says so. A value that no longer parses becomes raw text instead of being lost.
    pub fn head_fields(&self) -> OrderFields {
        let mut fields = OrderFields::default();
        for (field, entry) in self.iter() {
            fields.put(field, entry);
        }
        fields
    }
}

impl LineEntries {
    /// What a line says.
    pub fn of_line(fields: &LineFields) -> Self {
        Self::of(|field| fields.entry(field))
    }

    /// The fields that say so. A value that no longer parses becomes raw text instead of being lost.
    pub fn line_fields(&self, context: LineContext) -> LineFields {
        let mut fields = LineFields::default();
        for (field, entry) in self.iter() {
            fields.put(field, entry, context);
        }
        fields
    }
}
