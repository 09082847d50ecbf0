//! Short secrets under a key: XChaCha20-Poly1305, bound to what they are for.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{DeviceSecret, VaultKey, hex, random};

/// A secret text as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedText {
    #[serde(with = "hex")]
    nonce: Vec<u8>,
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

/// The key of what only this computer may read: from the vault key and, where the keychain keeps one, a secret of its own.
/// A backup that is opened elsewhere has the first and not the second.
pub(crate) fn computer_key(key: &VaultKey, secret: Option<&DeviceSecret>) -> Zeroizing<[u8; 32]> {
    let mut derived = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(secret.map(DeviceSecret::bytes), key.session().as_slice())
        .expand(b"xinbao computer 1", derived.as_mut_slice())
        .expect("32 bytes are within HKDF's bound of 255 blocks");
    derived
}

impl SealedText {
    /// Seals a text. `bound` says what it is and whose; another `bound` does not open it.
    pub(crate) fn seal(text: &str, key: &[u8; 32], bound: &str) -> Self {
        let nonce = random::<24>();
        let sealed = XChaCha20Poly1305::new(&Key::from(*key))
            .encrypt(&XNonce::from(*nonce), Payload { msg: text.as_bytes(), aad: bound.as_bytes() })
            .expect("a short text is within the cipher's bound");
        Self { nonce: nonce.to_vec(), sealed }
    }

    /// The text; `None` if key or `bound` is another.
    pub(crate) fn open(&self, key: &[u8; 32], bound: &str) -> Option<Zeroizing<String>> {
        let nonce: [u8; 24] = self.nonce.as_slice().try_into().ok()?;
        let opened = XChaCha20Poly1305::new(&Key::from(*key))
            .decrypt(&XNonce::from(nonce), Payload { msg: &self.sealed, aad: bound.as_bytes() })
            .ok()?;
        String::from_utf8(opened).ok().map(Zeroizing::new)
    }
}
