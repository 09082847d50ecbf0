//! The counts of lines per month and order, by which the list's month filter finds orders without looking at lines.

use std::collections::BTreeMap;

use domain::Line;
use sqlx::SqliteConnection;

use crate::error::StoreError;

/// What a transaction adds to the counts and takes from them: order's key and month (YYYYMM) → lines more or less.
/// Written once, before the commit, since nothing in a transaction reads the counts: an import would write each a
/// hundred times.
#[derive(Debug, Default)]
pub(super) struct Months(BTreeMap<(i64, i64), i64>);

impl Months {
    /// Counts each line `by` times, 1 or -1.
    pub(super) fn count<'a>(&mut self, order_key: i64, lines: impl IntoIterator<Item = &'a Line>, by: i64) {
        for line in lines {
            if let Some(month) = line.fields.order_month.value() {
                *self.0.entry((order_key, i64::from(month.yyyymm()))).or_default() += by;
            }
        }
    }

    /// Writes what has changed.
    pub(super) async fn write(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        for ((order_key, month), by) in std::mem::take(&mut self.0) {
            if by != 0 {
                add(conn, order_key, month, by).await?;
            }
        }
        Ok(())
    }
}

/// Gives an order the counts of another, whose lines it has taken over.
pub(super) async fn copy(conn: &mut SqliteConnection, from: i64, to: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO order_months (order_key, order_month, line_count) \
         SELECT ?2, order_month, line_count FROM order_months WHERE order_key = ?1",
    )
    .bind(from)
    .bind(to)
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts `by` lines more of a month (YYYYMM).
///
/// # Errors
/// What the database says.
pub(crate) async fn add(
    conn: &mut SqliteConnection,
    order_key: i64,
    month: i64,
    by: i64,
) -> Result<(), StoreError> {
    let count: Option<i64> =
        sqlx::query_scalar("SELECT line_count FROM order_months WHERE order_key = ? AND order_month = ?")
            .bind(order_key)
            .bind(month)
            .fetch_optional(&mut *conn)
            .await?;
    let sql = if count.unwrap_or(0) + by == 0 {
        "DELETE FROM order_months WHERE order_key = ?1 AND order_month = ?2 AND ?3 IS NOT NULL"
    } else {
        "INSERT INTO order_months (order_key, order_month, line_count) VALUES (?1, ?2, ?3) \
         ON CONFLICT DO UPDATE SET line_count = excluded.line_count"
    };
    sqlx::query(sql).bind(order_key).bind(month).bind(count.unwrap_or(0) + by).execute(conn).await?;
    Ok(())
}
