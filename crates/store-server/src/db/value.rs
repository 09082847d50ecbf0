//! What is bound to a place of a statement. Three kinds suffice: whole numbers (money in minor units, instants in
//! milliseconds, flags as 0 and 1), texts, bytes (ids, hashes, sealed fields).

use values::{DeviceId, FirmId, ImportId, Instant, LineId, MutationId, OrderId, PersonId, UploadId, Uuid};

/// A value, or the absence of one. The kind is kept with a null, because PostgreSQL asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Number(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    /// Ids, for a condition of [`super::Conn::any_of`].
    Ids(Vec<[u8; 16]>),
}

impl Value {
    /// These lines' ids.
    pub(crate) fn ids(lines: &[LineId]) -> Self {
        Self::Ids(lines.iter().map(|line| *line.as_uuid().as_bytes()).collect())
    }
}

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Text,
    Bytes,
}

macro_rules! values {
    ($($kind:ident from $type:ty, |$value:ident| $as:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                Self::$kind(Some($as))
            }
        }
        #[allow(clippy::map_identity, reason = "some types are stored as they are")]
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::$kind(value.map(|$value| $as))
            }
        }
    )*};
}

values! {
    Number from i64, |number| number;
    Number from i32, |number| i64::from(number);
    Number from u32, |number| i64::from(number);
    Number from bool, |flag| i64::from(flag);
    Number from Instant, |at| at.millis();
    Text from &str, |text| text.to_owned();
    Text from &String, |text| text.clone();
    Text from String, |text| text;
    Text from Box<str>, |text| text.into();
    Bytes from &[u8], |bytes| bytes.to_vec();
    Bytes from Vec<u8>, |bytes| bytes;
    Bytes from [u8; 16], |bytes| bytes.to_vec();
    Bytes from [u8; 32], |bytes| bytes.to_vec();
    Bytes from Uuid, |id| id.as_bytes().to_vec();
    Bytes from OrderId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from LineId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from ImportId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from MutationId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from DeviceId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from PersonId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from FirmId, |id| id.as_uuid().as_bytes().to_vec();
    Bytes from UploadId, |id| id.as_uuid().as_bytes().to_vec();
}
