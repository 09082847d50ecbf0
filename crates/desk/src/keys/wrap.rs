//! Wrapping the vault key: XChaCha20-Poly1305 under a key that comes from a secret, from a typed text, or from both.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{KeyError, VaultKey, random};

/// 32 random bytes that this computer keeps: in the keychain or in the user's key file.
#[derive(Clone)]
pub struct DeviceSecret(Zeroizing<[u8; 32]>);

impl DeviceSecret {
    pub(crate) fn generate() -> Self {
        Self(random())
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl std::fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceSecret")
    }
}

/// A key file: 64 hexadecimal characters, made and kept by the user (CLI contract, `--key-file`).
#[derive(Debug, Clone)]
pub struct KeyFile(DeviceSecret);

impl KeyFile {
    /// Reads a key file.
    ///
    /// # Errors
    /// [`KeyError::KeyFile`] if it cannot be read or does not hold 64 hexadecimal characters.
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        use std::io::Read;
        let unreadable =
            |_| KeyError::KeyFile { reason_zh: "无法读取文件", reason_en: "it cannot be read" };
        let mut text = Zeroizing::new(String::new());
        // A key file has one line; whatever is larger is another file, named by mistake.
        std::fs::File::open(path)
            .and_then(|file| file.take(4_096).read_to_string(&mut text))
            .map_err(unreadable)?;
        Self::parse(&text)
    }

    /// Takes the content of a key file; space around it and the mark that some editors set before UTF-8 are ignored.
    ///
    /// # Errors
    /// [`KeyError::KeyFile`] unless it holds 64 hexadecimal characters.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.chars().count() != 64 {
            return Err(KeyError::KeyFile { reason_zh: "长度不符", reason_en: "its length differs" });
        }
        let bytes = hex::decode(text)
            .map(Zeroizing::new)
            .ok_or(KeyError::KeyFile {
                reason_zh: "含有其他字符", reason_en: "it has other characters"
            })?;
        Ok(Self(DeviceSecret::from_slice(&bytes).expect("64 hexadecimal characters are 32 bytes")))
    }

    pub(crate) fn secret(&self) -> &DeviceSecret {
        &self.0
    }
}

/// How a typed text becomes a key; kept beside what it wraps, so that the cost can rise without breaking old files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kdf {
    /// `argon2id`.
    name: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "hex")]
    salt: Vec<u8>,
}

impl Kdf {
    /// Argon2id, 64 MiB, 3 passes (CM-SEC-01), with a fresh salt.
    pub(crate) fn fresh() -> Self {
        let salt = random::<16>().to_vec();
        Self { name: "argon2id".into(), memory_kib: 64 * 1024, passes: 3, lanes: 1, salt }
    }

    /// Takes about 0.1 s and 64 MiB: call it on a blocking thread. `None` for parameters that no version of this
    /// program writes, so that a forged file cannot ask for all memory.
    pub(crate) fn stretch(&self, text: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let sane = self.name == "argon2id"
            && (64 * 1024..=1024 * 1024).contains(&self.memory_kib)
            && (3..=64).contains(&self.passes)
            && (1..=4).contains(&self.lanes)
            && self.salt.len() == 16;
        if !sane {
            return None;
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(text, &self.salt, key.as_mut_slice())
            .ok()?;
        Some(key)
    }
}

/// A vault key under a wrapping key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sealed {
    #[serde(with = "hex")]
    nonce: Vec<u8>,
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

impl Sealed {
    /// Wraps `key`. `bound` says what the wrapping is for and for which vault; another `bound` does not open it.
    pub(crate) fn seal(key: &VaultKey, wrapping: &[u8; 32], bound: &str) -> Self {
        let nonce = random::<24>();
        let sealed = XChaCha20Poly1305::new(&Key::from(*wrapping))
            .encrypt(&XNonce::from(*nonce), Payload { msg: key.bytes(), aad: bound.as_bytes() })
            .expect("32 bytes are within the cipher's bound");
        Self { nonce: nonce.to_vec(), sealed }
    }

    /// Unwraps; `None` if the wrapping key is not the one.
    pub(crate) fn open(&self, wrapping: &[u8; 32], bound: &str) -> Option<VaultKey> {
        let nonce: [u8; 24] = self.nonce.as_slice().try_into().ok()?;
        let opened = XChaCha20Poly1305::new(&Key::from(*wrapping))
            .decrypt(&XNonce::from(nonce), Payload { msg: &self.sealed, aad: bound.as_bytes() })
            .ok()?;
        let opened = Zeroizing::new(opened);
        Some(VaultKey::from_bytes(Zeroizing::new(opened.as_slice().try_into().ok()?)))
    }
}

/// The wrapping key of a device: its secret, and the stretched PIN or password where there is a lock. Both are needed;
/// neither tells anything about the other.
pub(crate) fn device_wrapping(
    secret: Option<&DeviceSecret>,
    stretched: Option<&[u8; 32]>,
) -> Zeroizing<[u8; 32]> {
    let ikm = secret.map_or(&[][..], DeviceSecret::bytes);
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(stretched.map(|stretched| stretched.as_slice()), ikm)
        .expand(b"xinbao device wrap 1", key.as_mut_slice())
        .expect("32 bytes are within HKDF's bound of 255 blocks");
    key
}

/// Bytes as hexadecimal text, in files and in key files.
pub(crate) mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn encode(bytes: &[u8]) -> String {
        bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect()
    }

    pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        pairs.iter().map(|&[high, low]| Some(value(high)? << 4 | value(low)?)).collect()
    }

    fn digit(value: u8) -> char {
        char::from_digit(u32::from(value), 16).expect("four bits are one hexadecimal digit")
    }

    fn value(digit: u8) -> Option<u8> {
        char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
    }

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        decode(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not hexadecimal"))
    }
}
