//! What a server does in every firm, in nobody's name: forgetting what no desk needs any more, and beginning new epochs after a
//! restore. The firms come from the accounts, because PostgreSQL shows no firm's rows to whoever names none.

use std::time::Duration;

use actions::Actor;
use domain::account::earlier;
use values::{DeviceId, FirmId, Instant, PersonId, Uuid};

use crate::{Check, FirmScope, Store, db::sql, error::StoreError};

/// Removed lines are told for so long; a desk that was away for longer loads everything anew (SYNC, Pull).
pub const TOMBSTONE_LIFE: Duration = Duration::from_secs(180 * 24 * 3_600);

/// What was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Tombstones of lines.
    pub tombstones: u64,
    /// Parts of imports whose rest never came.
    pub parts: u64,
}

impl Store {
    /// Every firm with an account.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let mut conn = self.db.read().await?;
        let rows = sql("SELECT id FROM accounts WHERE kind = 'firm' ORDER BY id").all(&mut conn).await?;
        rows.iter().map(|row| Ok(FirmId::from_uuid(row.get("id")?))).collect()
    }

    /// Forgets, in every firm, what is older than [`TOMBSTONE_LIFE`].
    ///
    /// # Errors
    /// The database cannot be written; firms before the one that failed are done.
    pub async fn forget_old(&self, now: Instant) -> Result<Forgotten, StoreError> {
        let before = earlier(now, TOMBSTONE_LIFE);
        let mut forgotten = Forgotten::default();
        for firm in self.firms().await? {
            let mut tx = self.write(&of_server(firm)).await?;
            let up_to = tx.rev_before(before).await?;
            forgotten.tombstones += tx.purge_tombstones(up_to).await?;
            forgotten.parts += tx.forget_parts(before).await?;
            tx.finish().await?;
        }
        Ok(forgotten)
    }

    /// Gives every firm a new epoch: after a restore desks may know numbers that this database gives out again. How many firms
    /// there are.
    ///
    /// # Errors
    /// The database cannot be written; nothing was changed then.
    pub async fn begin_new_epochs(&self, now: Instant) -> Result<usize, StoreError> {
        let firms = self.firms().await?;
        let mut tx = self.system().await?;
        for firm in &firms {
            tx.new_epoch(*firm, now).await?;
        }
        tx.commit().await?;
        Ok(firms.len())
    }

    /// Looks over everything that is kept of a firm.
    ///
    /// # Errors
    /// The database cannot be read; a sealed value does not open.
    pub async fn examine(&self, firm: FirmId) -> Result<Vec<Check>, StoreError> {
        self.read(&of_server(firm)).await?.examine().await
    }
}

/// No person and no device: nothing that upkeep does is recorded under them.
pub(crate) fn of_server(firm: FirmId) -> FirmScope {
    let nobody = Actor { person: PersonId::from_uuid(Uuid::nil()), device: DeviceId::from_uuid(Uuid::nil()) };
    FirmScope::of_session(firm, nobody)
}
