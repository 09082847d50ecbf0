//! What screens and the command line read of one order: its head, pages of its lines, all lines one by one.

use domain::{Line, Order};
use futures_util::TryStreamExt as _;
use sqlx::{Acquire as _, AssertSqlSafe, Row as _, SqliteConnection};
use values::{Currency, OrderId};

use crate::{
    error::StoreError,
    open::Store,
    rows::{self, LINE_COLUMNS, ORDER_COLUMNS},
};

/// A line with where it stands, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedLine {
    /// 1 for the first line.
    pub position: i64,
    /// The line.
    pub line: Line,
}

/// A page of an order's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinesPage {
    /// The lines of the page.
    pub lines: Vec<PlacedLine>,
    /// How many lines the order has.
    pub total: i64,
}

impl Store {
    /// The order of this id, deleted or not.
    pub async fn order(&self, id: OrderId) -> Result<Option<Order>, StoreError> {
        let mut conn = self.read().await?;
        Ok(load(&mut conn, id).await?.map(|(_, order)| order))
    }

    /// The one order, not deleted, whose id's text ends with this; `None` if there is none, or several.
    pub async fn order_ending_with(&self, ending: &str) -> Result<Option<OrderId>, StoreError> {
        let ending = ending.to_ascii_lowercase();
        let digits: String = ending.chars().filter(|&letter| letter != '-').collect();
        let mut conn = self.read().await?;
        // `hex` knows no hyphens: whether they stand where they should is looked at below.
        let found: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT id FROM orders WHERE deleted = 0 AND lower(substr(hex(id), -length(?1))) = ?1 LIMIT 2",
        )
        .bind(digits)
        .fetch_all(&mut *conn)
        .await?;
        let [id] = found.as_slice() else { return Ok(None) };
        let id = OrderId::from_uuid(rows::uuid(id, "orders")?);
        Ok(id.to_string().ends_with(&ending).then_some(id))
    }

    /// Lines `offset` to `offset + limit` of an order, in their order, from one moment in time. An order that is not there
    /// has none.
    pub async fn lines_page(&self, id: OrderId, offset: u32, limit: u32) -> Result<LinesPage, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, order)) = load(&mut conn, id).await? else {
            return Ok(LinesPage { lines: Vec::new(), total: 0 });
        };
        let sql = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place LIMIT ? OFFSET ?"
        );
        let rows =
            sqlx::query(AssertSqlSafe(sql)).bind(key).bind(limit).bind(offset).fetch_all(&mut *conn).await?;
        let mut lines = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let position = i64::from(offset) + i64::try_from(at).unwrap_or(0) + 1;
            lines.push(PlacedLine { position, line: rows::line(row, order.fields.line_currency)? });
        }
        Ok(LinesPage { lines, total: order.sums.lines })
    }

    /// The first wrong line behind `position` (0: the first of all), and around to the beginning: the counter that
    /// jumps.
    pub async fn next_wrong(&self, id: OrderId, position: i64) -> Result<Option<i64>, StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, _)) = load(&mut conn, id).await? else {
            return Ok(None);
        };
        let place: Option<i64> = sqlx::query_scalar(
            "SELECT place FROM lines WHERE order_key = ?1 AND removed = 0 ORDER BY place LIMIT 1 OFFSET ?2",
        )
        .bind(key)
        .bind((position - 1).max(0))
        .fetch_optional(&mut *conn)
        .await?;
        let behind = if position > 0 { place.unwrap_or(i64::MAX) } else { i64::MIN };
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT place FROM lines WHERE order_key = ?1 AND wrong = 1 AND removed = 0 \
             ORDER BY place <= ?2, place LIMIT 1",
        )
        .bind(key)
        .bind(behind)
        .fetch_optional(&mut *conn)
        .await?;
        let Some(next) = next else { return Ok(None) };
        let position = sqlx::query_scalar(
            "SELECT count(*) FROM lines WHERE order_key = ? AND removed = 0 AND place <= ?",
        )
        .bind(key)
        .bind(next)
        .fetch_one(&mut *conn)
        .await?;
        Ok(Some(position))
    }

    /// Calls `each` with every line of an order in their order, from one moment in time. Holds one line at a time.
    pub async fn each_line(
        &self,
        id: OrderId,
        mut each: impl FnMut(PlacedLine) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut reader = self.read().await?;
        let mut conn = reader.begin().await?;
        let Some((key, order)) = load(&mut conn, id).await? else {
            return Ok(());
        };
        each_of(&mut conn, key, order.fields.line_currency, |position, line| {
            each(PlacedLine { position, line })
        })
        .await
    }
}

pub(crate) async fn each_of(
    conn: &mut SqliteConnection,
    key: i64,
    currency: Currency,
    mut each: impl FnMut(i64, Line) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = format!("SELECT {LINE_COLUMNS} FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place");
    let mut rows = sqlx::query(AssertSqlSafe(sql)).bind(key).fetch(conn);
    let mut position = 0;
    while let Some(row) = rows.try_next().await? {
        position += 1;
        each(position, rows::line(&row, currency)?)?;
    }
    Ok(())
}

pub(crate) async fn load(
    conn: &mut SqliteConnection,
    id: OrderId,
) -> Result<Option<(i64, Order)>, StoreError> {
    let sql = format!("SELECT {ORDER_COLUMNS} FROM orders WHERE id = ?");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(&id.as_uuid().as_bytes()[..]).fetch_optional(conn).await?;
    row.map(|row| rows::order(&row)).transpose()
}

impl Store {
    /// Changes that no server has yet.
    pub async fn outbox_count(&self) -> Result<i64, StoreError> {
        let mut conn = self.read().await?;
        let row = sqlx::query("SELECT count(*) AS n FROM outbox").fetch_one(&mut *conn).await?;
        Ok(row.try_get("n")?)
    }
}
