//! What putting a mutation on gets of the server.

use actions::{Actor, Host, StoreFault};
use store_server::{FirmScope, FirmTx};
use values::{Day, Instant, Uuid};

use crate::App;

/// A server's clock, ids and store, for one session.
#[derive(Debug)]
pub struct Surroundings {
    app: App,
    scope: FirmScope,
}

impl Surroundings {
    /// For the firm, person and device of this scope.
    pub fn new(app: &App, scope: FirmScope) -> Self {
        Self { app: app.clone(), scope }
    }
}

impl Host for Surroundings {
    type Tx = FirmTx;

    async fn begin(&self) -> Result<FirmTx, StoreFault> {
        Ok(self.app.store.write(&self.scope).await?)
    }

    fn now(&self) -> Instant {
        self.app.clock.now()
    }

    fn today(&self) -> Day {
        self.app.clock.today()
    }

    fn next_uuid(&self) -> Uuid {
        self.app.next_uuid()
    }

    fn actor(&self) -> Actor {
        self.scope.actor()
    }
}
