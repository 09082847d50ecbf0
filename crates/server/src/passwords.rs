//! Passwords: Argon2id, 19 MiB, 2 passes, two at a time (decision 0010). A name that nobody has costs the same work.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use actions::StoreFault;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use tokio::sync::Semaphore;
use values::{Code, Problem};
use zeroize::Zeroizing;

use crate::clock::chance;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;
/// Computed beside each other: 38 MiB, and no more than two cores.
const AT_ONCE: usize = 2;
/// Waiting for their turn; more are told that the server is busy.
const WAITING: u64 = 64;

/// Hashes and compares passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicU64>,
    work: Arc<AtomicU64>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(AtomicU64::new(0)),
            work: Arc::new(AtomicU64::new(0)),
        }
    }
}

impl Passwords {
    /// How many hashes were computed so far.
    pub fn work(&self) -> u64 {
        self.work.load(Ordering::Relaxed)
    }

    /// Hashes a password with a fresh salt, in PHC form.
    ///
    /// # Errors
    /// `SERVER_BUSY`.
    pub async fn hash(&self, password: &str) -> Result<String, StoreFault> {
        let mut salt = [0; SALT_BYTES];
        chance(&mut salt);
        let hash = self.compute(password, salt).await?;
        let (salt, hash) = (BASE64_STANDARD_NO_PAD.encode(salt), BASE64_STANDARD_NO_PAD.encode(*hash));
        Ok(format!("{PREFIX}{salt}${hash}"))
    }

    /// Whether a password fits a hash. Without one, or with one that cannot be read, the work is done all the same.
    ///
    /// # Errors
    /// `SERVER_BUSY`.
    pub async fn fits(&self, hash: Option<&str>, password: &str) -> Result<bool, StoreFault> {
        let known = hash.and_then(read);
        let (salt, expected) = known.unwrap_or(([0; SALT_BYTES], [0; HASH_BYTES]));
        let computed = self.compute(password, salt).await?;
        // Every byte is looked at, so that the time tells nothing about the first that differs.
        let differ = computed.iter().zip(expected).fold(0, |differ, (one, other)| differ | (one ^ other));
        Ok(known.is_some() && differ == 0)
    }

    async fn compute(
        &self,
        password: &str,
        salt: [u8; SALT_BYTES],
    ) -> Result<Zeroizing<[u8; HASH_BYTES]>, StoreFault> {
        let waiting = Waiting::join(&self.waiting).ok_or_else(busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| busy())?;
        drop(waiting);
        self.work.fetch_add(1, Ordering::Relaxed);
        let password = Zeroizing::new(password.to_owned());
        let computed = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES))
                .expect("the parameters are within Argon2's bounds");
            let mut hash = Zeroizing::new([0; HASH_BYTES]);
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(password.as_bytes(), &salt, hash.as_mut_slice())
                .map(|()| hash)
        });
        match computed.await {
            Ok(Ok(hash)) => Ok(hash),
            Ok(Err(error)) => Err(internal(error.to_string())),
            Err(error) => Err(internal(error.to_string())),
        }
    }
}

/// A place in the queue, free again when dropped.
struct Waiting<'a>(&'a AtomicU64);

impl<'a> Waiting<'a> {
    fn join(queue: &'a AtomicU64) -> Option<Self> {
        let place = Self(queue);
        (queue.fetch_add(1, Ordering::Relaxed) < WAITING).then_some(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

const PREFIX: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

fn read(hash: &str) -> Option<([u8; SALT_BYTES], [u8; HASH_BYTES])> {
    let (salt, hash) = hash.strip_prefix(PREFIX)?.split_once('$')?;
    let salt = BASE64_STANDARD_NO_PAD.decode(salt).ok()?.try_into().ok()?;
    let hash = BASE64_STANDARD_NO_PAD.decode(hash).ok()?.try_into().ok()?;
    Some((salt, hash))
}

fn busy() -> StoreFault {
    StoreFault { problem: Problem::new(Code::ServerBusy), cause: "too many passwords at once".into() }
}

fn internal(cause: String) -> StoreFault {
    StoreFault { problem: Problem::new(Code::Internal), cause: cause.into() }
}
