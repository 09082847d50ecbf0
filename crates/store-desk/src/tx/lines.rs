//! Rows of `lines` inside a write transaction.

pub(crate) mod columns;
mod copy;
mod insert;
mod same;
mod update;

use std::collections::HashMap;

use domain::Line;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, query::Query, sqlite::SqliteArguments};
use values::LineId;

pub(super) use self::{columns::upper_half, copy::copy, insert::insert, same::same, update::update};
use super::KnownOrder;
use crate::{
    error::StoreError,
    ranges::merchants::counts,
    rows::{self, LINE_COLUMNS},
    search,
    sync::LINE_IMAGE,
};

/// Ids that one statement asks for.
const IDS: usize = 200;

pub(super) async fn load(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    ids: &[LineId],
    removed: bool,
) -> Result<Vec<Line>, StoreError> {
    let mut found: HashMap<LineId, Line> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IDS) {
        let marks = marks(chunk.len());
        // The plus keeps SQLite from walking through all lines of the order instead: from some 20 ids on it believes that
        // to be cheaper.
        let sql = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE id IN ({marks}) AND +order_key = {} AND +removed = {}",
            known.key,
            i64::from(removed)
        );
        let rows = bind_ids(sqlx::query(AssertSqlSafe(sql)).persistent(chunk.len() == 1), chunk)
            .fetch_all(&mut *conn)
            .await?;
        for row in rows {
            let line = rows::line(&row, known.currency)?;
            found.insert(line.id, line);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(super) async fn ids(conn: &mut SqliteConnection, known: KnownOrder) -> Result<Vec<LineId>, StoreError> {
    let rows = sqlx::query("SELECT id FROM lines WHERE order_key = ? AND removed = 0 ORDER BY place")
        .bind(known.key)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok(LineId::from_uuid(rows::uuid(row.try_get("id")?, "lines")?))).collect()
}

/// Removed lines count too: what comes back must find its place free.
pub(super) async fn last_place(conn: &mut SqliteConnection, known: KnownOrder) -> Result<i64, StoreError> {
    let live: Option<i64> =
        sqlx::query_scalar("SELECT max(place) FROM lines WHERE order_key = ? AND removed = 0")
            .bind(known.key)
            .fetch_one(&mut *conn)
            .await?;
    let removed: Option<i64> =
        sqlx::query_scalar("SELECT max(place) FROM lines WHERE order_key = ? AND removed = 1")
            .bind(known.key)
            .fetch_one(conn)
            .await?;
    Ok(live.max(removed).unwrap_or(0))
}

pub(super) async fn position(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    line: LineId,
) -> Result<i64, StoreError> {
    let position = sqlx::query_scalar(
        "SELECT count(*) FROM lines WHERE order_key = ?1 AND removed = 0 \
         AND place <= (SELECT place FROM lines WHERE id = ?2)",
    )
    .bind(known.key)
    .bind(&line.as_uuid().as_bytes()[..])
    .fetch_one(conn)
    .await?;
    Ok(position)
}

type SqliteQuery<'q> = Query<'q, sqlx::Sqlite, SqliteArguments>;

pub(super) async fn mark(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    lines: &[Line],
    removed: bool,
) -> Result<(), StoreError> {
    let ids: Vec<LineId> = lines.iter().map(|line| line.id).collect();
    if known.confirmed {
        keep_confirmed(conn, &ids).await?;
    }
    if removed {
        counts::take(conn, &ids).await?;
    } else {
        counts::add(conn, &ids).await?;
    }
    for chunk in ids.chunks(IDS) {
        let sql = format!(
            "UPDATE lines SET removed = {} WHERE id IN ({}) RETURNING key",
            i64::from(removed),
            marks(chunk.len())
        );
        let rows = bind_ids(sqlx::query(AssertSqlSafe(sql)).persistent(chunk.len() == 1), chunk)
            .fetch_all(&mut *conn)
            .await?;
        let keys = rows.iter().map(|row| row.try_get("key")).collect::<Result<Vec<i64>, _>>()?;
        search::touch_lines(conn, &keys).await?;
    }
    Ok(())
}

/// Keeps what the server confirmed, before the first pending change touches the rows. Lines that no server has seen
/// need no image (DECISIONS, Rows).
async fn keep_confirmed(conn: &mut SqliteConnection, ids: &[LineId]) -> Result<(), StoreError> {
    for chunk in ids.chunks(IDS) {
        let sql = format!(
            "INSERT OR IGNORE INTO line_before_images (line_key, rev, image) SELECT key, confirmed_rev, {LINE_IMAGE} \
             FROM lines WHERE confirmed_rev IS NOT NULL AND id IN ({})",
            marks(chunk.len())
        );
        bind_ids(sqlx::query(AssertSqlSafe(sql)).persistent(false), chunk).execute(&mut *conn).await?;
    }
    Ok(())
}

fn marks(count: usize) -> String {
    let mut marks = "?,".repeat(count);
    marks.pop();
    marks
}

fn bind_ids<'q>(mut query: SqliteQuery<'q>, ids: &[LineId]) -> SqliteQuery<'q> {
    for id in ids {
        query = query.bind(id.as_uuid().as_bytes().to_vec());
    }
    query
}
