//! What `doctor` asks of the search index: whether it holds exactly the documents that it should.

use sqlx::SqliteConnection;

use crate::error::StoreError;

/// Row ids that stand in the index and should not, or do not and should; empty when all is well. At most `limit`.
///
/// The structure of the index itself is part of SQLite's own integrity check.
///
/// # Errors
/// What the database says.
pub(crate) async fn check(conn: &mut SqliteConnection, limit: i64) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "WITH expected (row_id) AS ( \
             SELECT order_key << 32 | key FROM lines WHERE removed = 0 \
                 AND key <= (SELECT line_key FROM search_marker) AND key NOT IN (SELECT line_key FROM search_dirty_lines) \
             UNION ALL SELECT key << 32 FROM orders WHERE key <= (SELECT order_key FROM search_marker) \
                 AND key NOT IN (SELECT order_key FROM search_dirty_orders)), \
         indexed (row_id) AS ( \
             SELECT id FROM search_docsize WHERE (id & 4294967295 <> 0 AND id & 4294967295 NOT IN (SELECT line_key FROM search_dirty_lines)) \
                 OR (id & 4294967295 = 0 AND id >> 32 NOT IN (SELECT order_key FROM search_dirty_orders))) \
         SELECT CAST(row_id AS TEXT) FROM (SELECT row_id FROM expected EXCEPT SELECT row_id FROM indexed) \
         UNION ALL SELECT CAST(row_id AS TEXT) FROM (SELECT row_id FROM indexed EXCEPT SELECT row_id FROM expected) \
         LIMIT ?",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?)
}
