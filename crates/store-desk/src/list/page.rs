//! Reading a page of the list.

use sqlx::{Connection as _, QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::{
    Links, OrderColumn, OrderPage, OrderQuery, OrderRow, OrderSort, PENDING_MAX, ROWS_MAX,
    predicate::{Texts, push_filters},
};
use crate::{
    error::StoreError,
    open::Store,
    rows::{self, ORDER_COLUMNS},
    search::{READ_MAX, TOTAL_MAX, Total},
};

impl Store {
    /// A page of the orders that fit a query (YW-ORD-01). Deleted orders never appear.
    ///
    /// # Errors
    /// `Busy`, `Closed`, `Damaged`, `Inconsistent`.
    pub async fn list_orders(&self, query: &OrderQuery) -> Result<OrderPage, StoreError> {
        self.list_reading(query, READ_MAX).await
    }

    /// The same, reading at most so many documents to learn the orders of a word.
    pub(super) async fn list_reading(
        &self,
        query: &OrderQuery,
        read_max: i64,
    ) -> Result<OrderPage, StoreError> {
        let mut conn = self.read().await?;
        let mut tx = conn.begin().await?; // index, rows and total of one moment
        let Some(texts) = Texts::look_up(&mut tx, query, read_max).await? else {
            return Ok(OrderPage { rows: Vec::new(), total: Total::Exactly(0) });
        };
        let rows = rows(&mut tx, query, &texts).await?;
        let total = match counted(query, rows.len()) {
            Some(count) if texts.has_probes() => Total::capped(count),
            Some(count) => Total::Exactly(count),
            None => total(&mut tx, query, &texts).await?,
        };
        Ok(OrderPage { rows, total })
    }
}

/// How many orders there are, if a page of so many rows is seen to be the last: nothing needs counting then, and where
/// orders are asked one by one, all of them have been asked.
fn counted(query: &OrderQuery, rows: usize) -> Option<u64> {
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    let is_last = rows < u64::from(query.limit.min(ROWS_MAX)) && (rows > 0 || query.offset == 0);
    is_last.then(|| u64::from(query.offset) + rows)
}

/// Counts exactly where every order is known from indexes; where orders would have to be asked one by one, up to
/// [`TOTAL_MAX`].
pub(super) async fn total(
    conn: &mut SqliteConnection,
    query: &OrderQuery,
    texts: &Texts,
) -> Result<Total, StoreError> {
    let known = count(conn, query, texts, false).await?;
    if !texts.has_probes() {
        return Ok(Total::Exactly(known));
    }
    if known > TOTAL_MAX {
        return Ok(Total::AtLeast(TOTAL_MAX));
    }
    Ok(Total::capped(count(conn, query, texts, true).await?))
}

async fn count(
    conn: &mut SqliteConnection,
    query: &OrderQuery,
    texts: &Texts,
    probe: bool,
) -> Result<u64, StoreError> {
    let mut sql = QueryBuilder::new("SELECT count(*) FROM (SELECT 1 FROM orders o");
    push_filters(&mut sql, query);
    texts.push(&mut sql, probe);
    sql.push(" LIMIT ").push_bind(if probe { TOTAL_MAX.cast_signed() + 1 } else { -1 }).push(")");
    let count: i64 = sql.build_query_scalar().fetch_one(conn).await?;
    Ok(count.unsigned_abs())
}

async fn rows(
    conn: &mut SqliteConnection,
    query: &OrderQuery,
    texts: &Texts,
) -> Result<Vec<OrderRow>, StoreError> {
    let mut sql = QueryBuilder::new("SELECT ");
    sql.push(ORDER_COLUMNS);
    // Counted within the order's own changes, and no further than anybody reads.
    sql.push(
        ", (SELECT count(*) FROM (SELECT 1 FROM outbox b WHERE b.order_key = o.key AND b.withheld = 0 UNION ALL \
              SELECT 1 FROM mutations m WHERE m.order_key = o.key AND m.landed = 0 LIMIT ",
    );
    sql.push_bind(PENDING_MAX).push(
        ")) AS pending, (SELECT count(*) FROM attention a WHERE a.order_id = o.id AND a.settled = 0) \
              AS attention FROM orders o",
    );
    push_filters(&mut sql, query);
    texts.push(&mut sql, true);
    push_sort(&mut sql, query.sort);
    sql.push(" LIMIT ").push_bind(query.limit.min(ROWS_MAX)).push(" OFFSET ").push_bind(query.offset);
    let found = sql.build().fetch_all(conn).await?;
    found
        .iter()
        .map(|row| {
            let (_, order) = rows::order(row)?;
            let links = Links::of(order.sums.lines, order.sums.linked);
            let (pending, attention) = (row.try_get("pending")?, row.try_get("attention")?);
            Ok(OrderRow { order, links, pending, attention })
        })
        .collect()
}

fn push_sort(sql: &mut QueryBuilder<Sqlite>, sort: OrderSort) {
    let by = match sort.column {
        // The table's own order of changes; an expression would not use its index.
        OrderColumn::Updated => "o.updated_at",
        OrderColumn::Number => "o.order_no",
        OrderColumn::Buyer => "coalesce(o.buyer_name, o.raw ->> '$.buyer_name') COLLATE NOCASE",
        OrderColumn::Passport => "o.buyer_passport",
        OrderColumn::Destination => "o.destination",
        OrderColumn::TotalUsd => "o.total_usd",
        OrderColumn::LineCount => "o.line_count",
        OrderColumn::Amount => "o.amount_sum",
        OrderColumn::Links => {
            "(o.linked_count > 0) + (o.linked_count > 0 AND o.linked_count >= o.line_count)"
        }
        OrderColumn::State => {
            "CASE o.state WHEN 'draft' THEN 0 WHEN 'confirmed' THEN 1 WHEN 'declared' THEN 2 ELSE 3 END"
        }
        OrderColumn::Declaration => "o.declaration_no",
        OrderColumn::Created => "o.created_at",
        OrderColumn::Sync => {
            "EXISTS (SELECT 1 FROM outbox b WHERE b.order_key = o.key AND b.withheld = 0) \
             OR EXISTS (SELECT 1 FROM mutations m WHERE m.order_key = o.key AND m.landed = 0)"
        }
    };
    let may_be_null = !matches!(
        sort.column,
        OrderColumn::Updated
            | OrderColumn::Created
            | OrderColumn::LineCount
            | OrderColumn::Amount
            | OrderColumn::Links
            | OrderColumn::State
            | OrderColumn::Sync
    );
    sql.push(" ORDER BY ").push(by);
    sql.push(if sort.descending { " DESC" } else { " ASC" });
    sql.push(if may_be_null { " NULLS LAST, o.key DESC" } else { ", o.key DESC" });
}
