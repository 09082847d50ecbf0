//! Fields that the database never sees in clear: identity numbers, and every text that may quote one (decision 0010).
//!
//! XChaCha20-Poly1305 under a key of the firm's own. The nonce is a keyed hash of place and content (a synthetic
//! nonce): no chance is needed, and all that equal bytes tell is that a row was written twice with the same content.

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use values::{FirmId, Uuid};
use zeroize::Zeroizing;

use crate::error::StoreError;

#[cfg(test)]
mod tests;

const NONCE_BYTES: usize = 24;

/// The server's data key: 32 random bytes that lie outside the database.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// Takes over 32 random bytes.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The keys of a firm.
    pub(crate) fn of_firm(&self, firm: FirmId) -> FirmKeys {
        let child = |purpose: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(Some(b"xinbao server 1"), self.0.as_slice())
                .expand_multi_info(&[purpose, firm.as_uuid().as_bytes()], key.as_mut_slice())
                .expect("32 bytes are within HKDF's bound of 255 blocks");
            key
        };
        FirmKeys { firm, fields: child(b"fields "), nonces: child(b"nonces "), search: child(b"search ") }
    }

    /// A key for a purpose that belongs to no firm, such as the answers that are kept for repeated requests.
    pub fn child(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(b"xinbao server 1 shared"), self.0.as_slice())
            .expand(purpose.as_bytes(), key.as_mut_slice())
            .expect("32 bytes are within HKDF's bound of 255 blocks");
        key
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey")
    }
}

/// Where a sealed value stands. It opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) row: Uuid,
}

/// The keys of one firm.
pub(crate) struct FirmKeys {
    firm: FirmId,
    fields: Zeroizing<[u8; 32]>,
    nonces: Zeroizing<[u8; 32]>,
    search: Zeroizing<[u8; 32]>,
}

impl FirmKeys {
    /// Seals a value for its place: nonce, then ciphertext with its check value.
    pub(crate) fn seal(&self, place: Place, clear: &[u8]) -> Vec<u8> {
        let bound = self.bound(place);
        let nonce: [u8; NONCE_BYTES] = mac(&self.nonces, &[&bound, clear])[..NONCE_BYTES]
            .try_into()
            .expect("a SHA-256 value has 32 bytes");
        let sealed = XChaCha20Poly1305::new(&Key::from(*self.fields))
            .encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: &bound })
            .expect("a row is within the cipher's bound of 256 GiB");
        [&nonce[..], &sealed].concat()
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// `Sealed` if it was moved or altered, or if the data key is another one.
    pub(crate) fn open(&self, place: Place, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        let refused = StoreError::Sealed { table: place.table, column: place.column };
        let Some((nonce, sealed)) = stored.split_first_chunk::<NONCE_BYTES>() else {
            return Err(refused);
        };
        XChaCha20Poly1305::new(&Key::from(*self.fields))
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &self.bound(place) })
            .map_err(|_| refused)
    }

    /// Opens a text.
    pub(crate) fn open_text(&self, place: Place, stored: &[u8]) -> Result<String, StoreError> {
        String::from_utf8(self.open(place, stored)?)
            .map_err(|_| StoreError::Sealed { table: place.table, column: place.column })
    }

    /// The hash through which a whole number is found: HMAC-SHA-256, first 16 bytes.
    pub(crate) fn search_hash(&self, number: &str) -> [u8; 16] {
        mac(&self.search, &[number.as_bytes()])[..16].try_into().expect("a SHA-256 value has 32 bytes")
    }

    /// Lengths come before texts, so that neighbours cannot trade letters.
    fn bound(&self, place: Place) -> Vec<u8> {
        let mut bound = Vec::with_capacity(64);
        for text in [place.table, place.column] {
            bound.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bound.extend_from_slice(text.as_bytes());
        }
        bound.extend_from_slice(self.firm.as_uuid().as_bytes());
        bound.extend_from_slice(place.row.as_bytes());
        bound
    }
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
