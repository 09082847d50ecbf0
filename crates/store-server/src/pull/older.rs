//! Orders that a device which begins does not get (CM-SYNC-03): they are listed here, and come whole when they are asked for.

use domain::Order;
use values::{Instant, OrderId, Uuid};

use crate::{
    db::built,
    error::StoreError,
    firm::FirmRead,
    rows::{ORDER_READS, order},
};

impl FirmRead {
    /// Orders that did not change since an instant, newest first, before an order; deleted ones are passed over.
    ///
    /// # Errors
    /// The database cannot be read; a sealed value does not open.
    pub async fn older(
        &mut self,
        since: Instant,
        before: Option<OrderId>,
        limit: u32,
    ) -> Result<Vec<Order>, StoreError> {
        // Ids are given out in the order of time.
        let rows = built(format!(
            "SELECT {ORDER_READS} FROM orders WHERE firm = $1 AND id < $2 AND updated_at < $3 AND deleted = 0 \
             ORDER BY id DESC LIMIT $4"
        ))
        .bind(self.scope.firm())
        .bind(before.map_or(Uuid::max(), |before| *before.as_uuid()))
        .bind(since)
        .bind(limit)
        .all(&mut self.conn)
        .await?;
        rows.iter().map(|row| order(row, &self.keys)).collect()
    }
}
