//! Objects of several kinds, told apart by their `kind`, wherever in the object it stands. What comes behind it is read as it
//! comes; only what stands before it is held. (Serde's own tagged enums hold all of the object first, which a page of a thousand
//! rows pays for.)

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, Visitor, value::MapAccessDeserializer,
    },
};
use serde_json::Value;

/// The member that names the kind.
const KIND: &str = "kind";

/// What has several kinds.
pub(crate) trait Kinds: Sized {
    /// Reads what is of this kind; the rest of its object has everything but the kind. `None` for a kind that is none.
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Option<Self>, D::Error>;
}

/// Reads an object of some kind.
pub(crate) fn read<'de, T: Kinds, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(KindVisitor(PhantomData))
}

struct KindVisitor<T>(PhantomData<T>);

impl<'de, T: Kinds> Visitor<'de> for KindVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with its kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        loop {
            let name: String = map.next_key()?.ok_or_else(|| A::Error::missing_field(KIND))?;
            if name == KIND {
                break;
            }
            before.push((name, map.next_value::<Value>()?));
        }
        let kind: String = map.next_value()?;
        let rest = Rest { before: before.into_iter(), value: None, behind: map };
        T::of_kind(&kind, MapAccessDeserializer::new(rest))?.ok_or_else(|| A::Error::custom("no such kind"))
    }
}

/// The members before the kind, then those behind it.
struct Rest<A> {
    before: std::vec::IntoIter<(String, Value)>,
    value: Option<Value>,
    behind: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some((name, value)) = self.before.next() else { return self.behind.next_key_seed(seed) };
        self.value = Some(value);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            // Its words are kept: they say what is wrong.
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.behind.next_value_seed(seed),
        }
    }
}
