//! `preferences.json`: how the window looks on this computer. It is read before the vault opens, and nothing in it is
//! secret; a damaged one costs nobody more than their settings, and is kept aside.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::files;
use crate::views::Preferences;

/// The file, and what it said last.
pub(super) struct PreferencesFile {
    path: PathBuf,
    known: Mutex<Option<Preferences>>,
}

impl PreferencesFile {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("preferences.json"), known: Mutex::new(None) }
    }

    /// What the file says; the defaults where there is none or it cannot be understood.
    pub(super) fn read(&self) -> Preferences {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get_or_insert_with(|| read(&self.path)).clone()
    }

    /// Writes the file; what it said before stays where that fails.
    pub(super) fn write(&self, preferences: Preferences) -> io::Result<()> {
        let preferences = sane(preferences);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = serde_json::to_vec_pretty(&preferences).expect("settings have only text keys");
        files::replace(&self.path, &bytes)?;
        *known = Some(preferences);
        Ok(())
    }
}

fn read(path: &Path) -> Preferences {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Preferences::default(),
        Err(error) => {
            tracing::warn!(kind = ?error.kind(), "preferences cannot be read");
            return Preferences::default();
        }
    };
    match serde_json::from_slice(&bytes) {
        Ok(preferences) => sane(preferences),
        Err(error) => {
            tracing::warn!(line = error.line(), "preferences are damaged; kept aside");
            if let Err(error) = fs::rename(path, files::aside(path)) {
                tracing::warn!(kind = ?error.kind(), "damaged preferences could not be kept aside");
            }
            Preferences::default()
        }
    }
}

/// Sizes of the interface in percent.
const SCALES: [u32; 6] = [100, 110, 125, 150, 175, 200];
/// The longest pause before locking that is offered, in minutes.
const LOCK_MINUTES_MAX: u32 = 240;

/// Values that no screen can show are replaced by what it can.
fn sane(mut preferences: Preferences) -> Preferences {
    if !SCALES.contains(&preferences.scale) {
        preferences.scale = Preferences::default().scale;
    }
    preferences.lock_after_minutes =
        preferences.lock_after_minutes.map(|minutes| minutes.clamp(1, LOCK_MINUTES_MAX));
    preferences
}

#[cfg(test)]
mod tests;
