//! `keys.json`: the wrapped copies of the vault key, beside the database that it opens.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::wrap::{device_wrapping, hex};
use super::{DeviceSecret, Kdf, KeyError, LockText, RecoveryCode, Sealed, VaultKey, random};
use crate::vault::{VaultError, files};

/// How many wrong PINs or passwords there may be (DECISIONS, Keys and locks).
pub(crate) const TRIES: u32 = 10;
const FORMAT: &str = "xinbao keys";
const VERSION: u32 = 1;
/// A ring is about 1 KiB; no more than this is read into memory.
const BYTES_MAX: u64 = 64 * 1024;

/// The content of `keys.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyRing {
    format: String,
    version: u32,
    /// The vault's own id, 32 hexadecimal characters. It stays when the vault is restored elsewhere.
    pub(crate) vault: String,
    /// [`VaultKey::check`]: tells a wrong key from a damaged database.
    #[serde(with = "hex")]
    check: Vec<u8>,
    /// The way that works on any computer.
    recovery: RecoveryWrap,
    /// The way that works on this computer; `None` where only the recovery code opens.
    pub(crate) device: Option<DeviceWrap>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryWrap {
    kdf: Kdf,
    key: Sealed,
}

/// The vault key under what this computer or its user keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceWrap {
    pub(crate) secret: SecretPlace,
    /// Tells a wrong secret from a wrong PIN, so that only wrong PINs are counted. Of a secret of 256 random bits it
    /// betrays nothing.
    secret_check: String,
    pub(crate) lock: Option<Lock>,
    key: Sealed,
}

/// Where the device's secret lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SecretPlace {
    /// In the keychain, under this name. Every new wrap has a new name, so that a wrap and its secret never mismatch.
    Keychain(String),
    /// In a file that the user names at each start.
    KeyFile,
    /// Nowhere: the password alone opens.
    Password,
}

/// A lock: the wrap opens only with the secret and this text together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    kdf: Kdf,
    /// Counted before a try is checked, so that killing the program gives none back.
    pub(crate) wrong_tries: u32,
}

impl KeyRing {
    /// The file's name in the vault's folder.
    pub(crate) const FILE: &'static str = "keys.json";

    /// A ring with one way in, the recovery code. Blocking (Argon2id).
    pub(crate) fn new(key: &VaultKey, code: &RecoveryCode) -> Self {
        let vault = hex::encode(random::<16>().as_slice());
        Self {
            format: FORMAT.into(),
            version: VERSION,
            check: key.check().to_vec(),
            recovery: RecoveryWrap::seal(key, code, &vault),
            vault,
            device: None,
        }
    }

    /// Another recovery code in place of the present one. Blocking (Argon2id).
    pub(crate) fn set_recovery(&mut self, key: &VaultKey, code: &RecoveryCode) {
        self.recovery = RecoveryWrap::seal(key, code, &self.vault);
    }

    /// The key by the recovery code. Blocking (Argon2id).
    pub(crate) fn open_by_recovery(&self, code: &RecoveryCode) -> Result<VaultKey, KeyError> {
        let stretched = self.recovery.kdf.stretch(code.bytes()).ok_or(KeyError::Wrong)?;
        let key =
            self.recovery.key.open(&stretched, &bound("recovery", &self.vault)).ok_or(KeyError::Wrong)?;
        self.proven(key)
    }

    /// Wraps the key anew for this computer. Blocking if there is a lock (Argon2id).
    pub(crate) fn set_device(
        &mut self,
        key: &VaultKey,
        place: SecretPlace,
        secret: Option<&DeviceSecret>,
        lock: Option<&LockText>,
    ) {
        let kdf = Kdf::fresh();
        let stretched = lock.map(|lock| kdf.stretch(lock.bytes()).expect("our own parameters are sane"));
        let wrapping = device_wrapping(secret, stretched.as_deref());
        self.device = Some(DeviceWrap {
            secret: place,
            secret_check: secret_check(secret),
            lock: lock.map(|_| Lock { kdf, wrong_tries: 0 }),
            key: Sealed::seal(key, &wrapping, &bound("device", &self.vault)),
        });
    }

    /// The key by this computer's secret and, where there is a lock, the text. Counts nothing: that is
    /// [`KeyRing::open_counted`]. Blocking if there is a lock (Argon2id).
    fn open_by_device(
        &self,
        secret: Option<&DeviceSecret>,
        text: Option<&LockText>,
    ) -> Result<VaultKey, KeyError> {
        let device = self.device.as_ref().ok_or(KeyError::Missing)?;
        let stretched = match (&device.lock, text) {
            (Some(lock), Some(text)) => Some(lock.kdf.stretch(text.bytes()).ok_or(KeyError::Wrong)?),
            (Some(_), None) => return Err(KeyError::Locked),
            (None, _) => None,
        };
        let wrapping = device_wrapping(secret, stretched.as_deref());
        let key = device.key.open(&wrapping, &bound("device", &self.vault)).ok_or(KeyError::Wrong)?;
        self.proven(key)
    }

    /// The key by this computer's secret and, where there is a lock, the text, of which ten may be wrong. The caller
    /// holds the folder's lock. Blocking.
    pub(crate) fn open_counted(
        &mut self,
        folder: &Path,
        secret: Option<&DeviceSecret>,
        text: Option<&LockText>,
    ) -> Result<VaultKey, VaultError> {
        let device = self.device.as_mut().ok_or(KeyError::Missing)?;
        if device.secret_check != secret_check(secret) {
            return Err(KeyError::Wrong.into());
        }
        let Some(lock) = &mut device.lock else {
            return Ok(self.open_by_device(secret, None)?);
        };
        if lock.wrong_tries >= TRIES {
            return Err(KeyError::LockSpent.into());
        }
        if text.is_none() {
            return Err(KeyError::Locked.into());
        }
        lock.wrong_tries += 1;
        let left = TRIES - lock.wrong_tries;
        self.write(folder)?;
        match self.open_by_device(secret, text) {
            Ok(key) => {
                self.forgive();
                self.write(folder)?;
                Ok(key)
            }
            Err(KeyError::Wrong) if left == 0 => Err(KeyError::LockSpent.into()),
            Err(KeyError::Wrong) => Err(KeyError::LockWrong { left }.into()),
            Err(other) => Err(other.into()),
        }
    }

    /// The key by secret and text, uncounted: for a ring inside a backup, of which anyone can have many copies.
    /// Blocking if there is a lock (Argon2id).
    pub(crate) fn open_elsewhere(
        &self,
        secret: Option<&DeviceSecret>,
        text: Option<&LockText>,
    ) -> Result<VaultKey, KeyError> {
        self.open_by_device(secret, text).map_err(|error| match error {
            KeyError::Missing => KeyError::Wrong, // the backup has no such way in
            other => other,
        })
    }

    fn forgive(&mut self) {
        if let Some(lock) = self.device.as_mut().and_then(|device| device.lock.as_mut()) {
            lock.wrong_tries = 0;
        }
    }

    fn proven(&self, key: VaultKey) -> Result<VaultKey, KeyError> {
        if key.check().as_slice() == self.check { Ok(key) } else { Err(KeyError::Wrong) }
    }

    /// Reads the ring of a folder; `None` if there is none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, VaultError> {
        use std::io::Read;
        let mut bytes = Vec::new();
        let read = std::fs::File::open(folder.join(Self::FILE))
            .and_then(|file| file.take(BYTES_MAX).read_to_end(&mut bytes));
        match read {
            Ok(_) => Self::parse(&bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the bytes of `keys.json`, or of a backup's header.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct Outline {
            format: String,
            version: u32,
        }
        let outline: Outline = serde_json::from_slice(bytes).map_err(|_| VaultError::KeysDamaged)?;
        match outline {
            Outline { format, .. } if format != FORMAT => Err(VaultError::KeysDamaged),
            Outline { version, .. } if version > VERSION => Err(VaultError::Newer),
            _ => serde_json::from_slice(bytes).map_err(|_| VaultError::KeysDamaged),
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("a ring has only text keys")
    }

    /// Replaces the ring of a folder: the old one or the new one is there, whatever happens meanwhile.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), VaultError> {
        Ok(files::replace(&folder.join(Self::FILE), &self.to_bytes())?)
    }
}

impl RecoveryWrap {
    fn seal(key: &VaultKey, code: &RecoveryCode, vault: &str) -> Self {
        let kdf = Kdf::fresh();
        let stretched = kdf.stretch(code.bytes()).expect("our own parameters are sane");
        Self { key: Sealed::seal(key, &stretched, &bound("recovery", vault)), kdf }
    }
}

fn bound(way: &str, vault: &str) -> String {
    format!("{FORMAT} {VERSION} {way} {vault}")
}

fn secret_check(secret: Option<&DeviceSecret>) -> String {
    use sha2::{Digest, Sha256};
    let mut digest = Sha256::new_with_prefix("xinbao device secret ");
    digest.update(secret.map_or(&[][..], DeviceSecret::bytes));
    hex::encode(&digest.finalize()[..16])
}
