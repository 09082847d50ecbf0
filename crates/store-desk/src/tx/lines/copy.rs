//! Lines of one order as new lines of another.

use sqlx::{AssertSqlSafe, SqliteConnection};
use values::LineId;

use super::columns::CONTENTS;
use crate::{error::StoreError, rows::inconsistent};

/// Lines of one INSERT: SQLite holds so many in memory, since it reads the table that it writes.
const ROWS: usize = 10_000;

/// Copies the lines of an order, in their order, behind the beginning of another, under these ids.
///
/// # Errors
/// `Inconsistent` if the order has another number of lines; `Constraint` for an id that is there already. The transaction is
/// over then.
pub(in crate::tx) async fn copy(
    conn: &mut SqliteConnection,
    from: i64,
    to: i64,
    ids: &[LineId],
    spacing: i64,
) -> Result<(), StoreError> {
    let names: Vec<&str> = CONTENTS.iter().map(|column| column.name).collect();
    let names = names.join(", ");
    // The ids come as one value, of which each line takes its sixteen bytes.
    let sql = format!(
        "INSERT OR ROLLBACK INTO lines (order_key, id, place, {names}) \
         SELECT ?1, substr(?2, nth * 16 - 15, 16), (?3 + nth) * ?4, {names} FROM (\
         SELECT row_number() OVER (ORDER BY place) AS nth, {names} FROM lines \
         WHERE order_key = ?5 AND removed = 0 AND place > ?6 AND place <= ?7)"
    );
    let (mut behind, mut copied) = (i64::MIN, 0);
    for chunk in ids.chunks(ROWS) {
        let last = last_of(conn, from, behind, chunk.len()).await?;
        let bytes: Vec<u8> = chunk.iter().flat_map(|id| *id.as_uuid().as_bytes()).collect();
        let inserted = sqlx::query(AssertSqlSafe(sql.clone()))
            .bind(to)
            .bind(bytes)
            .bind(copied)
            .bind(spacing)
            .bind(from)
            .bind(behind)
            .bind(last)
            .execute(&mut *conn)
            .await?
            .rows_affected();
        if usize::try_from(inserted) != Ok(chunk.len()) {
            return Err(inconsistent("orders", "line_count", &from.to_string()));
        }
        behind = last;
        copied += i64::try_from(chunk.len()).unwrap_or(i64::MAX);
    }
    match last_of(conn, from, behind, 1).await {
        Ok(more) if more > behind => Err(inconsistent("orders", "line_count", &from.to_string())),
        left => left.map(drop),
    }
}

/// The place of the last of the next `count` lines; that of the one before if there is none.
async fn last_of(
    conn: &mut SqliteConnection,
    order_key: i64,
    behind: i64,
    count: usize,
) -> Result<i64, StoreError> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT max(place) FROM (SELECT place FROM lines WHERE order_key = ? AND removed = 0 AND place > ? \
         ORDER BY place LIMIT ?)",
    )
    .bind(order_key)
    .bind(behind)
    .bind(i64::try_from(count).unwrap_or(i64::MAX))
    .fetch_one(conn)
    .await?;
    Ok(last.unwrap_or(behind))
}
