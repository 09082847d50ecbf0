//! Keys: one random vault key, what is derived from it, and how it is wrapped (CM-SEC-01; DECISIONS, Keys and locks).
//!
//! Reading order: [`VaultKey`] is what everything hangs on; [`RecoveryCode`] and [`LockText`] are what people type;
//! [`Keychain`] and [`KeyFile`] keep the device's secret; `ring` is `keys.json`, where the wrapped copies lie.

mod derive;
mod error;
mod keychain;
mod recovery;
mod ring;
mod seal;
mod text;
mod wrap;

pub use derive::VaultKey;
pub use error::KeyError;
pub use keychain::{Keychain, KeychainError, SystemKeychain};
pub use recovery::RecoveryCode;
pub(crate) use ring::{DeviceWrap, KeyRing, SecretPlace, TRIES};
pub(crate) use seal::{SealedText, computer_key};
pub use text::LockText;
pub use wrap::{DeviceSecret, KeyFile};
pub(crate) use wrap::{Kdf, Sealed, hex};

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> zeroize::Zeroizing<[u8; N]> {
    let mut bytes = zeroize::Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests;
