//! A vault: one firm account's folder with its encrypted database, its wrapped keys and its backups (CM-SEC-01).
//!
//! ```text
//! vault.db       the database, encrypted under a child of the vault key      vault.lock   one program at a time
//! keys.json      the vault key, wrapped                                      backups/     seven days of backups
//! making/        a vault or a restore that is not finished; never the only place of anything
//! ```

mod doctor;
mod error;
pub(crate) mod files;
mod locking;
pub(crate) mod making;
mod opening;
mod places;
mod removing;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use store_desk::Store;

use crate::keys::{DeviceSecret, KeyFile, Keychain, LockText, RecoveryCode, VaultKey};

pub use doctor::doctor;
pub use error::VaultError;
pub use opening::Doors;
pub use places::{choose_vault, data_folder, first_vault, next_vault, present_vault, vaults};

/// The database's name in the folder.
pub(crate) const DATABASE: &str = "vault.db";

/// What opens a new vault on this computer, besides its recovery code.
#[derive(Clone)]
pub enum KeyChoice {
    /// A secret in the keychain: opens without asking.
    Keychain(Arc<dyn Keychain>),
    /// A file that the user keeps and names at each start.
    KeyFile(KeyFile),
    /// A password, for computers without a keychain. It has 8 to 20 characters of two classes: nothing else guards it.
    Password(LockText),
}

/// What opens a vault.
#[derive(Clone)]
pub enum Unlock {
    /// This computer's keychain, and the PIN or password where there is a lock.
    Keychain {
        /// The keychain.
        chain: Arc<dyn Keychain>,
        /// The PIN or password.
        lock: Option<LockText>,
    },
    /// The user's key file, and the PIN or password where there is a lock.
    KeyFile {
        /// The key file.
        file: KeyFile,
        /// The PIN or password.
        lock: Option<LockText>,
    },
    /// The password of a vault that has no other secret.
    Password(LockText),
    /// The recovery code. It also ends a lock, whether its tries are spent or its PIN is forgotten.
    Recovery {
        /// The code.
        code: RecoveryCode,
        /// What opens the vault on this computer from now on; `None` leaves that as it is.
        renew: Option<KeyChoice>,
    },
}

/// An open vault. Dropping or [locking](Vault::lock) it wipes its key.
pub struct Vault {
    folder: PathBuf,
    id: String,
    key: VaultKey,
    store: Store,
}

impl Vault {
    /// Makes a vault in a folder, which is made too if it is missing, and opens it. The recovery code is shown to the
    /// user once; it is kept nowhere.
    ///
    /// Killed at any moment, either the vault is there and opens, or the folder holds nothing that a repetition minds.
    ///
    /// # Errors
    /// `Exists`; `Key` (`NoKeychain`, `PasswordWeak`); `Store` (`ReadOnly`, `Full`, `Busy`).
    pub async fn create(folder: &Path, choice: KeyChoice) -> Result<(Self, RecoveryCode), VaultError> {
        making::create(folder, choice).await
    }

    /// Opens a vault, migrating an older one.
    ///
    /// # Errors
    /// `Missing`; `Key`; `KeysDamaged`; `Newer`; `Store`, where `Damaged` names the newest backup.
    pub async fn open(folder: &Path, unlock: Unlock) -> Result<Self, VaultError> {
        opening::open(folder, unlock).await
    }

    /// Removes a vault from this computer for good, its backups here too. No program may have it open; `unlock` shows that whoever
    /// asks may open it.
    ///
    /// # Errors
    /// `Missing`, `KeysDamaged`; `Key`; `Store` (`Busy`, `ReadOnly`), after which it opens no more even if files of it are left.
    pub async fn remove(folder: &Path, unlock: Unlock) -> Result<(), VaultError> {
        removing::remove(folder, unlock).await
    }

    /// What a vault asks for, without opening it.
    ///
    /// # Errors
    /// `Missing`, `KeysDamaged`, `Newer`.
    pub fn doors(folder: &Path) -> Result<Doors, VaultError> {
        opening::doors(folder)
    }

    /// The vault's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The vault's id, 32 hexadecimal characters; a restored vault keeps it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The vault key, for its derived keys.
    pub fn key(&self) -> &VaultKey {
        &self.key
    }

    /// Closes the database and wipes the key. [`Vault::open`] is the way back.
    pub async fn lock(self) {
        self.store.close().await;
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("folder", &self.folder).field("id", &self.id).finish_non_exhaustive()
    }
}

/// Runs what takes long on a thread that may block.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

/// Reads a vault's secret from the keychain; an absent entry is an error that the recovery code answers.
pub(crate) fn secret_in(chain: &dyn Keychain, entry: &str) -> Result<DeviceSecret, crate::keys::KeyError> {
    use crate::keys::KeyError;
    chain.get(entry).map_err(|_| KeyError::NoKeychain)?.ok_or(KeyError::Missing)
}

#[cfg(test)]
pub(crate) mod tests;
