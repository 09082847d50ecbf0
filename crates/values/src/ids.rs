//! Internal ids (CM-ID-01): UUID version 7, made by whoever makes the entity, never changed.

use std::fmt;

use uuid::{Uuid, Variant, Version};

use crate::{Code, Problem};

#[cfg(test)]
mod tests;

/// Where new ids come from: UUID version 7, each greater than the last; seeded in tests.
pub trait IdSource {
    /// A new id.
    fn next_uuid(&self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Its text is lower-case with hyphens (CM-ID-01).
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// The id that holds this UUID, which an [`IdSource`] or a checked store gave.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID.
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }

            /// Reads an id; upper case is understood.
            ///
            /// # Errors
            /// `ID_INVALID` unless it is a UUID version 7 with hyphens (CM-ID-01).
            pub fn parse(text: &str) -> Result<Self, Problem> {
                read(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    )*};
}

ids! {
    /// Names an export order.
    OrderId;
    /// Names a line of an order.
    LineId;
    /// Names one import of a file.
    ImportId;
    /// Names a mutation.
    MutationId;
    /// Names a device.
    DeviceId;
    /// Names a person who works on a desk.
    PersonId;
    /// Names a firm.
    FirmId;
    /// Names a saved filter.
    FilterId;
    /// Names an account: of a firm (then it is also its [`FirmId`]), a merchant or staff.
    AccountId;
    /// Names a session: one device of one person, signed in.
    SessionId;
    /// Names a file that was chosen on a desk.
    FileId;
    /// Names the sending of a file to a server.
    UploadId;
    /// Names a notice of the platform.
    NoticeId;
}

impl AccountId {
    /// The firm whose account this is. Only meaningful for accounts of firms.
    pub const fn as_firm(self) -> FirmId {
        FirmId(self.0)
    }
}

impl OrderId {
    /// What people see until the server has issued a number: `草稿-` and the last 6 hexadecimal characters in upper
    /// case (CM-ID-01).
    pub fn draft_number(&self) -> String {
        let [.., a, b, c] = *self.0.as_bytes();
        format!("草稿-{a:02X}{b:02X}{c:02X}")
    }
}

fn read(text: &str) -> Result<Uuid, Problem> {
    const HYPHENATED: usize = 36;
    let uuid = Uuid::try_parse(text).ok().filter(|_| text.len() == HYPHENATED);
    let is_v7 =
        |uuid: &Uuid| uuid.get_version() == Some(Version::SortRand) && uuid.get_variant() == Variant::RFC4122;
    uuid.filter(is_v7).ok_or_else(|| Problem::new(Code::IdInvalid).found(text))
}
