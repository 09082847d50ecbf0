//! How long a lane waits.

use values::Problem;

use super::{HOUR_MS, Millis};

/// The first wait after a failure; each further one is twice as long (CM-SYNC-03).
const FIRST_MS: Millis = 2_000;

/// The longest wait.
const LONGEST_MS: Millis = 300_000;

/// When a lane may go on, and why it does not.
#[derive(Debug, Default)]
pub(super) struct Lane {
    failures: u32,
    pub(super) ready_at: Millis,
    /// Stopped until somebody asks.
    stopped: bool,
    /// Why it stands still.
    pub(super) reason: Option<Problem>,
}

impl Lane {
    pub(super) fn may_go(&self, clock: Millis) -> bool {
        !self.stopped && self.ready_at <= clock
    }

    /// When it may go on by itself.
    pub(super) fn due(&self) -> Option<Millis> {
        (!self.stopped).then_some(self.ready_at)
    }

    /// Waits twice as long as after the last failure, or as long as the server asks for, if that is longer.
    pub(super) fn fail(&mut self, clock: Millis, seconds: Option<u64>, chance: u64) {
        self.failures = self.failures.saturating_add(1);
        let doubled = FIRST_MS.saturating_mul(1 << (self.failures - 1).min(20)).min(LONGEST_MS);
        let asked = seconds.map_or(0, |seconds| seconds.saturating_mul(1_000).min(HOUR_MS));
        self.ready_at = clock + jitter(doubled, chance).max(asked);
    }

    /// Whether the last request failed, and it tries again by itself.
    pub(super) fn has_failed(&self) -> bool {
        self.failures > 0 && !self.stopped
    }

    /// Goes on only when somebody asks.
    pub(super) fn stop(&mut self, problem: Problem) {
        self.stopped = true;
        self.reason = Some(problem);
    }

    /// Waits for a reason that is no failure.
    pub(super) fn pause(&mut self, until: Millis, problem: Problem) {
        self.ready_at = until;
        self.reason = Some(problem);
    }

    /// It went well.
    pub(super) fn succeed(&mut self) {
        *self = Self::default();
    }

    /// May go on now; where it was stopped, only if somebody `asked`.
    pub(super) fn wake(&mut self, asked: bool) {
        if asked || !self.stopped {
            *self = Self::default();
        }
    }
}

/// The same wait, 20 % more or less: a thousand desks that lost the same server do not come back at once.
pub(super) fn jitter(millis: Millis, chance: u64) -> Millis {
    millis * (80 + chance % 41) / 100
}
