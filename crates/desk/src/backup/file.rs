//! The form of a backup file.
//!
//! ```text
//! XINBAOBK            magic
//! u32 little-endian   length of the head
//! head                JSON: version, time, schema, length of the body, and a key ring to open it elsewhere
//! 32 bytes            SHA-256 of all before: a damaged head is told from a wrong recovery code
//! body                the database, encrypted page by page under the vault's database key
//! 32 bytes            HMAC-SHA256 of all before under the vault's backup key: nothing was changed or cut off
//! ```

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use hkdf::hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use values::Instant;

use crate::keys::{KeyRing, VaultKey};
use crate::vault::VaultError;

pub(super) const MAGIC: &[u8; 8] = b"XINBAOBK";
/// A head is about 1 KiB; what claims more is not read into memory.
const HEAD_BYTES_MAX: u32 = 64 * 1024;
const VERSION: u32 = 1;
/// Copying goes in steps of this many bytes.
pub(super) const STEP: usize = 256 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: u32,
    /// RFC 3339, UTC.
    made_at: String,
    schema: i64,
    body_bytes: u64,
    keys: serde_json::Value,
}

/// What a backup file says of itself; its authenticity is proven only by restoring it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// When it was made.
    pub made_at: Instant,
    /// The schema of its database.
    pub schema: i64,
    /// The vault's id.
    pub vault: String,
}

/// A backup opened up to its body.
pub(super) struct Opened {
    pub(super) facts: BackupFacts,
    pub(super) ring: KeyRing,
    pub(super) body_bytes: u64,
    /// The bytes before the body, for the trailer.
    before: Vec<u8>,
    rest: BufReader<File>,
}

/// Reads what a backup says of itself. Blocking, short.
///
/// # Errors
/// `BackupType`, `BackupDamaged`, `Newer`, `BackupUnreadable`.
pub fn facts(path: &Path) -> Result<BackupFacts, VaultError> {
    Ok(open(path)?.facts)
}

/// Reads a backup from beginning to end and compares it with its trailer. Blocking, as long as reading takes.
pub(crate) fn verify(path: &Path, key: &VaultKey) -> Result<(), VaultError> {
    open(path)?.body(key, |_| Ok(()))
}

/// The bytes that come before the body.
pub(super) fn head(facts: &BackupFacts, ring: &KeyRing, body_bytes: u64) -> Vec<u8> {
    let head = Head {
        version: VERSION,
        made_at: facts.made_at.to_string(),
        schema: facts.schema,
        body_bytes,
        keys: serde_json::from_slice(&ring.to_bytes()).expect("a ring writes JSON"),
    };
    let head = serde_json::to_vec(&head).expect("a head has only text keys");
    let length = u32::try_from(head.len()).expect("a head is about 1 KiB");
    let mut bytes = [MAGIC.as_slice(), &length.to_le_bytes(), &head].concat();
    let digest = Sha256::digest(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

pub(super) fn open(path: &Path) -> Result<Opened, VaultError> {
    let file = File::open(path).map_err(VaultError::BackupUnreadable)?;
    let length = file.metadata().map_err(VaultError::BackupUnreadable)?.len();
    let mut rest = BufReader::with_capacity(STEP, file);
    let mut before = vec![0; MAGIC.len()];
    read_exact(&mut rest, &mut before).map_err(|error| match error {
        VaultError::BackupDamaged => VaultError::BackupType, // shorter than the magic
        other => other,
    })?;
    if before != MAGIC {
        return Err(VaultError::BackupType);
    }
    let mut head_bytes = [0; 4];
    read_exact(&mut rest, &mut head_bytes)?;
    before.extend_from_slice(&head_bytes);
    let head_bytes = u32::from_le_bytes(head_bytes);
    if head_bytes > HEAD_BYTES_MAX {
        return Err(VaultError::BackupDamaged);
    }
    let mut head = vec![0; head_bytes as usize];
    read_exact(&mut rest, &mut head)?;
    before.extend_from_slice(&head);
    let mut digest = [0; 32];
    read_exact(&mut rest, &mut digest)?;
    if Sha256::digest(&before).as_slice() != digest {
        return Err(VaultError::BackupDamaged);
    }
    before.extend_from_slice(&digest);
    let (facts, ring, body_bytes) = understand(&head)?;
    if length != before.len() as u64 + body_bytes + 32 {
        return Err(VaultError::BackupDamaged);
    }
    Ok(Opened { facts, ring, body_bytes, before, rest })
}

fn understand(head: &[u8]) -> Result<(BackupFacts, KeyRing, u64), VaultError> {
    let outline: serde_json::Value = serde_json::from_slice(head).map_err(|_| VaultError::BackupDamaged)?;
    if outline["version"].as_u64().is_some_and(|version| version > u64::from(VERSION)) {
        return Err(VaultError::Newer);
    }
    let head: Head = serde_json::from_value(outline).map_err(|_| VaultError::BackupDamaged)?;
    let ring = KeyRing::parse(head.keys.to_string().as_bytes()).map_err(|error| match error {
        VaultError::KeysDamaged => VaultError::BackupDamaged,
        other => other,
    })?;
    let made_at = Instant::parse(&head.made_at).map_err(|_| VaultError::BackupDamaged)?;
    Ok((BackupFacts { made_at, schema: head.schema, vault: ring.vault.clone() }, ring, head.body_bytes))
}

impl Opened {
    /// Reads the body to its end, gives it on in steps, and checks the trailer. What was given on counts only if this
    /// succeeds.
    pub(super) fn body(
        mut self,
        key: &VaultKey,
        mut step: impl FnMut(&[u8]) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut mac = trailer(key);
        mac.update(&self.before);
        let mut buffer = vec![0; STEP];
        let mut left = self.body_bytes;
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(STEP).min(STEP);
            read_exact(&mut self.rest, &mut buffer[..want])?;
            mac.update(&buffer[..want]);
            step(&buffer[..want])?;
            left -= want as u64;
        }
        let mut found = [0; 32];
        read_exact(&mut self.rest, &mut found)?;
        mac.verify_slice(&found).map_err(|_| VaultError::BackupDamaged)
    }
}

/// The authentication of a whole file.
pub(super) fn trailer(key: &VaultKey) -> Hmac<Sha256> {
    Hmac::new_from_slice(key.backup().as_slice()).expect("HMAC takes keys of any length")
}

fn read_exact(from: &mut impl Read, into: &mut [u8]) -> Result<(), VaultError> {
    from.read_exact(into).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => VaultError::BackupDamaged,
        _ => VaultError::BackupUnreadable(error),
    })
}
