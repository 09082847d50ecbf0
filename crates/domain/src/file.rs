//! Files that travel beside the rows (CM-SYNC-04): what they are for, what they may be, how large. The kind is told by the
//! content, never by a name or by what somebody says of it.

use values::{Code, Problem};

use crate::account::Right;

#[cfg(test)]
mod tests;

/// The largest file, in bytes: 10 MiB (YW-PHO-01).
pub const FILE_BYTES_MAX: u64 = 10 * 1024 * 1024;

/// So many leading bytes tell the kind.
pub const LEADING_BYTES: usize = 16;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilePurpose {
    /// A picture of an identity document or of its holder, for the real-name verification (YW-KYC-05).
    Identity,
    /// Something that belongs to an order.
    Attachment,
}

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// PDF.
    Pdf,
}

impl FilePurpose {
    /// Every purpose.
    pub const ALL: [Self; 2] = [Self::Identity, Self::Attachment];

    /// Its name on the wire and in the stores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Attachment => "attachment",
        }
    }

    /// The purpose of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// The right that choosing and sending such a file takes.
    pub const fn right(self) -> Right {
        match self {
            Self::Identity => Right::Identity,
            Self::Attachment => Right::DraftOrders,
        }
    }

    /// Whether a file for this may be of that kind.
    pub const fn takes(self, kind: FileKind) -> bool {
        !matches!((self, kind), (Self::Identity, FileKind::Pdf))
    }

    /// Checks a file's size, in bytes.
    ///
    /// # Errors
    /// `PHO_EMPTY`; `UPLOAD_TOO_LARGE` above [`FILE_BYTES_MAX`].
    pub fn check_size(self, bytes: u64) -> Result<(), Problem> {
        match bytes {
            0 => Err(Problem::new(Code::PhoEmpty)),
            1..=FILE_BYTES_MAX => Ok(()),
            _ => Err(Problem::new(Code::UploadTooLarge).with("max", "10 MiB")),
        }
    }

    /// Tells the kind by the leading bytes, at least [`LEADING_BYTES`] of them where the file has so many.
    ///
    /// # Errors
    /// `PHO_HEIC`, `PHO_TYPE` for an identity picture, `UPLOAD_TYPE` for anything else that is not taken.
    pub fn check_kind(self, leading: &[u8]) -> Result<FileKind, Problem> {
        match FileKind::of(leading) {
            Some(kind) if self.takes(kind) => Ok(kind),
            None if is_heic(leading) => Err(Problem::new(Code::PhoHeic)),
            _ => Err(Problem::new(match self {
                Self::Identity => Code::PhoType,
                Self::Attachment => Code::UploadType,
            })),
        }
    }
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The kind of this media type.
    pub fn named(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The kind that begins like this.
    pub fn of(leading: &[u8]) -> Option<Self> {
        match leading {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// The pictures of telephones, which want to be told apart because people can do something about them (YW-PHO-01).
fn is_heic(leading: &[u8]) -> bool {
    matches!(leading.get(4..12), Some([b'f', b't', b'y', b'p', brand @ ..]) if [
        &b"heic"[..], b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis",
    ].contains(&brand))
}
