//! The program's log in the data folder: three files of at most 1 MiB, the newest last. What is logged never holds personal
//! data (CM-SEC-04), so the person may hand it on as it is.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tracing_subscriber::fmt::MakeWriter;

/// Bytes after which the next file is begun.
const FILE_BYTES_MAX: u64 = 1024 * 1024;
/// The files, oldest first; the last is the one that is written.
const NAMES: [&str; 3] = ["log.2.txt", "log.1.txt", "log.txt"];

/// The folder of the log under the program's data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("log")
}

/// A log that begins the next file when one is full. Cloning shares it.
#[derive(Clone)]
pub struct LogFiles(Arc<Mutex<Current>>);

struct Current {
    folder: PathBuf,
    file: Option<(File, u64)>,
}

impl LogFiles {
    /// A log in this folder, which is made with the first line.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(Arc::new(Mutex::new(Current { folder, file: None })))
    }

    /// The whole log, oldest line first; at most some 3 MiB.
    ///
    /// # Errors
    /// Those of reading; files that are not there yet are none.
    pub fn read(folder: &Path) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        for name in NAMES {
            match fs::read(folder.join(name)) {
                Ok(bytes) => all.extend(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }
}

/// A line on its way into the log, and onto standard error for whoever started the program there.
pub struct LogLine(LogFiles);

impl<'a> MakeWriter<'a> for LogFiles {
    type Writer = LogLine;

    fn make_writer(&'a self) -> LogLine {
        LogLine(self.clone())
    }
}

impl Write for LogLine {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // A log that cannot be written must not stop anything; standard error still has the line.
        let mut current = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if current.write(line).is_err() {
            current.file = None;
        }
        io::stderr().write_all(line)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Current {
    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.file.as_ref().is_some_and(|(_, bytes)| *bytes >= FILE_BYTES_MAX) {
            self.file = None;
            // Another window of this computer may have the file open where that prevents a new name: then it grows on.
            drop(self.roll());
        }
        let (file, bytes) = match &mut self.file {
            Some(file) => file,
            None => {
                let opened = self.open()?;
                self.file.insert(opened)
            }
        };
        file.write_all(line)?;
        *bytes += line.len() as u64;
        Ok(())
    }

    fn open(&self) -> io::Result<(File, u64)> {
        fs::create_dir_all(&self.folder)?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(self.folder.join(NAMES[NAMES.len() - 1]))?;
        let bytes = file.metadata()?.len();
        Ok((file, bytes))
    }

    /// Each file takes the place of the one before it; the oldest goes.
    fn roll(&self) -> io::Result<()> {
        for pair in NAMES.windows(2) {
            match fs::rename(self.folder.join(pair[1]), self.folder.join(pair[0])) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// From now on a panic says where it happened, to the log alone; its words may quote what was entered.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

#[cfg(test)]
mod tests;
