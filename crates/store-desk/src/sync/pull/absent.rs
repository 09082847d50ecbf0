//! What a whole load does not name: after a new epoch, or where one order was loaded anew, the server has no such row. It
//! goes from view, but for what the outbox touches. Changes alone never tell by absence.

use sqlx::{AssertSqlSafe, SqliteConnection};
use sync::engine::Scope;
use values::{LineId, OrderId};

use super::{lay, lines};
use crate::{error::StoreError, rows};

/// Orders of which something of ours waits.
const OURS: &str = "SELECT order_key FROM outbox UNION SELECT order_key FROM mutations WHERE landed = 0";

/// Takes away what the pages do not name.
pub(super) async fn take_away(
    conn: &mut SqliteConnection,
    scope: Scope,
    overlays: &lay::Overlays,
) -> Result<(), StoreError> {
    let orders: Vec<(i64, Vec<u8>)> = match scope {
        #[cfg(feature = "planted")]
        Scope::Changes if values::planted::is_planted(values::planted::Bug::AbsenceDeletes) => {
            sqlx::query_as(
                "SELECT key, id FROM orders WHERE id IN (SELECT id FROM staged_rows WHERE kind = 1)",
            )
            .fetch_all(&mut *conn)
            .await?
        }
        Scope::Changes => return Ok(()),
        Scope::Everything => {
            take_orders(conn).await?;
            sqlx::query_as(
                "SELECT key, id FROM orders WHERE id IN (SELECT id FROM staged_rows WHERE kind = 1)",
            )
            .fetch_all(&mut *conn)
            .await?
        }
        Scope::Order(order) => sqlx::query_as(
            "SELECT key, id FROM orders WHERE id = ? AND id IN (SELECT id FROM staged_rows WHERE kind = 1)",
        )
        .bind(&order.as_uuid().as_bytes()[..])
        .fetch_all(&mut *conn)
        .await?,
    };
    for (key, id) in orders {
        let id = OrderId::from_uuid(rows::uuid(&id, "orders")?);
        take_lines(conn, key, overlays.get(&id)).await?;
    }
    Ok(())
}

/// Orders that the server has no more.
async fn take_orders(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    const ABSENT: &str =
        "confirmed_rev IS NOT NULL AND id NOT IN (SELECT id FROM staged_rows WHERE kind = 1)";
    let unseen = format!("UPDATE orders SET deleted = 1 WHERE {ABSENT} AND key NOT IN ({OURS})");
    let images = format!(
        "DELETE FROM line_before_images WHERE line_key IN (SELECT key FROM lines WHERE order_key IN \
         (SELECT key FROM orders WHERE {ABSENT}))"
    );
    let head_images =
        format!("DELETE FROM order_before_images WHERE order_key IN (SELECT key FROM orders WHERE {ABSENT})");
    let lines = format!(
        "UPDATE lines SET confirmed_rev = NULL WHERE confirmed_rev IS NOT NULL AND order_key IN \
         (SELECT key FROM orders WHERE {ABSENT})"
    );
    let orders = format!("UPDATE orders SET confirmed_rev = NULL WHERE {ABSENT}");
    for sql in [unseen, images, head_images, lines, orders] {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Lines of an order that the server has no more.
async fn take_lines(
    conn: &mut SqliteConnection,
    order_key: i64,
    overlay: Option<&sync::Overlay>,
) -> Result<(), StoreError> {
    let absent: Vec<(i64, Vec<u8>)> = sqlx::query_as(
        "SELECT key, id FROM lines WHERE order_key = ? AND confirmed_rev IS NOT NULL \
         AND id NOT IN (SELECT id FROM staged_lines)",
    )
    .bind(order_key)
    .fetch_all(&mut *conn)
    .await?;
    let (mut gone, mut ours) = (Vec::new(), Vec::new());
    for (key, id) in absent {
        let line = LineId::from_uuid(rows::uuid(&id, "lines")?);
        let is_held = overlay.is_some_and(|overlay| overlay.holds(line));
        if is_held { &mut ours } else { &mut gone }.push(key);
    }
    lines::take_away(conn, &gone).await?;
    // What of ours lies over it stays as it stands until the server has answered.
    for sql in [
        "UPDATE lines SET confirmed_rev = NULL WHERE key IN (SELECT value FROM json_each(?))",
        "DELETE FROM line_before_images WHERE line_key IN (SELECT value FROM json_each(?))",
    ] {
        sqlx::query(sql).bind(crate::search::json_array(&ours)).execute(&mut *conn).await?;
    }
    Ok(())
}
