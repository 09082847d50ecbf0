//! Why a file as a whole is not read.

use values::{Code, Problem};

use crate::bounds::READ_SECONDS_MAX;

/// A refusal of the whole file (YW-IMP-02, -03, -04, -06). Nothing has been changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file cannot be opened or read; the operating system's words.
    #[error("the file cannot be read: {0}")]
    Unreadable(Box<str>),
    /// Above the bounds of YW-IMP-02, or the reader ran into its memory bound.
    #[error("the file is too large")]
    TooLarge,
    /// Not one of the four kinds.
    #[error("this kind of file is not supported")]
    Type,
    /// Needs a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// Broken off, inconsistent, or the reader crashed over it.
    #[error("the file is damaged")]
    Damaged,
    /// Nothing below the header, or nothing at all.
    #[error("the file has no data rows")]
    Empty,
    /// More data rows than allowed, with their count.
    #[error("{0} data rows are too many")]
    Rows(u32),
    /// The text is in no known encoding, or not in the chosen one.
    #[error("the encoding is not recognised")]
    Encoding,
    /// The quotes of a separated text do not match; the line from 1.
    #[error("broken quoting in line {0}")]
    Quoting(u32),
    /// No sheet of the chosen name.
    #[error("there is no sheet of that name")]
    SheetUnknown {
        /// The name that was chosen.
        name: Box<str>,
        /// The names there are.
        names: Vec<Box<str>>,
    },
    /// Several visible sheets have a fitting header.
    #[error("several sheets have a fitting header")]
    SheetChoice(Vec<Box<str>>),
    /// The reader took longer than it may.
    #[error("reading took too long")]
    Timeout,
    /// The caller wants no more.
    #[error("cancelled")]
    Cancelled,
}

impl Refusal {
    /// The sheets that can be chosen instead, where the refusal is about which one is meant.
    pub fn sheets(&self) -> &[Box<str>] {
        match self {
            Self::SheetUnknown { names, .. } | Self::SheetChoice(names) => names,
            _ => &[],
        }
    }

    /// The catalogue's problem; `None` for a cancellation, which is no problem.
    pub fn problem(&self) -> Option<Problem> {
        let names = |names: &[Box<str>]| names.join("、");
        Some(match self {
            Self::Unreadable(reason) => {
                Problem::new(Code::FileRead).with("reason_zh", reason).with("reason_en", reason)
            }
            Self::TooLarge => Problem::new(Code::ImpTooLarge),
            Self::Type => Problem::new(Code::ImpType),
            Self::Encrypted => Problem::new(Code::ImpEncrypted),
            Self::Damaged => Problem::new(Code::ImpDamaged),
            Self::Empty => Problem::new(Code::ImpEmpty),
            Self::Rows(n) => Problem::new(Code::ImpRows).with("n", n),
            Self::Encoding => Problem::new(Code::ImpEncoding),
            Self::Quoting(line) => Problem::new(Code::ImpCsv).with("line", line),
            Self::SheetUnknown { name, names: all } => {
                Problem::new(Code::ImpSheetUnknown).with("name", name).with("names", names(all))
            }
            Self::SheetChoice(all) => Problem::new(Code::ImpSheetChoice).with("names", names(all)),
            Self::Timeout => Problem::new(Code::ImpTimeout).with("seconds", READ_SECONDS_MAX),
            Self::Cancelled => return None,
        })
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(error.to_string().into_boxed_str())
    }
}
