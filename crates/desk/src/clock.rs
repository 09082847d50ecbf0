//! Time and chance for everything below: the one place on a desk that asks the system for them.

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
