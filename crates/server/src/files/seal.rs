//! A piece as it lies in the place of files: nonce, then XChaCha20-Poly1305 under the upload's key, bound to the upload and to
//! where the piece begins, so that none can be moved.

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use values::UploadId;
use zeroize::Zeroizing;

use crate::clock::chance;

const NONCE_BYTES: usize = 24;

pub(super) fn seal(key: &[u8; 32], upload: UploadId, starts_at: u64, clear: &[u8]) -> Vec<u8> {
    let mut nonce = [0; NONCE_BYTES];
    // A piece may be written twice for the same place, with other bytes: the nonce cannot follow from it.
    chance(&mut nonce);
    let sealed = XChaCha20Poly1305::new(&Key::from(*key))
        .encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: &bound(upload, starts_at) })
        .expect("a piece is within the cipher's bound of 256 GiB");
    [&nonce[..], &sealed].concat()
}

/// The bytes; `None` if they were altered, moved, or sealed under another key.
pub(super) fn open(
    key: &[u8; 32],
    upload: UploadId,
    starts_at: u64,
    stored: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = stored.split_first_chunk::<NONCE_BYTES>()?;
    XChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &bound(upload, starts_at) })
        .ok()
        .map(Zeroizing::new)
}

fn bound(upload: UploadId, starts_at: u64) -> [u8; 24] {
    let mut bound = [0; 24];
    bound[..16].copy_from_slice(upload.as_uuid().as_bytes());
    bound[16..].copy_from_slice(&starts_at.to_be_bytes());
    bound
}
