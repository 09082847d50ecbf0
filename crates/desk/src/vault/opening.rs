//! Opening a vault: the ring, the secret, the key, the database.

use std::path::Path;

use store_desk::{FolderLock, Store, StoreError};

use super::{DATABASE, KeyChoice, Unlock, Vault, VaultError, blocking, making, secret_in};
use crate::backup::Backups;
use crate::keys::{DeviceWrap, KeyError, KeyRing, LockText, SecretPlace, TRIES, VaultKey};

/// What a vault asks for. A lock with neither keychain nor key file is a password alone; none of the three means that
/// only the recovery code opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doors {
    /// Whether the secret lies in the keychain, so that nothing has to be named.
    pub keychain: bool,
    /// Whether a key file has to be named.
    pub key_file: bool,
    /// Whether a PIN or password has to be typed.
    pub lock: bool,
    /// How many wrong PINs or passwords are left, from 10 to 0; at 0 only the recovery code opens.
    pub tries_left: u32,
}

pub(super) fn doors(folder: &Path) -> Result<Doors, VaultError> {
    let device = read(folder)?.device;
    let place = device.as_ref().map(|device| &device.secret);
    let lock = device.as_ref().and_then(|device| device.lock.as_ref());
    Ok(Doors {
        keychain: matches!(place, Some(SecretPlace::Keychain(_))),
        key_file: matches!(place, Some(SecretPlace::KeyFile)),
        lock: lock.is_some(),
        tries_left: lock.map_or(TRIES, |lock| TRIES.saturating_sub(lock.wrong_tries)),
    })
}

pub(super) async fn open(folder: &Path, unlock: Unlock) -> Result<Vault, VaultError> {
    let ring = read(folder)?;
    if making::is_incomplete(folder) {
        let _lock = FolderLock::acquire(folder).await?;
        making::complete(folder)?;
    }
    let id = ring.vault.clone();
    let key = key(folder, ring, unlock).await?;
    let store = match Store::open(&folder.join(DATABASE), &key.database()).await {
        Ok(store) => store,
        // keys.json without its database: the file was removed or lost.
        Err(StoreError::Missing) => return Err(told(StoreError::Damaged { newest_backup: None }, folder)),
        Err(error) => return Err(told(error.key_proven(), folder)),
    };
    Ok(Vault { folder: folder.to_owned(), id, key, store })
}

/// Damage is told with the backup that mends it.
fn told(error: StoreError, folder: &Path) -> VaultError {
    error.with_newest_backup(Backups::newest(folder).map(values::Instant::china_text)).into()
}

/// The ring of a folder in which there is a vault.
pub(crate) fn read(folder: &Path) -> Result<KeyRing, VaultError> {
    match KeyRing::read(folder)? {
        Some(ring) => Ok(ring),
        // The database alone: its keys were lost. A backup carries them.
        None if folder.join(DATABASE).exists() => Err(VaultError::KeysDamaged),
        None => Err(VaultError::Missing),
    }
}

/// The vault key by whatever was offered.
pub(crate) async fn key(folder: &Path, ring: KeyRing, unlock: Unlock) -> Result<VaultKey, VaultError> {
    let is_locked = ring.device.as_ref().is_some_and(|device| device.lock.is_some());
    let must_write = is_locked || matches!(unlock, Unlock::Recovery { renew: Some(_), .. });
    // Counting a try and changing the ring are for one program at a time; opening without either does not wait.
    let lock = if must_write { Some(FolderLock::acquire(folder).await?) } else { None };
    let ring = if must_write { read(folder)? } else { ring };
    let folder = folder.to_owned();
    let opened = blocking(move || match unlock {
        Unlock::Recovery { code, renew } => by_recovery(&folder, ring, &code, renew),
        Unlock::Keychain { chain, lock } => match place(&ring)? {
            SecretPlace::Keychain(entry) => {
                let secret = secret_in(&*chain, entry)?;
                counted(&folder, ring, Some(&secret), lock.as_ref())
            }
            SecretPlace::KeyFile => Err(KeyError::NoKeychain.into()),
            SecretPlace::Password => counted(&folder, ring, None, lock.as_ref()),
        },
        Unlock::KeyFile { file, lock } => match place(&ring)? {
            SecretPlace::KeyFile => counted(&folder, ring, Some(file.secret()), lock.as_ref()),
            SecretPlace::Keychain(_) | SecretPlace::Password => Err(KeyError::Wrong.into()),
        },
        Unlock::Password(text) => match place(&ring)? {
            SecretPlace::Password => counted(&folder, ring, None, Some(&text)),
            SecretPlace::Keychain(_) | SecretPlace::KeyFile => Err(KeyError::Wrong.into()),
        },
    })
    .await;
    drop(lock);
    opened
}

fn place(ring: &KeyRing) -> Result<&SecretPlace, KeyError> {
    ring.device.as_ref().map(|device: &DeviceWrap| &device.secret).ok_or(KeyError::Missing)
}

fn counted(
    folder: &Path,
    mut ring: KeyRing,
    secret: Option<&crate::keys::DeviceSecret>,
    text: Option<&LockText>,
) -> Result<VaultKey, VaultError> {
    ring.open_counted(folder, secret, text)
}

fn by_recovery(
    folder: &Path,
    mut ring: KeyRing,
    code: &crate::keys::RecoveryCode,
    renew: Option<KeyChoice>,
) -> Result<VaultKey, VaultError> {
    let key = ring.open_by_recovery(code)?;
    if let Some(choice) = renew {
        let old = place(&ring).ok().cloned();
        // A keychain that cannot be written does not keep anyone out who has the code.
        match making::set_device(&mut ring, &key, &choice, None) {
            Ok(made) => {
                if let Err(error) = ring.write(folder) {
                    made.remove();
                    return Err(error);
                }
                super::locking::forget(&choice, old);
            }
            Err(VaultError::Key(KeyError::NoKeychain)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(key)
}
