//! Entries of rows: an object of those fields that are not empty, by name, in the order of the names.
//!
//! A page has a thousand rows and a push as many lines: they are written from what they are and read into it, without a map
//! between.

use std::{fmt, marker::PhantomData};

use domain::{
    Entry,
    mutation::{Entries, Grouped},
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error as _, MapAccess, Visitor},
    ser::SerializeMap as _,
};
use values::Problem;

use crate::refused::unknown_field;

/// An entry. Nothing is null, a value is its text, a text that is no value stands in an object.
pub(crate) struct EntryTwin(Entry);

impl From<&Entry> for EntryTwin {
    fn from(entry: &Entry) -> Self {
        Self(entry.clone())
    }
}

impl From<EntryTwin> for Entry {
    fn from(EntryTwin(entry): EntryTwin) -> Self {
        entry
    }
}

impl Serialize for EntryTwin {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Written(&self.0).serialize(to)
    }
}

/// An entry that is written.
struct Written<'e>(&'e Entry);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Entry::Empty => to.serialize_unit(),
            Entry::Value(text) => to.serialize_str(text),
            Entry::Raw(text) => {
                let mut map = to.serialize_map(Some(1))?;
                map.serialize_entry("raw", &**text)?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for EntryTwin {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = EntryTwin;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a text, or a raw text in an object")
    }

    fn visit_unit<E>(self) -> Result<EntryTwin, E> {
        Ok(EntryTwin(Entry::Empty))
    }

    fn visit_str<E>(self, text: &str) -> Result<EntryTwin, E> {
        Ok(EntryTwin(Entry::Value(text.into())))
    }

    fn visit_string<E>(self, text: String) -> Result<EntryTwin, E> {
        Ok(EntryTwin(Entry::Value(text.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EntryTwin, A::Error> {
        let mut raw: Option<Box<str>> = None;
        while let Some(()) = map.next_key_seed(Word("raw"))? {
            raw = Some(map.next_value()?);
        }
        raw.map(|raw| EntryTwin(Entry::Raw(raw))).ok_or_else(|| A::Error::custom("no raw text"))
    }
}

/// This word and no other.
struct Word(&'static str);

impl<'de> DeserializeSeed<'de> for Word {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Word {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<(), E> {
        if word == self.0 { Ok(()) } else { Err(E::custom("another word")) }
    }
}

/// Writes the entries that are not empty; `#[serde(with = "entries")]`.
pub(crate) fn serialize<F: Grouped, S: Serializer>(entries: &Entries<F>, to: S) -> Result<S::Ok, S::Error> {
    let filled = entries.iter().filter(|(_, entry)| **entry != Entry::Empty);
    let mut filled: Vec<(&'static str, &Entry)> =
        filled.map(|(field, entry)| (field.name(), entry)).collect();
    filled.sort_unstable_by_key(|(name, _)| *name);
    let mut map = to.serialize_map(Some(filled.len()))?;
    for (name, entry) in filled {
        map.serialize_entry(name, &Written(entry))?;
    }
    map.end()
}

/// Reads them; a name that is no field's is an unknown field.
pub(crate) fn deserialize<'de, F: Grouped, D: Deserializer<'de>>(from: D) -> Result<Entries<F>, D::Error> {
    from.deserialize_map(EntriesVisitor(PhantomData))
}

struct EntriesVisitor<F>(PhantomData<F>);

impl<'de, F: Grouped> Visitor<'de> for EntriesVisitor<F> {
    type Value = Entries<F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields with their entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<F>, A::Error> {
        let mut entries = Entries::of(|_: F| Entry::Empty);
        while let Some(field) = map.next_key_seed(Name(PhantomData))? {
            let EntryTwin(entry) = map.next_value()?;
            entries.set(field, entry);
        }
        Ok(entries)
    }
}

/// The name of a field.
struct Name<F>(PhantomData<F>);

impl<'de, F: Grouped> DeserializeSeed<'de> for Name<F> {
    type Value = F;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<F, D::Error> {
        from.deserialize_str(self)
    }
}

impl<F: Grouped> Visitor<'_> for Name<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<F, E> {
        named(name).ok_or_else(|| E::unknown_field(name, &[]))
    }
}

fn named<F: Grouped>(name: &str) -> Option<F> {
    F::EVERY.iter().copied().find(|field| field.name() == name)
}

/// `REQ_UNKNOWN_FIELD`
pub(crate) fn field<F: Grouped>(name: &str) -> Result<F, Problem> {
    named(name).ok_or_else(|| unknown_field(name))
}
