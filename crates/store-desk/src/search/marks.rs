//! Marks on indexed rows that have changed. They are written in the transaction of the change, so that a crash between
//! change and indexing loses nothing.

use sqlx::SqliteConnection;

use crate::error::StoreError;

/// Marks lines that were changed, removed or restored. New lines need no mark: their keys are beyond the marker.
/// Cheap for 100,000 keys at once.
///
/// # Errors
/// What the database says.
pub(crate) async fn touch_lines(conn: &mut SqliteConnection, keys: &[i64]) -> Result<(), StoreError> {
    let Some(newest) = keys.iter().max() else {
        return Ok(());
    };
    let indexed: i64 = sqlx::query_scalar("SELECT line_key FROM search_marker").fetch_one(&mut *conn).await?;
    if keys.len() == 1 {
        if *newest <= indexed {
            sqlx::query("INSERT OR IGNORE INTO search_dirty_lines (line_key) VALUES (?)")
                .bind(newest)
                .execute(conn)
                .await?;
        }
        return Ok(());
    }
    sqlx::query(
        "INSERT OR IGNORE INTO search_dirty_lines (line_key) SELECT value FROM json_each(?) WHERE value <= ?",
    )
    .bind(json_array(keys))
    .bind(indexed)
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks an order one of whose searched fields changed: numbers, buyer, contract, remark. Deleting and restoring need
/// no mark: hits of deleted orders are left out when they are read.
///
/// # Errors
/// What the database says.
pub(crate) async fn touch_order(conn: &mut SqliteConnection, key: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT OR IGNORE INTO search_dirty_orders (order_key) \
         SELECT ?1 WHERE ?1 <= (SELECT order_key FROM search_marker)",
    )
    .bind(key)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keys as one bound value, since SQLite bounds the number of bound values.
pub(crate) fn json_array(keys: &[i64]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(2 + keys.len() * 8);
    text.push('[');
    for (at, key) in keys.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(text, "{comma}{key}").expect("writing to a String cannot fail");
    }
    text.push(']');
    text
}
