//! Searching everywhere, and within one order.

use domain::Line;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};
use values::OrderId;

use super::{
    TOTAL_MAX, Total,
    behind::{Haystacks, Stale, each_behind},
    documents::{self, LINE_TEXTS, row_id},
    marks::json_array,
    sought::{self, Clause},
};
use crate::{
    error::StoreError,
    open::Store,
    rows::{self, LINE_COLUMNS, ORDER_COLUMNS},
};

/// One order or line that holds every word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The order.
    pub order: OrderId,
    /// Its number as people see it: the platform's, or the draft number (CM-ID-01).
    pub order_number: String,
    /// Its buyer as entered, right or wrong; empty if there is none.
    pub buyer_name: String,
    /// The line, if a line was found and not the order itself.
    pub line: Option<Line>,
}

/// The newest hits of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage {
    /// Newest orders first; of an order itself first its newest lines.
    pub hits: Vec<SearchHit>,
    /// How many hits there are.
    pub total: Total,
}

/// One line found within an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineHit {
    /// Where it stands, 1 for the first line.
    pub position: i64,
    /// The line.
    pub line: Line,
}

/// Lines found within an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineHits {
    /// In the order of the lines.
    pub hits: Vec<LineHit>,
    /// How many lines of the order were found.
    pub total: Total,
}

impl Store {
    /// Orders and lines that hold every word of `text`, newest first, at most `limit` (DECISIONS, Rows): order number,
    /// buyer, contract, remark, declaration number of an order; merchant name, number, phone, goods of a line.
    /// Chinese is found anywhere and by pinyin initials; letters and digits anywhere from three characters on, below
    /// at the beginning of words. Deleted orders and removed lines are not found; a blank text finds nothing.
    ///
    /// # Errors
    /// `Busy`, `Closed`, `Damaged`, `Inconsistent`.
    pub async fn search(&self, text: &str, limit: u32) -> Result<SearchPage, StoreError> {
        let clauses = sought::words(text).unwrap_or_default();
        let mut conn = self.read().await?;
        let mut tx = conn.begin().await?; // marker, index and rows of one moment
        let row_ids = newest(&mut tx, &clauses).await?;
        let total = Total::capped(row_ids.len() as u64);
        let shown = &row_ids[..row_ids.len().min(limit as usize)];
        Ok(SearchPage { hits: hits(&mut tx, shown).await?, total })
    }

    /// Lines of one order that hold every word of `text`, from the first behind position `after` on (0: from the
    /// first), at most `limit`. An order that is not there has none.
    ///
    /// # Errors
    /// `Busy`, `Closed`, `Damaged`, `Inconsistent`.
    pub async fn search_lines(
        &self,
        order: OrderId,
        text: &str,
        after: i64,
        limit: u32,
    ) -> Result<LineHits, StoreError> {
        let clauses = sought::words(text).unwrap_or_default();
        let mut conn = self.read().await?;
        let mut tx = conn.begin().await?;
        let key: Option<i64> = sqlx::query_scalar("SELECT key FROM orders WHERE id = ?")
            .bind(&order.as_uuid().as_bytes()[..])
            .fetch_optional(&mut *tx)
            .await?;
        match key {
            Some(key) if !clauses.is_empty() => within(&mut tx, key, &clauses, after, limit).await,
            _ => Ok(LineHits { hits: Vec::new(), total: Total::Exactly(0) }),
        }
    }
}

/// Row ids of the newest documents that hold all clauses, one more than [`TOTAL_MAX`] at most.
async fn newest(conn: &mut SqliteConnection, clauses: &[Clause]) -> Result<Vec<i64>, StoreError> {
    if clauses.is_empty() || clauses.iter().any(Clause::is_impossible) {
        return Ok(Vec::new());
    }
    let mut row_ids = indexed(conn, clauses, None, TOTAL_MAX + 1).await?;
    each_behind(conn, None, |row_id, merchant, subject| {
        if clauses.iter().all(|clause| clause.matches(merchant, subject)) {
            row_ids.push(row_id);
        }
    })
    .await?;
    row_ids.sort_unstable_by(|a, b| b.cmp(a));
    row_ids.truncate(TOTAL_MAX as usize + 1);
    Ok(row_ids)
}

/// Row ids from the index, newest first.
async fn indexed(
    conn: &mut SqliteConnection,
    clauses: &[Clause],
    order_key: Option<i64>,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    // The lines of one order are one range of row ids, without the order's own document.
    let (first, last) = match order_key {
        Some(key) => (row_id(key, 1), row_id(key + 1, 0) - 1),
        None => (i64::MIN, i64::MAX),
    };
    let stale = Stale::look(conn).await?;
    // One row with all of them: the driver's cost is that of rows.
    let sql = format!(
        "SELECT coalesce(group_concat(row_id), '') FROM (SELECT s.rowid AS row_id FROM search s \
         WHERE s.search MATCH ? AND s.rowid BETWEEN ? AND ?{}{} ORDER BY s.rowid DESC LIMIT ?)",
        stale.changed(),
        stale.deleted()
    );
    let row_ids: String = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(sought::all_in_one(clauses))
        .bind(first)
        .bind(last)
        .bind(limit.cast_signed())
        .fetch_one(conn)
        .await?;
    Ok(row_ids.split(',').filter_map(|row_id| row_id.parse().ok()).collect())
}

/// Reads the rows of hits.
async fn hits(conn: &mut SqliteConnection, row_ids: &[i64]) -> Result<Vec<SearchHit>, StoreError> {
    let keys: Vec<(i64, i64)> = row_ids.iter().map(|row_id| documents::keys(*row_id)).collect();
    let sql = format!("SELECT {ORDER_COLUMNS} FROM orders WHERE key IN (SELECT value FROM json_each(?))");
    let mut order_keys: Vec<i64> = keys.iter().map(|(order, _)| *order).collect();
    order_keys.dedup();
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(json_array(&order_keys)).fetch_all(&mut *conn).await?;
    let orders = rows.iter().map(rows::order).collect::<Result<std::collections::BTreeMap<_, _>, _>>()?;
    let line_keys: Vec<i64> = keys.iter().map(|(_, line)| *line).filter(|line| *line != 0).collect();
    let sql = format!("SELECT key, {LINE_COLUMNS} FROM lines WHERE key IN (SELECT value FROM json_each(?))");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(json_array(&line_keys)).fetch_all(&mut *conn).await?;
    let mut lines = std::collections::BTreeMap::new();
    for row in &rows {
        lines.insert(row.try_get::<i64, _>("key")?, row);
    }
    let missing = |table, key: i64| rows::inconsistent(table, "key", &key.to_string());
    keys.into_iter()
        .map(|(order_key, line_key)| {
            let order = orders.get(&order_key).ok_or_else(|| missing("search", order_key))?;
            let line = match line_key {
                0 => None,
                key => {
                    let row = lines.get(&key).ok_or_else(|| missing("search", key))?;
                    Some(rows::line(row, order.fields.line_currency)?)
                }
            };
            Ok(SearchHit {
                order: order.id,
                order_number: order
                    .state
                    .confirmed()
                    .map_or_else(|| order.id.draft_number(), |it| it.order_no.to_string()),
                buyer_name: order.fields.buyer_name.entry().text().to_owned(),
                line,
            })
        })
        .collect()
}

/// Lines of one order. Few hits are sorted; where there are many, the lines are read in their order until enough are
/// found, since then every page of them holds some.
async fn within(
    conn: &mut SqliteConnection,
    order_key: i64,
    clauses: &[Clause],
    after: i64,
    limit: u32,
) -> Result<LineHits, StoreError> {
    let none = LineHits { hits: Vec::new(), total: Total::Exactly(0) };
    if clauses.iter().any(Clause::is_impossible) {
        return Ok(none);
    }
    let mut row_ids = indexed(conn, clauses, Some(order_key), TOTAL_MAX + 1).await?;
    each_behind(conn, Some(order_key), |row_id, merchant, subject| {
        if clauses.iter().all(|clause| clause.matches(merchant, subject)) {
            row_ids.push(row_id);
        }
    })
    .await?;
    let total = Total::capped(row_ids.len() as u64);
    let mut places = match total {
        Total::Exactly(_) => places_of(conn, &row_ids).await?,
        Total::AtLeast(_) => places_from(conn, order_key, clauses, after, limit).await?,
    };
    places.sort_unstable();
    let mut hits = Vec::new();
    let (mut position, mut behind) = (0, i64::MIN);
    for (place, key) in places {
        if hits.len() >= limit as usize {
            break;
        }
        position += lines_between(conn, order_key, behind, place).await?;
        behind = place;
        if position > after {
            hits.push(LineHit { position, line: line_of(conn, key).await? });
        }
    }
    Ok(LineHits { hits, total })
}

/// Places and keys of lines.
async fn places_of(conn: &mut SqliteConnection, row_ids: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
    let keys: Vec<i64> = row_ids.iter().map(|row_id| documents::keys(*row_id).1).collect();
    Ok(sqlx::query_as("SELECT place, key FROM lines WHERE key IN (SELECT value FROM json_each(?))")
        .bind(json_array(&keys))
        .fetch_all(conn)
        .await?)
}

/// Places and keys of the first lines behind a position that hold all clauses, by reading the lines.
async fn places_from(
    conn: &mut SqliteConnection,
    order_key: i64,
    clauses: &[Clause],
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, i64)>, StoreError> {
    use futures_util::TryStreamExt as _;
    let sql = format!(
        "SELECT {LINE_TEXTS}, l.place FROM lines l WHERE l.order_key = ? AND l.removed = 0 ORDER BY l.place LIMIT -1 OFFSET ?"
    );
    let mut rows = sqlx::query(AssertSqlSafe(sql)).bind(order_key).bind(after.max(0)).fetch(conn);
    let mut places = Vec::new();
    let mut haystacks = Haystacks::default();
    while places.len() < limit as usize
        && let Some(row) = rows.try_next().await?
    {
        let mut holds = false;
        haystacks.read(&documents::of_line(&row)?, &mut |_, merchant, subject| {
            holds = clauses.iter().all(|clause| clause.matches(merchant, subject));
        });
        if holds {
            places.push((row.try_get("place")?, row.try_get("key")?));
        }
    }
    Ok(places)
}

/// How many lines stand behind one place up to another, this one included: positions are counted piece by piece.
async fn lines_between(
    conn: &mut SqliteConnection,
    order_key: i64,
    behind: i64,
    place: i64,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM lines WHERE order_key = ? AND removed = 0 AND place > ? AND place <= ?",
    )
    .bind(order_key)
    .bind(behind)
    .bind(place)
    .fetch_one(conn)
    .await?)
}

async fn line_of(conn: &mut SqliteConnection, key: i64) -> Result<Line, StoreError> {
    let sql = format!(
        "SELECT {LINE_COLUMNS}, (SELECT line_currency FROM orders WHERE key = order_key) AS currency FROM lines \
         WHERE key = ?"
    );
    let row = sqlx::query(AssertSqlSafe(sql)).bind(key).fetch_one(conn).await?;
    let currency = values::Currency::from_code(row.try_get("currency")?)
        .ok_or_else(|| rows::inconsistent("lines", "order_key", &key.to_string()))?;
    rows::line(&row, currency)
}
