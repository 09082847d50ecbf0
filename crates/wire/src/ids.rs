//! Ids, hashes and names as texts of JSON: `#[serde(with = "…")]` for the public shapes.

use std::fmt;

use serde::{Deserializer, de::Visitor};
use values::{DeviceId, ImportId, LineId, MutationId, OrderId, PersonId, Problem};

/// An id that is read from its text.
pub(crate) trait ReadId: Sized {
    fn read(text: &str) -> Result<Self, Problem>;
}

macro_rules! read_ids {
    ($($id:ty),*) => {$(
        impl ReadId for $id {
            fn read(text: &str) -> Result<Self, Problem> {
                Self::parse(text)
            }
        }
    )*};
}

read_ids!(DeviceId, ImportId, LineId, MutationId, OrderId, PersonId);

/// Reads a text where it stands, without a copy of it.
fn read_text<'de, T, D: Deserializer<'de>>(
    from: D,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Text<R>(R);

    impl<T, R: FnOnce(&str) -> Option<T>> Visitor<'_> for Text<R> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an id or a hash")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).ok_or_else(|| E::custom("no id and no hash"))
        }
    }

    from.deserialize_str(Text(read))
}

/// An id as its text.
pub(crate) mod id {
    use std::fmt::Display;

    use serde::{Deserializer, Serializer};

    use super::{ReadId, read_text};

    pub(crate) fn serialize<T: Display, S: Serializer>(id: &T, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(id)
    }

    pub(crate) fn deserialize<'de, T: ReadId, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        read_text(from, |text| T::read(text).ok())
    }
}

/// An id that may be missing.
pub(crate) mod maybe_id {
    use std::fmt::Display;

    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use super::ReadId;

    pub(crate) fn serialize<T: Display, S: Serializer>(id: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => to.collect_str(id),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T: ReadId, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| T::read(&text).map_err(|problem| D::Error::custom(problem.code))).transpose()
    }
}

/// A content hash as 32 hexadecimal characters.
pub(crate) mod hash {
    use domain::ContentHash;
    use serde::{Deserializer, Serializer};

    use super::read_text;

    pub(crate) fn serialize<S: Serializer>(hash: &ContentHash, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(hash)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<ContentHash, D::Error> {
        read_text(from, |text| {
            let is_hex = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            is_hex.then(|| u128::from_str_radix(text, 16).ok()).flatten().map(ContentHash::from_number)
        })
    }
}

/// A SHA-256 as 64 hexadecimal characters.
pub(crate) mod sha {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(sha: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        let text: String = sha.iter().map(|byte| format!("{byte:02x}")).collect();
        to.serialize_str(&text)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        let is_hex = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let bytes: Option<Vec<u8>> = is_hex
            .then(|| (0..32).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()).collect())
            .flatten();
        bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| D::Error::custom("no SHA-256"))
    }
}
