//! The system's file dialogs, behind a port: no test can reach a native dialog.

use std::{
    collections::VecDeque,
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Mutex,
};

use tauri::{AppHandle, Wry, async_runtime};
use tauri_plugin_dialog::{DialogExt as _, FilePath};

/// What a person chose; `None` if they closed the dialog.
pub type Choice<'a> = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + 'a>>;

/// Asks a person for a file. Each call waits until the dialog is closed.
pub trait Dialogs: Send + Sync {
    /// A workbook to import.
    fn choose_workbook(&self) -> Choice<'_>;
    /// A backup to restore.
    fn choose_backup(&self) -> Choice<'_>;
    /// Where to write a file; `endings` without the dot, the usual one first.
    fn save_as<'a>(&'a self, name: &'a str, endings: &'a [&'a str]) -> Choice<'a>;
}

/// The dialogs of this computer.
pub struct SystemDialogs(AppHandle<Wry>);

impl SystemDialogs {
    /// Dialogs above the windows of this program.
    pub fn of(app: &AppHandle<Wry>) -> Self {
        Self(app.clone())
    }
}

/// The endings of files that an import reads (YW-IMP-02).
const WORKBOOKS: [&str; 5] = ["xlsx", "xls", "csv", "ods", "txt"];
const BACKUPS: [&str; 1] = ["xinbao-backup"];

impl Dialogs for SystemDialogs {
    fn choose_workbook(&self) -> Choice<'_> {
        self.open("xlsx, xls, csv, ods", &WORKBOOKS)
    }

    fn choose_backup(&self) -> Choice<'_> {
        self.open("xinbao-backup", &BACKUPS)
    }

    fn save_as<'a>(&'a self, name: &'a str, endings: &'a [&'a str]) -> Choice<'a> {
        let mut dialog = self.0.dialog().file().set_file_name(name);
        for ending in endings {
            dialog = dialog.add_filter(*ending, &[ending]);
        }
        let usual = endings.first().copied().unwrap_or_default();
        let (answer, answered) = async_runtime::channel(1);
        dialog.save_file(move |chosen| drop(answer.blocking_send(chosen)));
        Box::pin(async move { path(answered).await.map(|path| with_ending(path, usual)) })
    }
}

impl SystemDialogs {
    fn open(&self, words: &str, endings: &[&str]) -> Choice<'_> {
        let (answer, answered) = async_runtime::channel(1);
        let dialog = self.0.dialog().file().add_filter(words, endings);
        dialog.pick_file(move |chosen| drop(answer.blocking_send(chosen)));
        Box::pin(path(answered))
    }
}

async fn path(mut answered: async_runtime::Receiver<Option<FilePath>>) -> Option<PathBuf> {
    answered.recv().await.flatten().and_then(|chosen| chosen.into_path().ok())
}

/// A name typed without an ending gets the usual one: the system's dialog does not add it everywhere.
fn with_ending(path: PathBuf, usual: &str) -> PathBuf {
    if path.extension().is_some() || usual.is_empty() { path } else { path.with_extension(usual) }
}

/// Answers given beforehand, one path a line, taken in turn; an empty line is a dialog that was closed, and so is
/// everything after the last. For tests of the real window, which set [`ANSWERS`].
pub struct PreparedDialogs(Mutex<VecDeque<String>>);

/// The environment variable that names the file of [`PreparedDialogs`].
pub const ANSWERS: &str = "XINBAO_DIALOG_ANSWERS";

impl PreparedDialogs {
    /// The answers of a file.
    ///
    /// # Errors
    /// Those of reading it.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        let answers = std::fs::read_to_string(path)?;
        Ok(Self(Mutex::new(answers.lines().map(str::to_owned).collect())))
    }

    fn next(&self) -> Choice<'_> {
        let mut answers = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let next = answers.pop_front().filter(|line| !line.is_empty()).map(PathBuf::from);
        Box::pin(std::future::ready(next))
    }
}

impl Dialogs for PreparedDialogs {
    fn choose_workbook(&self) -> Choice<'_> {
        self.next()
    }

    fn choose_backup(&self) -> Choice<'_> {
        self.next()
    }

    fn save_as<'a>(&'a self, _: &'a str, _: &'a [&'a str]) -> Choice<'a> {
        self.next()
    }
}

#[cfg(test)]
mod tests;
