//! The operating system's keychain, behind a port: Credential Manager, Keychain Services, or the Secret Service.

use super::DeviceSecret;

/// Under which name the entries stand.
const SERVICE: &str = "cn.xinbao.desk";

/// Why the keychain did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the keychain cannot be used")]
pub struct KeychainError;

/// Keeps a vault's device secret for the user who is signed in to this computer. Calls may block for as long as the
/// system asks its user for permission.
pub trait Keychain: Send + Sync {
    /// The secret under this name; `None` if there is no entry.
    ///
    /// # Errors
    /// [`KeychainError`] if the keychain cannot be asked.
    fn get(&self, entry: &str) -> Result<Option<DeviceSecret>, KeychainError>;

    /// Stores a secret under this name, in place of an earlier one.
    ///
    /// # Errors
    /// [`KeychainError`] if it was not stored.
    fn put(&self, entry: &str, secret: &DeviceSecret) -> Result<(), KeychainError>;

    /// Removes the entry, if there is one.
    ///
    /// # Errors
    /// [`KeychainError`] if the keychain cannot be asked.
    fn remove(&self, entry: &str) -> Result<(), KeychainError>;
}

/// The keychain of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

impl SystemKeychain {
    fn entry(entry: &str) -> Result<keyring::Entry, KeychainError> {
        keyring::Entry::new(SERVICE, entry).map_err(|error| unusable(&error))
    }
}

impl Keychain for SystemKeychain {
    fn get(&self, entry: &str) -> Result<Option<DeviceSecret>, KeychainError> {
        match Self::entry(entry)?.get_secret().map(zeroize::Zeroizing::new) {
            // An entry of another form was not written by us; it is as good as none.
            Ok(bytes) => Ok(DeviceSecret::from_slice(&bytes)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(unusable(&error)),
        }
    }

    fn put(&self, entry: &str, secret: &DeviceSecret) -> Result<(), KeychainError> {
        Self::entry(entry)?.set_secret(secret.bytes()).map_err(|error| unusable(&error))
    }

    fn remove(&self, entry: &str) -> Result<(), KeychainError> {
        match Self::entry(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(unusable(&error)),
        }
    }
}

/// The cause is logged by its kind alone: some of the keychain's errors carry the secret that they are about.
fn unusable(error: &keyring::Error) -> KeychainError {
    let kind = match error {
        keyring::Error::NoDefaultStore => "no store",
        keyring::Error::NoStorageAccess(_) => "no access",
        keyring::Error::PlatformFailure(_) => "platform failure",
        keyring::Error::Ambiguous(_) => "ambiguous",
        _ => "other",
    };
    tracing::warn!(kind, "keychain");
    KeychainError
}
