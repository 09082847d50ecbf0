//! The way back: a backup into an empty folder, on this computer or another.

use std::fs;
use std::io::Write;
use std::path::Path;

use store_desk::FolderLock;

use super::file::{self, BackupFacts};
use super::write::verify_copy;
use crate::keys::{KeyError, KeyFile, LockText, RecoveryCode, VaultKey};
use crate::vault::{DATABASE, KeyChoice, VaultError, blocking, files, making};

/// What opens a backup.
#[derive(Clone)]
pub enum RestoreKey {
    /// The recovery code that was the vault's when the backup was made.
    Recovery(RecoveryCode),
    /// The key file that was the vault's, with the PIN or password if there was a lock.
    KeyFile {
        /// The key file.
        file: KeyFile,
        /// The PIN or password.
        lock: Option<LockText>,
    },
    /// The password of a vault without a keychain.
    Password(LockText),
}

/// Restores `backup` into `folder`, which is made if it is missing and must be empty. The backup's trailer, every page
/// and the structure of the database are checked before there is a vault. `device` is what opens it on this computer
/// from now on; without it, or where the keychain refuses, the recovery code does.
///
/// Killed at any moment, the vault is there and opens, or the restore can be repeated in the same folder.
///
/// # Errors
/// `RestoreNotEmpty`, `BackupType`, `BackupDamaged`, `BackupUnreadable`, `Newer`, `Key` (`Wrong`), `Store` (`Full`,
/// `ReadOnly`, `Busy`).
pub async fn restore(
    backup: &Path,
    folder: &Path,
    key: RestoreKey,
    device: Option<KeyChoice>,
) -> Result<BackupFacts, VaultError> {
    check_empty(folder)?;
    let opened = file::open(backup)?;
    let facts = opened.facts.clone();
    if facts.schema > *store_desk::SCHEMA {
        return Err(VaultError::Newer);
    }
    let mut ring = opened.ring.clone();
    let (ring_again, key) = blocking(move || unwrap(&ring, &key).map(|key| (ring, key))).await?;
    ring = ring_again;
    files::make_folder(folder)?;
    let _lock = FolderLock::acquire(folder).await?;
    check_empty(folder)?; // another restore may have been faster
    let restored = unpack(folder, opened, &key).await;
    if restored.is_err() {
        // Nothing of a refused backup stays; what cannot be removed is removed by the next attempt.
        let _ = making::begin(folder).and_then(|empty| Ok(fs::remove_dir(empty)?));
    }
    restored?;
    let folder = folder.to_owned();
    blocking(move || {
        ring.device = None;
        if let Some(choice) = device {
            match making::set_device(&mut ring, &key, &choice, None) {
                Ok(_) | Err(VaultError::Key(KeyError::NoKeychain)) => {}
                Err(error) => return Err(error),
            }
        }
        making::finish(&folder, &ring)
    })
    .await?;
    Ok(facts)
}

fn unwrap(ring: &crate::keys::KeyRing, key: &RestoreKey) -> Result<VaultKey, KeyError> {
    match key {
        RestoreKey::Recovery(code) => ring.open_by_recovery(code),
        RestoreKey::KeyFile { file, lock } => ring.open_elsewhere(Some(file.secret()), lock.as_ref()),
        RestoreKey::Password(text) => ring.open_elsewhere(None, Some(text)),
    }
}

async fn unpack(folder: &Path, opened: file::Opened, key: &VaultKey) -> Result<(), VaultError> {
    let database = making::begin(folder)?.join(DATABASE);
    let (path, owned) = (database.clone(), key.clone());
    blocking(move || -> Result<(), VaultError> {
        let mut into = files::create_private(&path)?;
        opened.body(&owned, |step| Ok(into.write_all(step)?))?;
        Ok(into.sync_all()?)
    })
    .await?;
    verify_copy(&database, key).await.map_err(|error| match error {
        // The trailer proved that this is what was written: it was damaged before.
        VaultError::Store(store_desk::StoreError::Damaged { .. }) => VaultError::BackupDamaged,
        other => other,
    })
}

/// Empty, or with nothing but what an interrupted restore left.
fn check_empty(folder: &Path) -> Result<(), VaultError> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                if !making::is_leftover(&entry?.file_name()) {
                    return Err(VaultError::RestoreNotEmpty);
                }
            }
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Err(VaultError::RestoreNotEmpty),
        Err(error) => Err(error.into()),
    }
}
