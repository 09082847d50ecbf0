//! One program at a time in a vault's folder, for what SQLite's own locks do not cover: migrating, making, key changes.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use crate::error::{BUSY_TIMEOUT_SECONDS, StoreError};

/// How often a held lock is tried again.
const RETRY: Duration = Duration::from_millis(25);

/// Holds `vault.lock` in a folder until dropped; the system frees it when a process dies.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// The name of the lock's file; it stays, empty, in the folder.
    pub const FILE: &'static str = "vault.lock";

    /// Waits for other programs up to ten seconds.
    ///
    /// # Errors
    /// `Busy` when they do not finish; `ReadOnly`, `Full`.
    pub async fn acquire(folder: &Path) -> Result<Self, StoreError> {
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(Self::FILE))?;
        let tries = u128::from(BUSY_TIMEOUT_SECONDS) * 1_000 / RETRY.as_millis();
        for _ in 0..tries {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(fs::TryLockError::WouldBlock) => tokio::time::sleep(RETRY).await,
                Err(fs::TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(StoreError::Busy)
    }
}
