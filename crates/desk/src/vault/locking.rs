//! Setting, changing and removing the lock, and a new recovery code. Each asks again for what opens the vault: whoever
//! sits down at an unlocked window cannot lock its owner out.

use store_desk::FolderLock;

use super::{KeyChoice, Unlock, Vault, VaultError, blocking, making, opening};
use crate::keys::{KeyError, KeyRing, Keychain, LockText, RecoveryCode, SecretPlace};

impl Vault {
    /// Sets a lock, changes it, or removes it (`None`). From then on `unlock`'s secret opens only together with the
    /// new PIN or password, for the window and for `xinbao` alike. This vault stays open.
    ///
    /// # Errors
    /// `Key`: `Locked`, `LockWrong`, `LockSpent`, `Wrong`, `NoKeychain`; `LockFormat` for removing the password of a
    /// vault that has nothing else; `PasswordWeak` for such a vault's new one. `Store`: `Full`, `ReadOnly`, `Busy`.
    pub async fn set_lock(&self, unlock: Unlock, new: Option<LockText>) -> Result<(), VaultError> {
        let key = self.proven(unlock.clone()).await?;
        let _lock = FolderLock::acquire(&self.folder).await?;
        let folder = self.folder.clone();
        blocking(move || {
            let mut ring = opening::read(&folder)?;
            let place = ring.device.as_ref().map(|device| device.secret.clone());
            let choice = choice(unlock, place.as_ref(), new.as_ref())?;
            let made = making::set_device(&mut ring, &key, &choice, new.as_ref())?;
            if let Err(error) = ring.write(&folder) {
                made.remove();
                return Err(error);
            }
            forget(&choice, place);
            Ok(())
        })
        .await
    }

    /// A new recovery code; the old one opens neither this vault nor its later backups any more. Earlier backups still
    /// open with the code of their time.
    ///
    /// # Errors
    /// As [`Vault::set_lock`].
    pub async fn renew_recovery(&self, unlock: Unlock) -> Result<RecoveryCode, VaultError> {
        let key = self.proven(unlock).await?;
        let _lock = FolderLock::acquire(&self.folder).await?;
        let folder = self.folder.clone();
        blocking(move || {
            let code = RecoveryCode::generate();
            let mut ring = opening::read(&folder)?;
            ring.set_recovery(&key, &code);
            ring.write(&folder)?;
            Ok(code)
        })
        .await
    }

    async fn proven(&self, unlock: Unlock) -> Result<crate::keys::VaultKey, VaultError> {
        // A recovery code proves itself without changing the door that is about to be changed.
        let unlock = match unlock {
            Unlock::Recovery { code, .. } => Unlock::Recovery { code, renew: None },
            other => other,
        };
        opening::key(&self.folder, KeyRing::read(&self.folder)?.ok_or(VaultError::Missing)?, unlock).await
    }
}

/// What the key is wrapped with from now on.
fn choice(
    unlock: Unlock,
    place: Option<&SecretPlace>,
    new: Option<&LockText>,
) -> Result<KeyChoice, KeyError> {
    match unlock {
        Unlock::Keychain { chain, .. } if place != Some(&SecretPlace::Password) => {
            Ok(KeyChoice::Keychain(chain))
        }
        Unlock::KeyFile { file, .. } => Ok(KeyChoice::KeyFile(file)),
        Unlock::Recovery { renew: Some(choice), .. } => Ok(choice),
        Unlock::Recovery { .. } if place != Some(&SecretPlace::Password) => Err(KeyError::NoKeychain),
        Unlock::Recovery { .. } | Unlock::Keychain { .. } | Unlock::Password(_) => {
            new.map(|new| KeyChoice::Password(new.clone())).ok_or(KeyError::LockFormat)
        }
    }
}

/// Removes the keychain's entry of a wrap that was replaced. One that stays behind opens nothing.
pub(super) fn forget(choice: &KeyChoice, old: Option<SecretPlace>) {
    if let (KeyChoice::Keychain(chain), Some(SecretPlace::Keychain(entry))) = (choice, old) {
        let chain: &dyn Keychain = &**chain;
        drop(chain.remove(&entry));
    }
}
