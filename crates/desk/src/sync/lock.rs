//! One program at a time synchronises a vault: two would put on each other's pages.

use std::{
    fs::{self, File},
    path::Path,
};

use store_desk::StoreError;

/// Held in a vault's folder until dropped; the system frees it when a process dies.
#[derive(Debug)]
pub struct SyncLock {
    _file: File,
}

impl SyncLock {
    /// The name of the lock's file; it stays, empty, in the folder.
    pub const FILE: &'static str = "sync.lock";

    /// Takes the lock; `None` while another program has it, which synchronises what this one writes as well.
    ///
    /// # Errors
    /// `ReadOnly`, `Full`.
    pub fn try_acquire(folder: &Path) -> Result<Option<Self>, StoreError> {
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(Self::FILE))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
