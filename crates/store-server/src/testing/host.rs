//! Surroundings of verbs over a firm of a test store.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use actions::{Actor, Host, StoreFault};
use values::{Day, Instant, Uuid};

use crate::{FirmScope, FirmTx, Store, testing::START};

/// A host in which nothing depends on the hour or on luck.
pub struct FirmHost {
    store: Store,
    scope: FirmScope,
    now: AtomicI64,
    ids: AtomicU64,
}

impl FirmHost {
    /// A person at a device of a firm, at noon of 15 March 2026 in China.
    pub fn new(store: &Store, scope: FirmScope) -> Self {
        Self { store: store.clone(), scope, now: AtomicI64::new(START.millis()), ids: AtomicU64::new(0) }
    }

    /// Whose firm it is.
    pub const fn scope(&self) -> &FirmScope {
        &self.scope
    }

    /// Sets the clock.
    pub fn set_now(&self, now: Instant) {
        self.now.store(now.millis(), Ordering::Relaxed);
    }
}

impl Host for FirmHost {
    type Tx = FirmTx;

    async fn begin(&self) -> Result<FirmTx, StoreFault> {
        Ok(self.store.write(&self.scope).await?)
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.now.load(Ordering::Relaxed))
    }

    fn today(&self) -> Day {
        self.now().china_day()
    }

    fn next_uuid(&self) -> Uuid {
        let count = u128::from(self.ids.fetch_add(1, Ordering::Relaxed));
        let millis = u128::from(self.now().millis().unsigned_abs());
        // Version 7: time, 12 and 62 free bits. Devices differ in the last byte.
        let device = u128::from(self.scope.actor().device.as_uuid().as_bytes()[15]);
        let (high, low) = (count >> 30 & 0xfff, count & 0x3fff_ffff);
        Uuid::from_u128(millis << 80 | 7 << 76 | high << 64 | 2 << 62 | low << 32 | device)
    }

    fn actor(&self) -> Actor {
        self.scope.actor()
    }
}
