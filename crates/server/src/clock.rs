//! Time and chance for everything below: the one place of a server that asks the system for them.
#![allow(clippy::disallowed_methods, reason = "the server's edge is where time and chance come in")]

use std::sync::Mutex;

use uuid::{ContextV7, Timestamp};
use values::{Clock, IdSource, Instant, Uuid};

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// UUIDv7 ids, each greater than the one before it even within one millisecond.
#[derive(Debug)]
pub struct FreshIds(Mutex<ContextV7>);

impl Default for FreshIds {
    fn default() -> Self {
        Self(Mutex::new(ContextV7::new()))
    }
}

impl IdSource for FreshIds {
    fn next_uuid(&self) -> Uuid {
        let context = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::now(&*context))
    }
}

/// Fills the bytes with chance of the system's generator.
///
/// # Panics
/// If the system has none: nothing that needs a secret may go on then.
pub(crate) fn chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system's generator of chance answers");
}

/// How long something takes: a stop watch, no time of day.
pub(crate) struct Watch(std::time::Instant);

impl Watch {
    pub(crate) fn start() -> Self {
        Self(std::time::Instant::now())
    }

    pub(crate) fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}
