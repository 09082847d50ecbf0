//! The rows that the index has not caught up with: new ones beyond the marker, and marked ones. A search reads them
//! itself.

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{
    cut,
    documents::{self, Document, LINE_TEXTS, ORDER_TEXTS},
};
use crate::error::StoreError;

/// In a query over `search` alias `s`: leaves out documents whose row has changed since, and those of deleted orders.
pub(super) const CURRENT: &str = "(s.rowid & 4294967295) NOT IN (SELECT line_key FROM search_dirty_lines) \
     AND NOT (s.rowid & 4294967295 = 0 AND (s.rowid >> 32) IN (SELECT order_key FROM search_dirty_orders)) \
     AND (s.rowid >> 32) NOT IN (SELECT key FROM orders WHERE deleted = 1)";

/// Rows that stand outside the index, in arms that each use an index of their own.
const LINES_BEHIND: [&str; 2] = [
    "FROM lines l WHERE l.key > (SELECT line_key FROM search_marker) AND l.removed = 0",
    "FROM search_dirty_lines d JOIN lines l ON l.key = d.line_key WHERE l.removed = 0 \
     AND l.key <= (SELECT line_key FROM search_marker)",
];
const ORDERS_BEHIND: [&str; 2] = [
    "FROM orders o WHERE o.key > (SELECT order_key FROM search_marker) AND o.deleted = 0",
    "FROM search_dirty_orders d JOIN orders o ON o.key = d.order_key WHERE o.deleted = 0 \
     AND o.key <= (SELECT order_key FROM search_marker)",
];

/// Calls `each` with the row id and the haystacks (merchant, subject) of every current row outside the index. With an
/// order's key: of its lines only.
pub(super) async fn each_behind(
    conn: &mut SqliteConnection,
    order_key: Option<i64>,
    mut each: impl FnMut(i64, &str, &str),
) -> Result<(), StoreError> {
    let mut haystacks = Haystacks::default();
    for source in LINES_BEHIND {
        let sql = match order_key {
            Some(_) => format!("SELECT {LINE_TEXTS} {source} AND l.order_key = ?"),
            None => format!(
                "SELECT {LINE_TEXTS} {source} AND l.order_key NOT IN (SELECT key FROM orders WHERE deleted = 1) \
                 AND ? IS NULL"
            ),
        };
        let mut rows = sqlx::query(AssertSqlSafe(sql)).bind(order_key).fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            haystacks.read(&documents::of_line(&row)?, &mut each);
        }
    }
    if order_key.is_none() {
        for source in ORDERS_BEHIND {
            let sql = format!("SELECT {ORDER_TEXTS} {source}");
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *conn);
            while let Some(row) = rows.try_next().await? {
                haystacks.read(&documents::of_order(&row)?, &mut each);
            }
        }
    }
    Ok(())
}

#[derive(Default)]
pub(super) struct Haystacks {
    merchant: String,
    subject: String,
}

impl Haystacks {
    pub(super) fn read(&mut self, document: &Document<'_>, each: &mut impl FnMut(i64, &str, &str)) {
        self.merchant.clear();
        self.subject.clear();
        document.write(cut::push_haystack, &mut self.merchant, &mut self.subject);
        each(document.row_id, &self.merchant, &self.subject);
    }
}
