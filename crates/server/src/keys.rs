//! The data key, which lies outside the database, and what comes of it: digests, and the keys of kept answers.

use std::path::Path;

use actions::accounts::{Digest, Digested};
use anyhow::{Context as _, bail, ensure};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use store_server::DataKey;
use zeroize::Zeroizing;

use crate::clock::chance;

const NONCE_BYTES: usize = 24;

/// Keys of digests and of kept answers.
pub struct Keys {
    digests: Zeroizing<[u8; 32]>,
    answers: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// The keys that come of a data key.
    pub fn of(data_key: &DataKey) -> Self {
        Self { digests: data_key.child("digests"), answers: data_key.child("kept answers") }
    }

    /// Digests the parts. A token has 256 random bits and needs no key; whatever could be guessed has one.
    pub fn digest(&self, what: Digested, parts: &[&[u8]]) -> Digest {
        if what == Digested::Token {
            let mut hash = Sha256::new();
            for part in parts {
                hash.update(part);
            }
            return hash.finalize().into();
        }
        self.keyed(format!("{what:?}").as_bytes(), parts)
    }

    /// A keyed digest for a purpose of this crate's own.
    pub(crate) fn keyed(&self, purpose: &[u8], parts: &[&[u8]]) -> Digest {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.digests.as_slice())
            .expect("HMAC takes keys of any length");
        for part in [&[purpose][..], parts].concat() {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Seals an answer so that only who sends the same request again can read it: its key comes of the request's bytes,
    /// which hold a password or a token where the answer holds one.
    pub(crate) fn seal(&self, request: &[u8], key: &Digest, answer: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        chance(&mut nonce);
        let sealed = self
            .cipher(request, key)
            .encrypt(&XNonce::from(nonce), answer)
            .expect("an answer is within the cipher's bound of 256 GiB");
        [&nonce[..], &sealed].concat()
    }

    /// Opens it; none if the request is another one.
    pub(crate) fn unseal(&self, request: &[u8], key: &Digest, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        self.cipher(request, key).decrypt(&XNonce::from(*nonce), sealed).ok()
    }

    fn cipher(&self, request: &[u8], key: &Digest) -> XChaCha20Poly1305 {
        let mut of_answer = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(self.answers.as_slice()), request)
            .expand(key, of_answer.as_mut_slice())
            .expect("32 bytes are within HKDF's bound of 255 blocks");
        XChaCha20Poly1305::new(&Key::from(*of_answer))
    }
}

/// Reads a data key of 64 hexadecimal characters.
///
/// # Errors
/// It is anything else.
pub fn parse(text: &str) -> anyhow::Result<DataKey> {
    let text = text.trim();
    ensure!(text.len() == 64 && text.is_ascii(), "a data key has 64 hexadecimal characters");
    let mut bytes = Zeroizing::new([0; 32]);
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16)
            .context("a data key has 64 hexadecimal characters")?;
    }
    Ok(DataKey::new(bytes))
}

/// Reads the data key's file. Where there is none and `may_create`, makes one that only its owner can read.
///
/// # Errors
/// The file is missing, cannot be read, or can be read by others.
pub fn read(file: &Path, may_create: bool) -> anyhow::Result<DataKey> {
    if !file.exists() {
        if !may_create {
            bail!(
                "the data key's file {} is missing; without it sealed fields of this database cannot be read",
                file.display()
            );
        }
        create(file).with_context(|| format!("making the data key's file {}", file.display()))?;
    }
    refuse_open(file)?;
    let text = Zeroizing::new(
        std::fs::read_to_string(file)
            .with_context(|| format!("reading the data key's file {}", file.display()))?,
    );
    parse(&text)
}

fn create(file: &Path) -> std::io::Result<()> {
    use std::io::Write as _;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut bytes = Zeroizing::new([0; 32]);
    chance(bytes.as_mut_slice());
    let text: Zeroizing<String> = Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(file)?;
    made.write_all(text.as_bytes())?;
    made.sync_all()
}

#[cfg(unix)]
fn refuse_open(file: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(file).with_context(|| file.display().to_string())?.permissions().mode();
    ensure!(mode & 0o077 == 0, "the data key's file {} can be read by others: chmod 600", file.display());
    Ok(())
}

#[cfg(not(unix))]
fn refuse_open(_file: &Path) -> anyhow::Result<()> {
    Ok(())
}
