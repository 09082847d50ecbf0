//! Rows of `lines` inside a write transaction.

use std::collections::{BTreeMap, HashMap};

use domain::{Entry, Line, LineField, LineFields, Lookup};
use futures_util::future::join;
use sqlx::{
    Arguments as _, AssertSqlSafe, Row as _, SqliteConnection, error::BoxDynError, query::Query,
    sqlite::SqliteArguments,
};
use values::{ImportId, LineId};

use super::KnownOrder;
use crate::{
    error::StoreError,
    rows::{self, LINE_COLUMNS, lookup_number, raw_json},
    search,
};

/// Rows of one INSERT. Larger statements gain nothing measurable and cost memory.
const ROWS_PER_INSERT: usize = 200;

pub(super) async fn load(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    ids: &[LineId],
    removed: bool,
) -> Result<Vec<Line>, StoreError> {
    let mut found: HashMap<LineId, Line> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(ROWS_PER_INSERT) {
        let marks = marks(chunk.len());
        let sql = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE id IN ({marks}) AND order_key = {} AND removed = {}",
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

pub(super) async fn insert(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    lines: &[Line],
    import: Option<ImportId>,
) -> Result<(), StoreError> {
    let import_key: Option<i64> = match import {
        None => None,
        Some(import) => {
            let key = sqlx::query_scalar("SELECT key FROM imports WHERE id = ?")
                .bind(&import.as_uuid().as_bytes()[..]);
            Some(key.fetch_one(&mut *conn).await?)
        }
    };
    let mut chunks = lines.chunks(ROWS_PER_INSERT).map(|chunk| Rows::of(chunk, known.key, import_key));
    let mut ready = chunks.next().transpose()?;
    while let Some(rows) = ready {
        // The database works in a thread of its own; meanwhile the next rows are made ready here.
        let ahead = async { chunks.next().transpose() };
        let (written, next) = join(rows.write(conn), ahead).await;
        written?;
        ready = next?;
    }
    count_months(conn, known, lines.iter().map(|line| (line, 1))).await
}

/// Rows ready to be written: their statement and its values.
struct Rows {
    sql: String,
    values: SqliteArguments,
    /// Whether the statement will be needed again and is worth keeping.
    recurs: bool,
}

impl Rows {
    fn of(lines: &[Line], order_key: i64, import_key: Option<i64>) -> Result<Self, StoreError> {
        let shape = Shape::of(lines);
        let mut values = SqliteArguments::default();
        for line in lines {
            shape.add(&mut values, line, import_key.is_some()).map_err(sqlx::Error::Encode)?;
        }
        let recurs = lines.len() == ROWS_PER_INSERT || lines.len() == 1;
        Ok(Self { sql: shape.sql(order_key, import_key, lines.len()), values, recurs })
    }

    async fn write(self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::query_with(AssertSqlSafe(self.sql), self.values).persistent(self.recurs).execute(conn).await?;
        Ok(())
    }
}

/// Which columns a run of lines needs at all. What is the same in every row, or absent in all, stands in the statement:
/// each bound parameter costs, and a merchant's file leaves most of these empty.
struct Shape {
    merchant_no: bool,
    raw: bool,
    linked: bool,
    lookup: bool,
    wrong: bool,
}

impl Shape {
    fn of(lines: &[Line]) -> Self {
        Self {
            merchant_no: lines.iter().any(|line| line.fields.merchant_no.value().is_some()),
            raw: lines.iter().any(|line| line.fields.has_raw()),
            linked: lines.iter().any(|line| line.linked),
            lookup: lines.iter().any(|line| line.lookup != Lookup::None),
            wrong: lines.iter().any(|line| line.fields.is_wrong()),
        }
    }

    /// The statement for so many rows. Keys are written into it: they are the same for all rows of an import.
    fn sql(&self, order_key: i64, import_key: Option<i64>, rows: usize) -> String {
        let mark = |needed: bool, otherwise: &'static str| if needed { "?" } else { otherwise };
        let import = import_key.map_or("NULL".to_owned(), |key| key.to_string());
        let row = format!(
            "({order_key},{import},?,?,{},?,?,?,?,?,?,?,{},{},{},{},?,{})",
            mark(self.merchant_no, "NULL"),
            mark(self.raw, "NULL"),
            mark(self.lookup, "0"),
            mark(self.linked, "0"),
            mark(self.wrong, "0"),
            mark(import_key.is_some(), "NULL"),
        );
        format!(
            "INSERT INTO lines (order_key, import_key, id, place, merchant_no, merchant_name, merchant_phone, order_month, \
             goods_name, quantity, packages, amount, raw, lookup, linked, wrong, fingerprint, import_hash) VALUES {}",
            vec![row; rows].join(",")
        )
    }

    fn add(&self, values: &mut SqliteArguments, line: &Line, imported: bool) -> Result<(), BoxDynError> {
        let fields = &line.fields;
        values.add(line.id.as_uuid().as_bytes().to_vec())?;
        values.add(line.place)?;
        if self.merchant_no {
            values.add(fields.merchant_no.value().map(|no| no.as_str().to_owned()))?;
        }
        values.add(fields.merchant_name.value().map(|name| name.as_str().to_owned()))?;
        values.add(fields.merchant_phone.value().map(|phone| phone.number().cast_signed()))?;
        values.add(fields.order_month.value().map(|month| i64::from(month.yyyymm())))?;
        values.add(fields.goods_name.value().map(|name| name.as_str().to_owned()))?;
        values.add(fields.quantity.value().map(|quantity| quantity.thousandths()))?;
        values.add(fields.packages.value().map(|packages| i64::from(packages.get())))?;
        values.add(fields.amount.value().map(|amount| amount.minor()))?;
        if self.raw {
            values.add(raw_of(fields))?;
        }
        if self.lookup {
            values.add(lookup_number(line.lookup))?;
        }
        if self.linked {
            values.add(line.linked)?;
        }
        if self.wrong {
            values.add(fields.is_wrong())?;
        }
        values.add(fields.fingerprint().map(upper_half))?;
        if imported {
            values.add(upper_half(fields.content_hash()))?;
        }
        Ok(())
    }
}

type SqliteQuery<'q> = Query<'q, sqlx::Sqlite, SqliteArguments>;

fn raw_of(fields: &LineFields) -> Option<String> {
    if !fields.has_raw() {
        return None;
    }
    let raw: Vec<(&'static str, Box<str>)> = LineField::ALL
        .into_iter()
        .filter_map(|field| match fields.entry(field) {
            Entry::Raw(text) => Some((field.name(), text)),
            Entry::Empty | Entry::Value(_) => None,
        })
        .collect();
    raw_json(raw.iter().map(|(name, text)| (*name, &**text)))
}

pub(crate) fn upper_half(hash: u128) -> i64 {
    ((hash >> 64) as u64).cast_signed()
}

pub(super) async fn update(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    pairs: &[(Line, Line)],
) -> Result<(), StoreError> {
    if known.confirmed {
        let ids: Vec<LineId> = pairs.iter().map(|(before, _)| before.id).collect();
        keep_confirmed(conn, &ids).await?;
    }
    let mut keys = Vec::with_capacity(pairs.len());
    for (_, after) in pairs {
        let query = sqlx::query_scalar::<_, i64>(
            "UPDATE lines SET merchant_no = ?, merchant_name = ?, merchant_phone = ?, order_month = ?, goods_name = ?, \
             quantity = ?, packages = ?, amount = ?, raw = ?, lookup = ?, wrong = ?, fingerprint = ? \
             WHERE id = ? RETURNING key",
        );
        let fields = &after.fields;
        let key = query
            .bind(fields.merchant_no.value().map(|no| no.as_str().to_owned()))
            .bind(fields.merchant_name.value().map(|name| name.as_str().to_owned()))
            .bind(fields.merchant_phone.value().map(|phone| phone.number().cast_signed()))
            .bind(fields.order_month.value().map(|month| i64::from(month.yyyymm())))
            .bind(fields.goods_name.value().map(|name| name.as_str().to_owned()))
            .bind(fields.quantity.value().map(|quantity| quantity.thousandths()))
            .bind(fields.packages.value().map(|packages| i64::from(packages.get())))
            .bind(fields.amount.value().map(|amount| amount.minor()))
            .bind(raw_of(fields))
            .bind(lookup_number(after.lookup))
            .bind(fields.is_wrong())
            .bind(fields.fingerprint().map(upper_half))
            .bind(&after.id.as_uuid().as_bytes()[..])
            .fetch_one(&mut *conn)
            .await?;
        keys.push(key);
    }
    let before = pairs.iter().map(|(before, _)| (before, -1));
    count_months(conn, known, before.chain(pairs.iter().map(|(_, after)| (after, 1)))).await?;
    search::touch_lines(conn, &keys).await
}

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
    for chunk in ids.chunks(ROWS_PER_INSERT) {
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
    let by = if removed { -1 } else { 1 };
    count_months(conn, known, lines.iter().map(|line| (line, by))).await
}

pub(super) async fn same(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    fingerprint: u128,
    except: LineId,
) -> Result<Option<i64>, StoreError> {
    let other = sqlx::query(
        "SELECT id FROM lines WHERE order_key = ? AND fingerprint = ? AND removed = 0 AND id <> ? LIMIT 1",
    )
    .bind(known.key)
    .bind(upper_half(fingerprint))
    .bind(&except.as_uuid().as_bytes()[..])
    .fetch_optional(&mut *conn)
    .await?;
    match other {
        None => Ok(None),
        Some(row) => {
            let id = LineId::from_uuid(rows::uuid(row.try_get("id")?, "lines")?);
            Ok(Some(position(conn, known, id).await?))
        }
    }
}

/// Keeps what the server confirmed, before the first pending change touches the rows. Lines that no server has seen
/// need no image (DECISIONS, Rows).
async fn keep_confirmed(conn: &mut SqliteConnection, ids: &[LineId]) -> Result<(), StoreError> {
    for chunk in ids.chunks(ROWS_PER_INSERT) {
        let sql = format!(
            "INSERT OR IGNORE INTO line_before_images (line_key, rev, image) \
             SELECT key, confirmed_rev, json_object('place', place, 'merchant_no', merchant_no, 'merchant_name', \
             merchant_name, 'merchant_phone', merchant_phone, 'order_month', order_month, 'goods_name', goods_name, \
             'quantity', quantity, 'packages', packages, 'amount', amount, 'raw', json(raw), 'lookup', lookup, \
             'removed', removed) FROM lines WHERE confirmed_rev IS NOT NULL AND id IN ({})",
            marks(chunk.len())
        );
        bind_ids(sqlx::query(AssertSqlSafe(sql)).persistent(false), chunk).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Adds to and takes from the counts of lines per month.
async fn count_months<'a>(
    conn: &mut SqliteConnection,
    known: KnownOrder,
    lines: impl Iterator<Item = (&'a Line, i64)>,
) -> Result<(), StoreError> {
    let mut by_month: BTreeMap<i64, i64> = BTreeMap::new();
    for (line, by) in lines {
        if let Some(month) = line.fields.order_month.value() {
            *by_month.entry(i64::from(month.yyyymm())).or_default() += by;
        }
    }
    for (month, by) in by_month.into_iter().filter(|(_, by)| *by != 0) {
        let count: Option<i64> =
            sqlx::query_scalar("SELECT line_count FROM order_months WHERE order_key = ? AND order_month = ?")
                .bind(known.key)
                .bind(month)
                .fetch_optional(&mut *conn)
                .await?;
        let sql = if count.unwrap_or(0) + by == 0 {
            "DELETE FROM order_months WHERE order_key = ?1 AND order_month = ?2 AND ?3 IS NOT NULL"
        } else {
            "INSERT INTO order_months (order_key, order_month, line_count) VALUES (?1, ?2, ?3) \
             ON CONFLICT DO UPDATE SET line_count = excluded.line_count"
        };
        sqlx::query(sql)
            .bind(known.key)
            .bind(month)
            .bind(count.unwrap_or(0) + by)
            .execute(&mut *conn)
            .await?;
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
