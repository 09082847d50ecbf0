//! The index follows behind the rows, in transactions so small that no edit waits noticeably for one.

use sqlx::{AssertSqlSafe, SqliteConnection, sqlite::SqliteRow};

use super::{
    cut,
    documents::{self, Document, LINE_TEXTS, ORDER_TEXTS, row_id},
    marks::json_array,
};
use crate::{error::StoreError, open::Store};

/// How many rows one transaction indexes while nobody else wants to write: each leaves a segment that is merged later, so
/// the fewer the better.
pub const INDEX_ROWS: usize = 2_048;
/// After so many rows a transaction ends if somebody waits to write (measured: docs/decisions/0005-search.md).
const ROWS_AT_ONCE: usize = 128;
/// How many pages of the index one transaction merges: FTS5 by itself merges hundreds at once, and an edit would wait for
/// that.
const PAGES_MERGED: i64 = 64;
/// How many documents one statement inserts.
const DOCUMENTS_PER_INSERT: usize = 128;

/// How far the index has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexed {
    /// Rows that are not in the index yet. Searches scan them.
    pub left: u64,
    /// Everything is in the index, and it is being put in order: searches get quicker with each step.
    pub is_merging: bool,
}

impl Store {
    /// Brings at most `max_rows` rows into the search index (DECISIONS, Rows), in transactions that give way to edits.
    /// Cut off at any moment, it goes on where it stopped. To be repeated while anything is `left`, and, when nobody waits
    /// for anything, while it `is_merging`.
    ///
    /// # Errors
    /// `Busy`, `Full`, `Closed`, `Damaged`.
    pub async fn index_step(&self, max_rows: usize) -> Result<Indexed, StoreError> {
        let mut left = left(&mut *self.read().await?).await?;
        let mut rest = max_rows;
        let mut is_merging = false;
        while left > 0 && rest > 0 {
            // Too many segments would make searching slow.
            if self.turns.must_merge() && self.merge_step().await? {
                rest = rest.saturating_sub(ROWS_AT_ONCE);
                continue;
            }
            let mut tx = self.begin().await?;
            let done = self.rows_step(&mut tx, rest.min(INDEX_ROWS)).await?;
            left = self::left(&mut tx).await?;
            tx.commit().await?;
            self.turns.wrote();
            rest -= done.min(rest);
            if done == 0 {
                break;
            }
        }
        // Many small steps would leave many small segments.
        if max_rows > 0 && (left == 0 || max_rows < ROWS_AT_ONCE) {
            is_merging = self.merge_step().await?;
        }
        Ok(Indexed { left, is_merging })
    }

    /// Rows as long as nobody else waits to write. Returns how many.
    async fn rows_step(&self, conn: &mut SqliteConnection, rows: usize) -> Result<usize, StoreError> {
        let mut done = 0;
        while done < rows {
            let more = step(conn, (rows - done).min(ROWS_AT_ONCE)).await?;
            done += more;
            if more == 0 || self.turns.is_awaited() {
                break;
            }
        }
        Ok(done)
    }

    /// Merges some pages of the index's segments. Returns whether there may be more to merge.
    async fn merge_step(&self) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let changes = "SELECT total_changes()";
        let before: i64 = sqlx::query_scalar(changes).fetch_one(&mut *tx).await?;
        sqlx::query("INSERT INTO search (search, rank) VALUES ('merge', ?)")
            .bind(PAGES_MERGED)
            .execute(&mut *tx)
            .await?;
        let after: i64 = sqlx::query_scalar(changes).fetch_one(&mut *tx).await?;
        tx.commit().await?;
        // The statement itself counts as one (FTS5, "The 'merge' command").
        let is_merging = after - before > 1;
        if !is_merging {
            self.turns.merged();
        }
        Ok(is_merging)
    }
}

/// How many rows wait. Keys have no gaps, so their difference is the number of new rows.
async fn left(conn: &mut SqliteConnection) -> Result<u64, StoreError> {
    let left: i64 = sqlx::query_scalar(
        "SELECT max(0, coalesce((SELECT max(key) FROM orders), 0) - order_key) \
         + max(0, coalesce((SELECT max(key) FROM lines), 0) - line_key) \
         + (SELECT count(*) FROM search_dirty_orders) + (SELECT count(*) FROM search_dirty_lines) FROM search_marker",
    )
    .fetch_one(conn)
    .await?;
    Ok(left.unsigned_abs())
}

/// Indexes up to `rows` rows inside a transaction: what changed first, then what is new. Returns how many.
pub(super) async fn step(conn: &mut SqliteConnection, rows: usize) -> Result<usize, StoreError> {
    let mut done = changed_orders(conn, rows).await?;
    if done < rows {
        done += changed_lines(conn, rows - done).await?;
    }
    if done < rows {
        done += new_orders(conn, rows - done).await?;
    }
    if done < rows {
        done += new_lines(conn, rows - done).await?;
    }
    Ok(done)
}

async fn changed_orders(conn: &mut SqliteConnection, limit: usize) -> Result<usize, StoreError> {
    let marked: Vec<i64> = sqlx::query_scalar(
        "DELETE FROM search_dirty_orders WHERE order_key IN \
             (SELECT order_key FROM search_dirty_orders LIMIT ?) RETURNING order_key",
    )
    .bind(bound(limit))
    .fetch_all(&mut *conn)
    .await?;
    if !marked.is_empty() {
        forget(conn, &marked.iter().map(|key| row_id(*key, 0)).collect::<Vec<_>>()).await?;
        let sql =
            format!("SELECT {ORDER_TEXTS} FROM orders o WHERE o.key IN (SELECT value FROM json_each(?))");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(json_array(&marked)).fetch_all(&mut *conn).await?;
        insert(conn, &rows, documents::of_order).await?;
    }
    Ok(marked.len())
}

async fn changed_lines(conn: &mut SqliteConnection, limit: usize) -> Result<usize, StoreError> {
    let marked: Vec<i64> = sqlx::query_scalar(
        "DELETE FROM search_dirty_lines WHERE line_key IN \
             (SELECT line_key FROM search_dirty_lines LIMIT ?) RETURNING line_key",
    )
    .bind(bound(limit))
    .fetch_all(&mut *conn)
    .await?;
    if !marked.is_empty() {
        let marked_lines = json_array(&marked);
        let old: Vec<i64> = sqlx::query_scalar(
            "SELECT order_key << 32 | key FROM lines WHERE key IN (SELECT value FROM json_each(?))",
        )
        .bind(&marked_lines)
        .fetch_all(&mut *conn)
        .await?;
        forget(conn, &old).await?;
        let sql = format!(
            "SELECT {LINE_TEXTS} FROM lines l WHERE l.removed = 0 AND l.key IN (SELECT value FROM json_each(?))"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(&marked_lines).fetch_all(&mut *conn).await?;
        insert(conn, &rows, documents::of_line).await?;
    }
    Ok(marked.len())
}

async fn new_orders(conn: &mut SqliteConnection, limit: usize) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT {ORDER_TEXTS} FROM orders o WHERE o.key > (SELECT order_key FROM search_marker) ORDER BY o.key LIMIT ?"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(bound(limit)).fetch_all(&mut *conn).await?;
    if let Some(last) = rows.last() {
        let key: i64 = sqlx::Row::try_get(last, 0)?;
        insert(conn, &rows, documents::of_order).await?;
        sqlx::query("UPDATE search_marker SET order_key = ?").bind(key).execute(conn).await?;
    }
    Ok(rows.len())
}

async fn new_lines(conn: &mut SqliteConnection, limit: usize) -> Result<usize, StoreError> {
    let range: (Option<i64>, i64) = sqlx::query_as(
        "SELECT max(key), count(*) FROM (SELECT key FROM lines \
         WHERE key > (SELECT line_key FROM search_marker) ORDER BY key LIMIT ?)",
    )
    .bind(bound(limit))
    .fetch_one(&mut *conn)
    .await?;
    let (Some(last), count) = range else { return Ok(0) };
    let sql = format!(
        "SELECT {LINE_TEXTS} FROM lines l WHERE l.key > (SELECT line_key FROM search_marker) AND l.key <= ? \
         AND l.removed = 0"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(last).fetch_all(&mut *conn).await?;
    insert(conn, &rows, documents::of_line).await?;
    sqlx::query("UPDATE search_marker SET line_key = ?").bind(last).execute(conn).await?;
    Ok(usize::try_from(count).unwrap_or(limit))
}

/// Takes documents out of the index; those that are not in it do not matter.
async fn forget(conn: &mut SqliteConnection, row_ids: &[i64]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))")
        .bind(json_array(row_ids))
        .execute(conn)
        .await?;
    Ok(())
}

async fn insert(
    conn: &mut SqliteConnection,
    rows: &[SqliteRow],
    document: fn(&SqliteRow) -> Result<Document<'_>, StoreError>,
) -> Result<(), StoreError> {
    let mut documents = rows.iter().map(document).collect::<Result<Vec<_>, _>>()?;
    // FTS5 writes its buffer out whenever row ids step back.
    documents.sort_unstable_by_key(|document| document.row_id);
    for chunk in documents.chunks(DOCUMENTS_PER_INSERT) {
        let sql = format!(
            "INSERT INTO search (rowid, merchant, subject) VALUES (?,?,?){}",
            ",(?,?,?)".repeat(chunk.len() - 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(chunk.len() == DOCUMENTS_PER_INSERT);
        for document in chunk {
            let (mut merchant, mut subject) = (String::with_capacity(256), String::with_capacity(128));
            document.write(cut::push_tokens, &mut merchant, &mut subject);
            query = query.bind(document.row_id).bind(merchant).bind(subject);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn bound(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
