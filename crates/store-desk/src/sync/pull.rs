//! Pulls: pages are kept aside as they come, and put on together when the complete one is there, so that nobody sees half of
//! anything (docs/decisions/0009-sync.md).
//!
//! Read in this order: `stage` (a page is kept), [`Store::put_on`] (the one transaction), `absent` (what a whole load does
//! not name), `lay` (what waits is laid over what came), `orders` and `lines` (rows), `others` (imports, history, what is to be
//! decided), `confirmed` (what the server's rows come to).

mod absent;
mod confirmed;
mod lay;
mod lines;
mod orders;
mod others;
mod stage;

pub(crate) use self::{confirmed::check as check_confirmed, stage::Staging};
use sqlx::SqliteConnection;
use sync::engine::{Apply, Scope};
use values::{DeviceId, OrderId};

use super::{state, waiting};
use crate::{error::StoreError, open::Store, tx::PassportKey};

impl Store {
    /// Puts on everything that is aside, in one transaction: rows become what the server has, with what still waits laid
    /// over them; what a mutation touched whose outcome the cursor passes goes back to that, too. The cursor, sums, months,
    /// search marks and the counter that windows follow go with it.
    ///
    /// `device` is this computer: its own history is here already, and finer.
    ///
    /// Answers with the orders that do not come to what the server says of them.
    ///
    /// # Errors
    /// `Answer` if the pages cannot be a server's; nothing is changed then. `Busy` also if another program pulled into this
    /// vault meanwhile, or further; `Full`, `Closed`.
    pub async fn put_on(
        &self,
        apply: &Apply,
        passport_key: &PassportKey,
        device: DeviceId,
    ) -> Result<Vec<OrderId>, StoreError> {
        let mut tx = self.begin().await?;
        stage::check(&mut tx, self.staging.run()).await?;
        let differing = put_on(&mut tx, apply, passport_key, device).await?;
        tx.commit().await?;
        Ok(differing)
    }
}

async fn put_on(
    conn: &mut SqliteConnection,
    apply: &Apply,
    passport_key: &PassportKey,
    device: DeviceId,
) -> Result<Vec<OrderId>, StoreError> {
    let now = state::state(conn).await?.cursor;
    let is_behind = now.epoch == apply.cursor.epoch && apply.cursor.rev < now.rev;
    let is_other = !now.epoch.is_empty() && now.epoch != apply.cursor.epoch;
    if is_behind || (is_other && apply.scope != Scope::Everything) {
        return Err(StoreError::Busy);
    }
    let landed = match apply.scope {
        // One order, loaded anew, says nothing of how far the others are.
        Scope::Order(_) => Default::default(),
        Scope::Changes => waiting::land(conn, &apply.cursor, false).await?,
        Scope::Everything => waiting::land(conn, &apply.cursor, true).await?,
    };
    let touched = lay::touched(conn, &landed).await?;
    let overlays = lay::overlays(conn, &touched).await?;
    confirmed::forget(conn, apply.scope).await?;
    orders::put_on(conn, apply.scope, &overlays, passport_key).await?;
    absent::take_away(conn, apply.scope, &overlays).await?;
    others::imports(conn).await?;
    lay::relay(conn, &landed, &overlays, passport_key).await?;
    lines::put_on(conn, apply.scope, &overlays).await?;
    others::changes(conn, device).await?;
    others::attention(conn).await?;
    stage::clear(conn).await?;
    if !matches!(apply.scope, Scope::Order(_)) {
        state::set_cursor(conn, &apply.cursor).await?;
    }
    sqlx::query("UPDATE pulls SET count = count + 1").execute(&mut *conn).await?;
    confirmed::differing(conn, &apply.orders).await
}
