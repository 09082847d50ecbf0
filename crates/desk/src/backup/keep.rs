//! The backups that are made by themselves: one per China day, the last seven kept (CM-SEC-01).

use std::fs;
use std::path::{Path, PathBuf};

use values::{Day, Instant};

use super::file::{self, BackupFacts};
use super::write::FOLDER;
use crate::vault::{Vault, VaultError, blocking, files};

/// How many days are kept.
const KEPT: usize = 7;
const ENDING: &str = "xinbao-backup";

/// The backups in a vault's folder.
pub struct Backups;

impl Backups {
    /// The daily backups of the vault in `folder` with what they say of themselves, newest first. A file that cannot
    /// be read as a backup comes with its error, at its day's place.
    pub fn list(folder: &Path) -> Vec<(Day, PathBuf, Result<BackupFacts, VaultError>)> {
        let mut found: Vec<_> = daily(&folder.join(FOLDER))
            .into_iter()
            .map(|(day, path)| {
                let facts = file::facts(&path);
                (day, path, facts)
            })
            .collect();
        found.reverse();
        found
    }

    /// When the newest readable backup was made; the `{time}` of `LOCAL_STORE_DAMAGED`.
    pub fn newest(folder: &Path) -> Option<Instant> {
        Self::list(folder).into_iter().filter_map(|(_, _, facts)| facts.ok()).map(|facts| facts.made_at).max()
    }

    /// Makes the backup of the China day of `now` if there is none yet, and removes those beyond the seventh day. Call
    /// it at the first write of a day, and at every later one: a day that has its backup costs one look at the folder.
    /// The backup holds what was there before or after that write, never half of it.
    ///
    /// Returns whether one was made.
    ///
    /// # Errors
    /// As [`Vault::back_up`]. The write itself is not concerned: a failed backup is a warning, and tried again.
    pub async fn daily(vault: &Vault, now: Instant) -> Result<bool, VaultError> {
        let folder = vault.folder().join(FOLDER);
        let today = folder.join(format!("{}.{ENDING}", now.china_day()));
        if today.exists() {
            return Ok(false);
        }
        // Another program may be making today's at this moment.
        if vault.back_up_unless(&today, now, Path::exists).await?.is_none() {
            return Ok(false);
        }
        blocking(move || prune(&folder)).await?;
        Ok(true)
    }
}

/// Removes what is older than the newest seven. Only files with a day's name are ours to remove.
fn prune(folder: &Path) -> Result<(), VaultError> {
    let found = daily(folder);
    for (_, path) in found.iter().take(found.len().saturating_sub(KEPT)) {
        files::remove_if_there(path)?;
    }
    Ok(())
}

/// The daily backups by day, oldest first.
fn daily(folder: &Path) -> Vec<(Day, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<(Day, PathBuf)> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|path| Some((Day::parse(path.file_stem()?.to_str()?).ok()?, path)))
        .collect();
    found.sort();
    found
}
