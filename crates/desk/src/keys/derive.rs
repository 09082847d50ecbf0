//! The vault key and its children.

use hkdf::Hkdf;
use sha2::Sha256;
use store_desk::DatabaseKey;
use zeroize::Zeroizing;

use super::random;

/// The 32 random bytes that open a vault. Wiped when dropped; never written unwrapped.
#[derive(Clone)]
pub struct VaultKey(Zeroizing<[u8; 32]>);

impl VaultKey {
    pub(crate) fn generate() -> Self {
        Self(random())
    }

    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key of the vault's database and of its copies.
    pub fn database(&self) -> DatabaseKey {
        DatabaseKey::new(self.child("database"))
    }

    /// The key of the hashes through which passports and other whole numbers are found (DECISIONS, Rows).
    pub fn search_hash(&self) -> Zeroizing<[u8; 32]> {
        self.child("search hash")
    }

    /// The key that authenticates backup files.
    pub(crate) fn backup(&self) -> Zeroizing<[u8; 32]> {
        self.child("backup")
    }

    /// The key under which this computer's own secrets begin ([`super::computer_key`]).
    pub(crate) fn session(&self) -> Zeroizing<[u8; 32]> {
        self.child("session")
    }

    /// A public value that tells whether this is the key that was meant, without helping to find it.
    pub(crate) fn check(&self) -> [u8; 32] {
        *self.child("check")
    }

    /// One child per purpose: knowing one tells nothing about the others (RFC 5869).
    fn child(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(b"xinbao vault 1"), self.0.as_slice())
            .expand(purpose.as_bytes(), key.as_mut_slice())
            .expect("32 bytes are within HKDF's bound of 255 blocks");
        key
    }
}

impl std::fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VaultKey")
    }
}
