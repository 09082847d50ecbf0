//! The reading stage: bytes of a file → what stands in it. It knows nothing of orders, so that it can run in a process of
//! its own, where a hostile file can do no harm (see [`crate::worker`]).

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use sheets::SHEET_NAME;

use crate::bounds::FILE_BYTES_MAX;
use crate::columns::Mapping;
use crate::raw::{Facts, Kind, RawEvent, TextEncoding};
use crate::refusal::Refusal;

// What it is, which sheet, and where its rows go.
mod sheets;
mod sniff;

mod feed;

// Office Open XML.
mod container;
mod xml;

mod xlsx;

mod dates;

// Excel 97–2003.
mod compound;

mod biff;

mod xls;

// OpenDocument.
mod ods_bounds;

mod ods;

// Separated text.
mod csv_text;

mod csv;

/// What is to be read, and the choices of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRequest {
    /// The file.
    pub path: PathBuf,
    /// The sheet to read, instead of the one that YW-IMP-04 would take.
    pub sheet: Option<Box<str>>,
    /// The encoding of separated text, instead of the one found (YW-IMP-06).
    pub encoding: Option<TextEncoding>,
    /// Columns assigned by the person; they help to find the header.
    pub mapping: Mapping,
}

impl ReadRequest {
    /// A request without choices.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), sheet: None, encoding: None, mapping: Mapping::default() }
    }
}

/// Where the account goes. `Break` ends the reading with `Refusal::Cancelled`.
pub type Emit<'a> = dyn FnMut(RawEvent) -> ControlFlow<()> + 'a;

/// Reads a file in this thread. The last event is `End`, unless it is refused.
///
/// The bounds of YW-IMP-02 and -03 are kept by counting; time, memory and crashes of the parsers are not bounded here but
/// by [`crate::worker::read_in_child`].
///
/// # Errors
/// Any [`Refusal`] but `Timeout`.
pub fn read(request: &ReadRequest, emit: &mut Emit<'_>) -> Result<(), Refusal> {
    let bytes = load(&request.path)?;
    let kind = sniff::kind(&bytes, &extension(&request.path))?;
    let job = Job { request, wrong_extension: wrong_extension(&request.path, kind) };
    match kind {
        Kind::Xlsx => xlsx::read(&bytes, &job, emit),
        Kind::Xls => xls::read(bytes, &job, emit),
        Kind::Ods => ods::read(&bytes, &job, emit),
        Kind::Csv => csv::read(&bytes, &job, emit),
    }
}

/// The request, and what is known before the content is opened.
struct Job<'a> {
    request: &'a ReadRequest,
    wrong_extension: Option<Box<str>>,
}

impl Job<'_> {
    fn facts(&self, kind: Kind) -> Facts {
        Facts {
            kind,
            wrong_extension: self.wrong_extension.clone(),
            sheets: Vec::new(),
            sheet: 0,
            is_1904: false,
            encoding: None,
            separator: None,
        }
    }
}

/// Hands an event on.
fn tell(emit: &mut Emit<'_>, event: RawEvent) -> Result<(), Refusal> {
    match emit(event) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Refusal::Cancelled),
    }
}

/// The whole file, at most 50 MiB. It is read through a bound, since a size that was asked for may have changed.
fn load(path: &Path) -> Result<Vec<u8>, Refusal> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(Refusal::Unreadable("not a file".into()));
    }
    if meta.len() > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        0 => Err(Refusal::Empty),
        len if len > FILE_BYTES_MAX => Err(Refusal::TooLarge),
        _ => Ok(bytes),
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|ext| ext.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// The extension, if it belongs to another kind. Text has several customary ones.
fn wrong_extension(path: &Path, kind: Kind) -> Option<Box<str>> {
    let ext = extension(path);
    let fits =
        ext == kind.extension() || (kind == Kind::Csv && matches!(ext.as_str(), "txt" | "tsv" | "tab"));
    (!fits).then(|| ext.into_boxed_str())
}
