//! Making a vault, all or nothing.
//!
//! Everything is made in `making/`. The rename of `keys.json` is the moment from which there is a vault; the
//! database follows, and whoever opens a vault first finishes that move.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use store_desk::{FolderLock, Store, StoreError};

use super::{DATABASE, KeyChoice, Vault, VaultError, blocking, files};
use crate::keys::{
    DeviceSecret, KeyError, KeyRing, Keychain, LockText, RecoveryCode, SecretPlace, VaultKey, random,
};

const MAKING: &str = "making";

pub(super) async fn create(folder: &Path, choice: KeyChoice) -> Result<(Vault, RecoveryCode), VaultError> {
    files::make_folder(folder)?;
    let lock = FolderLock::acquire(folder).await?;
    if folder.join(KeyRing::FILE).exists() || folder.join(DATABASE).exists() {
        return Err(VaultError::Exists);
    }
    let making = begin(folder)?;
    let key = VaultKey::generate();
    let store = Store::create(&making.join(DATABASE), &key.database()).await?;
    store.close().await;
    let code = RecoveryCode::generate();
    let (ring, undo) = {
        let (key, code) = (key.clone(), code.clone());
        blocking(move || -> Result<_, VaultError> {
            let mut ring = KeyRing::new(&key, &code);
            let undo = set_device(&mut ring, &key, &choice, None)?;
            Ok((ring, undo))
        })
        .await?
    };
    if let Err(error) = finish(folder, &ring) {
        blocking(move || undo.remove()).await;
        return Err(error);
    }
    drop(lock);
    let store = Store::open(&folder.join(DATABASE), &key.database()).await?;
    Ok((Vault { folder: folder.to_owned(), id: ring.vault, key, store }, code))
}

/// An empty `making/`; what an earlier attempt left there never held anything that was acknowledged.
pub(crate) fn begin(folder: &Path) -> Result<PathBuf, VaultError> {
    let making = folder.join(MAKING);
    if making.exists() {
        fs::remove_dir_all(&making)?;
    }
    files::make_folder(&making)?;
    Ok(making)
}

/// Turns `making/` into the vault of this folder.
pub(crate) fn finish(folder: &Path, ring: &KeyRing) -> Result<(), VaultError> {
    let making = folder.join(MAKING);
    let database = making.join(DATABASE);
    if database.with_extension("db-wal").exists() {
        // SQLite leaves its log behind only where closing failed; the database alone would not be whole.
        return Err(StoreError::Full.into());
    }
    fs::File::options().write(true).open(&database)?.sync_all()?;
    ring.write(&making)?;
    files::rename(&making.join(KeyRing::FILE), &folder.join(KeyRing::FILE))?;
    complete(folder)
}

/// Moves the database to its place where that was cut off; nothing to do otherwise.
pub(crate) fn complete(folder: &Path) -> Result<(), VaultError> {
    let making = folder.join(MAKING);
    let made = making.join(DATABASE);
    if made.exists() && !folder.join(DATABASE).exists() {
        files::rename(&made, &folder.join(DATABASE))?;
    }
    if making.exists() {
        fs::remove_dir_all(&making)?;
    }
    Ok(())
}

/// Whether a vault was made up to the last rename.
pub(crate) fn is_incomplete(folder: &Path) -> bool {
    folder.join(MAKING).exists()
}

/// What else may lie in a folder that counts as empty.
pub(crate) fn is_leftover(name: &std::ffi::OsStr) -> bool {
    name == MAKING || name == FolderLock::FILE
}

/// Wraps the key for this computer. A keychain gets a new entry, so that the ring on the disk goes on working until
/// the new one replaces it; what comes back removes the entry again if that fails. Blocking.
pub(crate) fn set_device(
    ring: &mut KeyRing,
    key: &VaultKey,
    choice: &KeyChoice,
    lock: Option<&LockText>,
) -> Result<Undo, VaultError> {
    match choice {
        KeyChoice::Keychain(chain) => {
            let entry = format!("{}-{}", ring.vault, crate::keys::hex::encode(random::<4>().as_slice()));
            let secret = DeviceSecret::generate();
            chain.put(&entry, &secret).map_err(|_| KeyError::NoKeychain)?;
            ring.set_device(key, SecretPlace::Keychain(entry.clone()), Some(&secret), lock);
            return Ok(Undo(Some((Arc::clone(chain), entry))));
        }
        KeyChoice::KeyFile(file) => ring.set_device(key, SecretPlace::KeyFile, Some(file.secret()), lock),
        KeyChoice::Password(password) => {
            password.strong_alone()?;
            ring.set_device(key, SecretPlace::Password, None, Some(password));
        }
    }
    Ok(Undo(None))
}

/// A keychain entry that is worth nothing unless its ring reaches the disk.
pub(crate) struct Undo(Option<(Arc<dyn Keychain>, String)>);

impl Undo {
    /// Removes the entry; one that cannot be removed is harmless, as it opens nothing. Blocking.
    pub(crate) fn remove(self) {
        if let Some((chain, entry)) = self.0 {
            drop(chain.remove(&entry));
        }
    }
}
