//! 从本机删除账号数据 (YW-AUTH-10): taking a vault off this computer. The keys go first, so that whatever is left after a power cut
//! opens no more.

use std::{fs, io, path::Path};

use store_desk::FolderLock;

use super::{Unlock, VaultError, blocking, opening};
use crate::keys::{KeyRing, Keychain, SecretPlace};

/// Everything that a vault has in its folder beside its keys; the folder may hold what is not ours.
const FILES: &[&str] =
    &["vault.db", "vault.db-wal", "vault.db-shm", "vault.db-journal", "device", "sync.lock"];
const FOLDERS: &[&str] = &["backups", "making", "files"];

/// Removes the vault in a folder for good. `unlock` shows that whoever asks may open it; the vault is closed here, in every program.
///
/// # Errors
/// `Missing`, `KeysDamaged`; `Key`, those of opening; `Store` (`Busy`, `ReadOnly`): the vault may be gone in part, and opens no more.
pub(super) async fn remove(folder: &Path, unlock: Unlock) -> Result<(), VaultError> {
    let chain = match &unlock {
        Unlock::Keychain { chain, .. } => Some(chain.clone()),
        Unlock::KeyFile { .. } | Unlock::Password(_) | Unlock::Recovery { .. } => None,
    };
    opening::key(folder, opening::read(folder)?, unlock).await?;
    let lock = FolderLock::acquire(folder).await?;
    let at = folder.to_owned();
    blocking(move || {
        let ring = opening::read(&at)?;
        gone(fs::remove_file(at.join(KeyRing::FILE)))?;
        if let (Some(chain), Some(SecretPlace::Keychain(entry))) =
            (chain, ring.device.as_ref().map(|device| &device.secret))
        {
            // An entry that stays behind opens nothing.
            let chain: &dyn Keychain = &*chain;
            drop(chain.remove(entry));
        }
        for file in FILES {
            gone(fs::remove_file(at.join(file)))?;
        }
        for entry in fs::read_dir(&at).map_err(store_desk::StoreError::from)?.flatten() {
            if is_older_copy(&entry.file_name().to_string_lossy()) {
                gone(fs::remove_file(entry.path()))?;
            }
        }
        for inner in FOLDERS {
            gone(fs::remove_dir_all(at.join(inner)))?;
        }
        Ok::<(), VaultError>(())
    })
    .await?;
    drop(lock);
    gone(fs::remove_file(folder.join(FolderLock::FILE)))?;
    // Where something else lies there, the folder stays.
    drop(fs::remove_dir(folder));
    Ok(())
}

/// A copy of the database as it was before a migration.
fn is_older_copy(name: &str) -> bool {
    name.starts_with("schema-") && name.ends_with(".db")
}

fn gone(removed: io::Result<()>) -> Result<(), VaultError> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(store_desk::StoreError::from(error).into())
        }
        _ => Ok(()),
    }
}
