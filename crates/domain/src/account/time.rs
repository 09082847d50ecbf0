//! Arithmetic of instants.

use std::time::Duration;

use values::Instant;

/// The instant so much later.
pub fn later(at: Instant, by: Duration) -> Instant {
    Instant::from_millis(at.millis().saturating_add(millis(by)))
}

/// The instant so much earlier.
pub fn earlier(at: Instant, by: Duration) -> Instant {
    Instant::from_millis(at.millis().saturating_sub(millis(by)))
}

/// The time from `since` to `until`; none if `until` comes first.
pub(super) fn between(since: Instant, until: Instant) -> Duration {
    Duration::from_millis(u64::try_from(until.millis() - since.millis()).unwrap_or(0))
}

/// Whole minutes, begun ones counted: what people are told to wait.
pub(super) fn minutes(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(60_000).try_into().unwrap_or(u64::MAX)
}

fn millis(by: Duration) -> i64 {
    i64::try_from(by.as_millis()).unwrap_or(i64::MAX)
}
