//! Mutations that are laid over the rows, until the cursor has passed what the server made of them (decision 0009).

use std::collections::BTreeMap;

use domain::Deed;
use futures_util::TryStreamExt as _;
use sqlx::{Row as _, SqliteConnection};
use values::{LineId, OrderId};
use wire::Cursor;

use super::outbox;
use crate::{error::StoreError, rows::uuid};

/// The deeds that are laid over an order's rows, oldest first (`sync::Overlay::of`). New lines are left out of them: they
/// lie over no row of the server's.
///
/// A pull seals an order before it looks ([`super::seal::seal_order`]): what a person did started from the rows as they
/// were, and a base that were taken afterwards would tell the server that he had seen what came.
pub(crate) async fn waiting(conn: &mut SqliteConnection, order_key: i64) -> Result<Vec<Deed>, StoreError> {
    let mut deeds = Vec::new();
    let mut rows = sqlx::query(
        "SELECT seq, body FROM mutations WHERE order_key = ? AND landed = 0 \
         AND kind NOT IN ('create_order', 'add_lines') ORDER BY seq",
    )
    .bind(order_key)
    .fetch(conn);
    while let Some(row) = rows.try_next().await? {
        let mut deed = deed(row.try_get("body")?, row.try_get("seq")?)?;
        if let Deed::ImportLines(import) = &mut deed {
            import.lines = Vec::new();
        }
        deeds.push(deed);
    }
    Ok(deeds)
}

/// The rows of an order that mutations touched whose effect the server's rows have now, all of it or as much as it took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Landed {
    /// Whether the order began with them.
    pub(crate) created: bool,
    /// Lines that stood before: what has no waiting deed any more goes back to what the server confirmed.
    pub(crate) touched: Vec<LineId>,
    /// Lines that came with them. One that the server did not take has no confirmed row: it goes, its content stands under
    /// 需处理.
    pub(crate) added: Vec<LineId>,
}

/// Takes the mutations off the rows whose effect these have with the new cursor, by order. `anew`: everything was loaded
/// anew, so that whatever was answered under another epoch is among the rows or lost by the server. Else the answer's epoch may
/// be a newer one than the cursor's all the same: one that began because tombstones were forgotten, which this desk had.
///
/// Parts of an import go with its last part, which has the effect of all of them.
pub(crate) async fn land(
    conn: &mut SqliteConnection,
    cursor: &Cursor,
    anew: bool,
) -> Result<BTreeMap<i64, (OrderId, Landed)>, StoreError> {
    sqlx::query(
        "UPDATE mutations SET landed = 1 WHERE landed = 0 AND verdict IN ('applied', 'merged', 'conflict', 'rejected') \
         AND (rev <= ?2 OR (?3 AND epoch <> ?1))",
    )
    .bind(cursor.epoch.clone())
    .bind(cursor.rev)
    .bind(anew)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE mutations SET landed = 1 WHERE landed = 0 AND verdict = 'staged' AND EXISTS (SELECT 1 FROM mutations last \
         WHERE last.import_id = mutations.import_id AND last.seq > mutations.seq AND last.verdict <> 'staged' \
         AND last.landed = 1)",
    )
    .execute(&mut *conn)
    .await?;
    let mut landed: BTreeMap<i64, (OrderId, Landed)> = BTreeMap::new();
    {
        let mut rows = sqlx::query(
            "SELECT seq, order_key, orders.id AS order_id, body FROM mutations JOIN orders ON orders.key = order_key \
             WHERE landed = 1 ORDER BY seq",
        )
        .fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            let order = OrderId::from_uuid(uuid(row.try_get("order_id")?, "orders")?);
            let (_, of_order) =
                landed.entry(row.try_get("order_key")?).or_insert_with(|| (order, Landed::default()));
            of_order.add(&deed(row.try_get("body")?, row.try_get("seq")?)?);
        }
    }
    // What took effect whole is the server's now; what did not stays with its content.
    sqlx::query(
        "DELETE FROM mutations WHERE landed = 1 AND id NOT IN (SELECT id FROM attention) AND (import_id IS NULL \
         OR import_id NOT IN (SELECT import_id FROM mutations JOIN attention USING (id) WHERE import_id IS NOT NULL))",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query("UPDATE mutations SET landed = 2 WHERE landed = 1").execute(conn).await?;
    Ok(landed)
}

impl Landed {
    fn add(&mut self, deed: &Deed) {
        match deed {
            Deed::CreateOrder { .. } => self.created = true,
            Deed::EditOrder(_) | Deed::DeleteOrder { .. } | Deed::RestoreOrder => {}
            Deed::AddLines { lines, .. } => self.added.extend(lines.iter().map(|line| line.id)),
            Deed::EditLines { lines, .. } => self.touched.extend(lines.iter().map(|edit| edit.base.id)),
            Deed::RemoveLines { lines } => self.touched.extend(lines.iter().map(|base| base.id)),
            // A line that was added and removed before anything was sent is new to the server.
            Deed::RestoreLines { lines, .. } => self.touched.extend(lines.iter().map(|line| line.id)),
            Deed::ImportLines(import) => {
                self.touched.extend(import.replaces.iter().map(|base| base.id));
                self.added.extend(import.lines.iter().map(|line| line.id));
            }
        }
    }
}

/// What a sealed body does.
pub(crate) fn deed(body: &str, seq: i64) -> Result<Deed, StoreError> {
    Ok(outbox::mutation(body, seq)?.deed)
}
