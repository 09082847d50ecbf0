//! This computer: settings, the log, the clipboard.

use super::{
    Answer, Session, files,
    log::{self, LogFiles},
    refusal,
};
use crate::{
    system::dialogs::Dialogs,
    views::{AboutView, FileView, Preferences},
};

impl Session {
    /// The window's settings; the defaults where none were saved.
    pub fn preferences(&self) -> Preferences {
        self.0.preferences.read()
    }

    /// Saves the window's settings.
    ///
    /// # Errors
    /// `FILE_WRITE`, `LOCAL_STORE_FULL`.
    pub fn set_preferences(&self, preferences: Preferences) -> Answer<()> {
        self.0.preferences.write(preferences).map_err(|error| refusal(files::unwritten(&error)))
    }

    /// The program and where it works.
    pub async fn about(&self, webview: String) -> AboutView {
        let place = self.place();
        AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            webview,
            folder: place.folder.display().to_string(),
            vault_id: self.vault_id().await,
            log_folder: log::folder(&place.data).display().to_string(),
        }
    }

    /// Writes the program's log where the person chooses.
    ///
    /// # Errors
    /// `FILE_WRITE`, `LOCAL_STORE_FULL`.
    pub async fn save_log(&self, dialogs: &dyn Dialogs) -> Answer<Option<FileView>> {
        let Some(path) = dialogs.save_as("xinbao-desk-log.txt", &["txt"]).await else { return Ok(None) };
        let log = LogFiles::read(&log::folder(&self.place().data));
        let log = log.map_err(|error| refusal(files::unwritten(&error)))?;
        let lines = log.iter().filter(|byte| **byte == b'\n').count();
        files::replace(&path, &log).map_err(|error| refusal(files::unwritten(&error)))?;
        Ok(Some(FileView::written(&path, i64::try_from(lines).unwrap_or(i64::MAX))))
    }

    /// Puts a text on the system's clipboard, and a table beside it.
    ///
    /// # Errors
    /// `CLIPBOARD_BUSY`.
    pub async fn copy_text(&self, text: String, html: Option<String>) -> Answer<()> {
        let clipboard = self.0.clipboard.clone();
        let copied = tokio::task::spawn_blocking(move || clipboard.put(text, html)).await;
        match copied {
            Ok(copied) => copied.map_err(refusal),
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }
}
