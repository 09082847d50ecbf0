//! The rows that the index has not caught up with: new ones beyond the marker, and marked ones. A search reads them
//! itself.

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{
    cut,
    documents::{self, Document, LINE_TEXTS, ORDER_TEXTS},
};
use crate::error::StoreError;

/// What a query over `search` alias `s` has to leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Stale {
    lines: bool,
    orders: bool,
    deleted: bool,
}

impl Stale {
    /// Looks whether there is anything. Usually there is not, and no hit has to be asked.
    pub(super) async fn look(conn: &mut SqliteConnection) -> Result<Self, StoreError> {
        Ok(sqlx::query_as(
            "SELECT EXISTS (SELECT 1 FROM search_dirty_lines) AS lines, \
             EXISTS (SELECT 1 FROM search_dirty_orders) AS orders, \
             EXISTS (SELECT 1 FROM orders WHERE deleted = 1) AS deleted",
        )
        .fetch_one(conn)
        .await?)
    }

    /// Conditions that leave out documents whose row has changed since.
    pub(super) fn changed(self) -> &'static str {
        match (self.lines, self.orders) {
            (false, false) => "",
            (true, false) => LINES_UNCHANGED,
            (false, true) => ORDERS_UNCHANGED,
            (true, true) => BOTH_UNCHANGED,
        }
    }

    /// A condition that leaves out documents of deleted orders.
    pub(super) fn deleted(self) -> &'static str {
        if self.deleted {
            " AND (s.rowid >> 32) NOT IN (SELECT key FROM orders WHERE deleted = 1)"
        } else {
            ""
        }
    }
}

macro_rules! lines_unchanged {
    () => {
        " AND (s.rowid & 4294967295) NOT IN (SELECT line_key FROM search_dirty_lines)"
    };
}
macro_rules! orders_unchanged {
    () => {
        " AND NOT (s.rowid & 4294967295 = 0 AND (s.rowid >> 32) IN (SELECT order_key FROM search_dirty_orders))"
    };
}
const LINES_UNCHANGED: &str = lines_unchanged!();
const ORDERS_UNCHANGED: &str = orders_unchanged!();
const BOTH_UNCHANGED: &str = concat!(lines_unchanged!(), orders_unchanged!());

/// Rows that stand outside the index. CROSS JOIN keeps SQLite from walking through all lines to look for marks.
const LINES_BEHIND: [&str; 2] = [
    "FROM lines l WHERE l.key > (SELECT line_key FROM search_marker) AND l.removed = 0",
    "FROM search_dirty_lines d CROSS JOIN lines l ON l.key = d.line_key WHERE l.removed = 0 \
     AND l.key <= (SELECT line_key FROM search_marker)",
];
const ORDERS_BEHIND: [&str; 2] = [
    "FROM orders o WHERE o.key > (SELECT order_key FROM search_marker) AND o.deleted = 0",
    "FROM search_dirty_orders d CROSS JOIN orders o ON o.key = d.order_key WHERE o.deleted = 0 \
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
