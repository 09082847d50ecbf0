//! What a tester makes happen around a simulated server (CM-SIM-01): time passes, partners cannot be reached, a company is struck
//! off. Kept in memory by one node; nothing here exists where every partner is live.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use domain::account::{Registered, RegistryAnswer};
use values::{Clock, Instant, Uscc};

/// A clock that may be set ahead, never back: what was given out stays given out.
pub(crate) struct AheadClock {
    base: Arc<dyn Clock + Send + Sync>,
    ahead_ms: AtomicI64,
}

impl AheadClock {
    pub(crate) fn over(base: Arc<dyn Clock + Send + Sync>) -> Self {
        Self { base, ahead_ms: AtomicI64::new(0) }
    }

    /// Lets time pass at once.
    pub(crate) fn pass(&self, seconds: u32) {
        self.ahead_ms.fetch_add(i64::from(seconds) * 1_000, Ordering::Relaxed);
    }
}

impl Clock for AheadClock {
    fn now(&self) -> Instant {
        let ahead = self.ahead_ms.load(Ordering::Relaxed);
        Instant::from_millis(self.base.now().millis().saturating_add(ahead))
    }
}

/// The state of simulated partners.
#[derive(Default)]
pub(crate) struct Simulation {
    /// Where time may be moved: not in production, whatever is simulated there.
    pub(crate) clock: Option<Arc<AheadClock>>,
    pub(crate) registry_away: AtomicBool,
    pub(crate) sms_away: AtomicBool,
    statuses: Mutex<BTreeMap<String, String>>,
}

impl Simulation {
    /// With a clock that may be set ahead, or none.
    pub(crate) fn with(clock: Option<Arc<AheadClock>>) -> Self {
        Self { clock, ..Self::default() }
    }

    /// The registry tells this status of a company from now on.
    pub(crate) fn set_status(&self, uscc: Uscc, status: &str) {
        let mut statuses = self.statuses.lock().unwrap_or_else(PoisonError::into_inner);
        statuses.insert(uscc.as_str().to_owned(), status.to_owned());
    }

    /// The simulated registry's answer with what was changed since.
    pub(crate) fn told(&self, uscc: Uscc, answer: RegistryAnswer) -> RegistryAnswer {
        let statuses = self.statuses.lock().unwrap_or_else(PoisonError::into_inner);
        match (answer, statuses.get(uscc.as_str())) {
            (RegistryAnswer::Match(registered), Some(status)) => {
                RegistryAnswer::Match(Registered { status: status.as_str().into(), ..registered })
            }
            (answer, _) => answer,
        }
    }
}
