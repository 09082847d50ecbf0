//! A file appears whole or not at all: it is written under another name in the same folder and then renamed.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Workbook, XlsxError};
use tempfile::{Builder, NamedTempFile};
use values::{Code, Problem};

/// A file could not be written; what stood under its name before still does.
#[derive(Debug, thiserror::Error)]
#[error("the file cannot be written: {0}")]
pub struct WriteError(String);

impl WriteError {
    /// `FILE_WRITE`; the cause is for the log, and names no content.
    pub fn problem(&self) -> Problem {
        Problem::new(Code::FileWrite)
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> Self {
        Self(error.to_string())
    }
}

/// A file on its way to its name; dropped before, it leaves nothing.
pub(crate) struct Pending {
    target: PathBuf,
    file: NamedTempFile,
}

impl Pending {
    /// Begins in the target's folder, so that the renaming stays on one disk.
    pub(crate) fn create(target: &Path) -> Result<Self, WriteError> {
        let file = Builder::new().prefix(".xinbao-").suffix(".part").tempfile_in(folder(target))?;
        Ok(Self { target: target.to_owned(), file })
    }

    pub(crate) fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Makes the content durable and gives it its name, in place of any file of that name.
    pub(crate) fn finish(self) -> Result<(), WriteError> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

/// A workbook whose rows wait in the target's own folder while it is made: nothing of it goes to a place that the person did
/// not choose.
pub(crate) fn workbook_for(target: &Path) -> Result<Workbook, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_tempdir(folder(target))?;
    Ok(workbook)
}

/// Writes a workbook under its name.
pub(crate) fn save(mut workbook: Workbook, target: &Path) -> Result<(), WriteError> {
    let mut pending = Pending::create(target)?;
    workbook.save_to_writer(io::BufWriter::new(pending.file()))?;
    pending.finish()
}

fn folder(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
