//! What a person must decide (需处理).

use sqlx::SqliteConnection;
use wire::{AttentionRow, outcome::outcome_text};

use crate::error::StoreError;

/// Takes an entry as the server has it: of this device, whose answer may have been lost, or of another.
pub(crate) async fn take(conn: &mut SqliteConnection, row: &AttentionRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO attention (id, order_id, seq, kind, verdict, outcome, rev, person, device, at, settled) \
         VALUES (?1, ?2, (SELECT seq FROM mutations WHERE id = ?1), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, person = excluded.person, device = excluded.device, \
         at = excluded.at, settled = max(settled, excluded.settled)",
    )
    .bind(&row.id.as_uuid().as_bytes()[..])
    .bind(&row.order.as_uuid().as_bytes()[..])
    .bind(row.name.clone())
    .bind(row.outcome.name())
    .bind(outcome_text(&row.outcome))
    .bind(row.rev)
    .bind(&row.person.as_uuid().as_bytes()[..])
    .bind(&row.device.as_uuid().as_bytes()[..])
    .bind(row.at.millis())
    .bind(row.settled)
    .execute(conn)
    .await?;
    Ok(())
}
