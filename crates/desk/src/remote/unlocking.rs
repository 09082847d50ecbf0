//! The account's password as the vault's lock (YW-AUTH-06, YW-PWD-03): after a sign-in it opens the vault here, also without a network.
//! The lock is the vault's own, with its ten tries; what is added is that it follows the account's password.

use store_desk::StoreError;
use values::Secret;

use super::kept;
use crate::{
    desk::Desk,
    keys::LockText,
    vault::{Unlock, Vault, VaultError},
};

/// What stands in the setting.
const PASSWORD: &str = "password";

/// Lets the account's password open the vault from now on. `unlock` is what opens it now.
///
/// # Errors
/// Those of [`Vault::set_lock`].
pub async fn lock_by_password(
    desk: &Desk,
    unlock: Unlock,
    password: &Secret<String>,
) -> Result<(), VaultError> {
    let text = LockText::new(password.reveal().clone())?;
    desk.vault().set_lock(unlock, Some(text)).await?;
    Ok(desk.store().set_setting(kept::LOCK, PASSWORD).await?)
}

/// Whether the vault's lock is the account's password.
///
/// # Errors
/// Those of the store.
pub async fn is_locked_by_password(desk: &Desk) -> Result<bool, StoreError> {
    Ok(desk.store().setting(kept::LOCK).await?.as_deref() == Some(PASSWORD))
}

/// Where the account's password opens the vault, this one does from now on: after it was changed here, and at a sign-in with one
/// that was changed elsewhere. Says whether it does.
///
/// # Errors
/// Those of [`Vault::set_lock`].
pub async fn renew_lock(desk: &Desk, unlock: Unlock, password: &Secret<String>) -> Result<bool, VaultError> {
    if !is_locked_by_password(desk).await? {
        return Ok(false);
    }
    lock_by_password(desk, unlock, password).await?;
    Ok(true)
}

/// The lock is one of its own again, or none.
///
/// # Errors
/// Those of the store.
pub async fn forget_lock(vault: &Vault) -> Result<(), StoreError> {
    vault.store().swap_setting(kept::LOCK, Some(PASSWORD), None).await?;
    Ok(())
}
