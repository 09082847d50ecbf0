//! Which orders hold a clause, in themselves or in any of their lines: for the list.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{
    behind::{Stale, each_behind},
    documents,
    sought::Clause,
};
use crate::error::StoreError;

/// So many documents of a clause are read to learn its orders. Reading a hundred costs less than asking one order (measured:
/// docs/decisions/0005-search.md), so that orders are asked one by one only in vaults far beyond a million lines.
pub(crate) const READ_MAX: i64 = 2_000_000;

/// In a query over `orders` alias `o`: whether a document of the order holds a clause; FTS5's query stands between.
/// Every document of an order has the order's key in the upper half of its row id, so that only this range is read.
pub(crate) const PROBE_START: &str = "EXISTS (SELECT 1 FROM search s WHERE s.search MATCH ";
pub(crate) const PROBE_END: &str = " AND s.rowid BETWEEN o.key << 32 AND (o.key << 32) + 4294967295 \
     AND (s.rowid & 4294967295) NOT IN (SELECT line_key FROM search_dirty_lines) \
     AND NOT (s.rowid & 4294967295 = 0 AND o.key IN (SELECT order_key FROM search_dirty_orders)))";

/// The orders that hold a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Keys of orders that hold it.
    pub(crate) orders: BTreeSet<i64>,
    /// FTS5's query for the others, where there were too many documents to read them all.
    pub(crate) or_probe: Option<String>,
}

/// The orders of each clause, of which at most `read_max` documents are read. Deleted orders may be among them: the list leaves them out anyway.
pub(crate) async fn orders_with(
    conn: &mut SqliteConnection,
    clauses: &[Clause],
    read_max: i64,
) -> Result<Vec<Found>, StoreError> {
    let stale = Stale::look(conn).await?;
    let mut found = Vec::with_capacity(clauses.len());
    for clause in clauses {
        found.push(indexed(conn, clause, stale, read_max).await?);
    }
    each_behind(conn, None, |row_id, merchant, subject| {
        for (clause, found) in clauses.iter().zip(&mut found) {
            if clause.matches(merchant, subject) {
                found.orders.insert(documents::keys(row_id).0);
            }
        }
    })
    .await?;
    Ok(found)
}

async fn indexed(
    conn: &mut SqliteConnection,
    clause: &Clause,
    stale: Stale,
    read_max: i64,
) -> Result<Found, StoreError> {
    if clause.is_impossible() {
        return Ok(Found { orders: BTreeSet::new(), or_probe: None });
    }
    let sql = format!(
        "SELECT coalesce(group_concat(DISTINCT row_id >> 32), ''), count(*) FROM (SELECT s.rowid AS row_id \
         FROM search s WHERE s.search MATCH ?{} ORDER BY s.rowid DESC LIMIT ?)",
        stale.changed()
    );
    let fts = clause.fts();
    let (keys, read): (String, i64) =
        sqlx::query_as(AssertSqlSafe(sql)).bind(&fts).bind(read_max).fetch_one(conn).await?;
    let orders = keys.split(',').filter_map(|key| key.parse().ok()).collect();
    Ok(Found { orders, or_probe: (read == read_max).then_some(fts) })
}
