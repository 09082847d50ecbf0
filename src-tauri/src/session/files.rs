//! Small files of this computer: whole or not at all, and readable by their owner only.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use values::{Code, Problem};

/// Writes a file in place of what is there; after a failure what was there still is.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // A temporary file is made for its owner alone, and keeps that when it is renamed.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// `FILE_WRITE`, or `LOCAL_STORE_FULL` where no room is left. The path stays out of the log: a person chose it.
pub(super) fn unwritten(error: &io::Error) -> Problem {
    tracing::warn!(kind = ?error.kind(), "a file could not be written");
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Problem::new(Code::LocalStoreFull),
        _ => Problem::new(Code::FileWrite),
    }
}

/// The name beside a file under which it is kept aside: `a.json` becomes `a.damaged.json`.
pub(super) fn aside(path: &Path) -> PathBuf {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_extension(format!("damaged.{ending}"))
}
