//! Lines are put on by a few statements, however many they are; what is derived from them moves by what they were before and
//! are now.

use std::collections::HashMap;

use futures_util::TryStreamExt as _;
use sqlx::{
    Arguments as _, AssertSqlSafe, Row as _, SqliteConnection,
    sqlite::{SqliteArguments, SqliteRow},
};
use sync::engine::Scope;
use values::{Currency, LineId, OrderId};
use wire::LineRow;

use super::{confirmed, lay, stage};
use crate::{
    error::StoreError,
    ranges::merchants::counts,
    rows,
    sync::LINE_IMAGE,
    tx::lines::columns::{CONTENTS, LINKED},
};

/// Puts on every line that is aside.
pub(super) async fn put_on(
    conn: &mut SqliteConnection,
    scope: Scope,
    overlays: &lay::Overlays,
) -> Result<(), StoreError> {
    // Most often all lines are new here, or few are not: whatever concerns lines that stand is asked for only if any does.
    let stand = find_standing(conn).await? > 0;
    let mut confirmed = confirmed::Shifts::default();
    if stand && scope == Scope::Changes {
        confirmed.take_former(conn).await?;
    }
    lay::hold(conn, overlays).await?;
    let mut shifts = Shifts::default();
    if stand {
        mark_same(conn).await?;
        shifts.take_former(conn).await?;
    }
    shifts.add_coming(conn, &mut confirmed).await?;
    insert(conn).await?;
    if stand {
        update(conn).await?;
        run(
            conn,
            "DELETE FROM line_before_images WHERE line_key IN \
             (SELECT line_key FROM staged_lines WHERE image IS NULL AND line_key IS NOT NULL)",
        )
        .await?;
        run(
            conn,
            "INSERT OR IGNORE INTO search_dirty_lines (line_key) SELECT line_key FROM staged_lines \
             WHERE same = 0 AND line_key <= (SELECT line_key FROM search_marker)",
        )
        .await?;
    }
    if !overlays.is_empty() {
        keep_images(conn).await?;
    }
    confirmed.write(conn).await?;
    shifts.write(conn).await
}

async fn run(conn: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(conn).await?;
    Ok(())
}

/// Finds out which lines stand here already; how many. Only their rows are written again.
async fn find_standing(conn: &mut SqliteConnection) -> Result<u64, StoreError> {
    let found = sqlx::query(
        "UPDATE staged_lines SET line_key = (SELECT key FROM lines WHERE lines.id = staged_lines.id) \
         WHERE EXISTS (SELECT 1 FROM lines WHERE lines.id = staged_lines.id)",
    )
    .execute(conn)
    .await?;
    Ok(found.rows_affected())
}

/// Most often this desk's own lines come back as they stand: only their revision is written then.
async fn mark_same(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let equal: String = names().map(|name| format!(" AND l.{name} IS staged_lines.{name}")).collect();
    let sql = format!(
        "UPDATE staged_lines SET same = 1 WHERE line_key IS NOT NULL \
         AND EXISTS (SELECT 1 FROM lines l WHERE l.key = staged_lines.line_key{equal})"
    );
    sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
    run(
        conn,
        "UPDATE lines SET confirmed_rev = s.rev FROM staged_lines s WHERE lines.key = s.line_key AND s.same = 1",
    )
    .await
}

/// Every column of a line that a page may change.
fn names() -> impl Iterator<Item = &'static str> {
    ["place", "removed"].into_iter().chain(CONTENTS.iter().map(|column| column.name)).chain([LINKED.name])
}

/// In the order of their ids, which is that in which they were made: the newest key is the newest line. They lie aside in
/// that order already.
async fn insert(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let columns: String = names().map(|name| format!(",{name}")).collect();
    let staged: String = names().map(|name| format!(",s.{name}")).collect();
    let sql = format!(
        "INSERT OR ROLLBACK INTO lines (order_key,id,confirmed_rev,import_key{columns}) \
         SELECT o.key,s.id,s.rev,i.key{staged} FROM staged_lines s CROSS JOIN orders o ON o.id = s.order_id \
         LEFT JOIN imports i ON i.id = s.import_id WHERE s.line_key IS NULL ORDER BY s.id"
    );
    sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(())
}

async fn update(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let set: String = names().map(|name| format!(",{name} = s.{name}")).collect();
    let sql = format!(
        "UPDATE OR ROLLBACK lines SET confirmed_rev = s.rev{set} FROM staged_lines s \
         WHERE lines.key = s.line_key AND s.same = 0"
    );
    sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(())
}

/// Rows as they came, where something of ours is laid over them.
async fn keep_images(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    run(
        conn,
        "INSERT OR REPLACE INTO line_before_images (line_key, rev, image) \
         SELECT l.key, s.rev, s.image FROM staged_lines s JOIN lines l ON l.id = s.id WHERE s.image IS NOT NULL",
    )
    .await
}

/// The lines of an order that pages brought.
pub(super) async fn brought(conn: &mut SqliteConnection, order: OrderId) -> Result<Vec<LineId>, StoreError> {
    let mut ids = Vec::new();
    let mut rows = sqlx::query("SELECT id FROM staged_lines WHERE came = 1 AND order_id = ?")
        .bind(order.as_uuid().as_bytes().to_vec())
        .fetch(conn);
    while let Some(row) = rows.try_next().await? {
        ids.push(LineId::from_uuid(rows::uuid(row.try_get("id")?, "staged_lines")?));
    }
    Ok(ids)
}

/// A line that is aside.
pub(super) async fn staged(
    conn: &mut SqliteConnection,
    line: LineId,
    order: OrderId,
) -> Result<LineRow, StoreError> {
    let row = sqlx::query(lay::staged_columns()).bind(&line.as_uuid().as_bytes()[..]).fetch_one(conn).await?;
    let found = rows::line(&row, Currency::CNY)?;
    Ok(lay::line_row(&found, order, row.try_get("removed")?, row.try_get("rev")?))
}

/// Puts a confirmed row aside that no page brought.
pub(super) async fn stage_again(conn: &mut SqliteConnection, row: &LineRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO staged_lines (id, order_id, rev, place, lookup, wrong, removed, came) \
         VALUES (?, ?, ?, ?, 0, 0, ?, 0)",
    )
    .bind(&row.id.as_uuid().as_bytes()[..])
    .bind(&row.order.as_uuid().as_bytes()[..])
    .bind(row.rev)
    .bind(row.place)
    .bind(row.removed)
    .execute(&mut *conn)
    .await?;
    write(conn, row, false).await
}

/// What is aside becomes the image, and this the working row.
pub(super) async fn hold(conn: &mut SqliteConnection, working: &LineRow) -> Result<(), StoreError> {
    write(conn, working, true).await
}

async fn write(conn: &mut SqliteConnection, row: &LineRow, hold: bool) -> Result<(), StoreError> {
    let line = stage::line_of(row);
    let columns = CONTENTS.iter().chain([&LINKED]);
    let set: String = columns.clone().map(|column| format!(", {} = ?", column.name)).collect();
    let image = if hold { format!("image = {LINE_IMAGE}, ") } else { String::new() };
    let sql = format!("UPDATE staged_lines SET {image}place = ?, removed = ?{set} WHERE id = ?");
    let mut values = SqliteArguments::default();
    (|| {
        values.add(row.place)?;
        values.add(row.removed)?;
        for column in columns {
            (column.of)(&line).bind(&mut values)?;
        }
        values.add(row.id.as_uuid().as_bytes().to_vec())
    })()
    .map_err(sqlx::Error::Encode)?;
    sqlx::query_with(AssertSqlSafe(sql), values).execute(conn).await?;
    Ok(())
}

/// Takes lines away that the server does not have. They stay as removed ones, so that undoing finds them.
pub(super) async fn take_away(conn: &mut SqliteConnection, keys: &[i64]) -> Result<(), StoreError> {
    if keys.is_empty() {
        return Ok(());
    }
    let contents: String =
        CONTENTS.iter().chain([&LINKED]).map(|column| format!(", {}", column.name)).collect();
    let staged = contents.replace(", ", ", l.");
    let sql = format!(
        "INSERT OR IGNORE INTO staged_lines (id, order_id, place{contents}, removed, came) \
         SELECT l.id, o.id, l.place{staged}, 1, 0 FROM lines l JOIN orders o ON o.key = l.order_key \
         WHERE l.key IN (SELECT value FROM json_each(?))"
    );
    sqlx::query(AssertSqlSafe(sql)).bind(crate::search::json_array(keys)).execute(conn).await?;
    Ok(())
}

/// How much more or less there is of everything that is kept beside the lines.
#[derive(Default)]
struct Shifts {
    /// Order → lines, wrong, pending, linked, packages, amount.
    sums: HashMap<i64, [i64; 6]>,
    /// Order and month → lines.
    months: HashMap<(i64, i64), i64>,
    /// Merchant → lines, of those that are counted.
    merchants: HashMap<(String, String, i64), i64>,
}

/// Sums of the lines for which `counts` is 1, in the order of [`Shifts::sums`].
const SUMS: &str = "sum(counts), sum(counts * wrong), sum(counts * (lookup = 2)), sum(counts * linked), \
     sum(counts * coalesce(packages, 0)), sum(counts * coalesce(amount, 0))";

impl Shifts {
    fn add(&mut self, order: i64, month: Option<i64>, sums: [i64; 6], sign: i64) {
        let kept = self.sums.entry(order).or_default();
        for (kept, more) in kept.iter_mut().zip(sums) {
            *kept += sign * more;
        }
        if let Some(month) = month {
            *self.months.entry((order, month)).or_default() += sign * sums[0];
        }
    }

    /// What the lines that will be written count for now.
    async fn take_former(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let former =
            "staged_lines s CROSS JOIN lines r ON r.key = s.line_key WHERE s.same = 0 AND r.removed = 0";
        let sql = format!(
            "SELECT order_key, order_month, {SUMS} FROM (SELECT r.*, 1 AS counts FROM {former}) GROUP BY 1, 2"
        );
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await? {
            self.add(row.try_get(0)?, row.try_get(1)?, sums(&row, 2)?, -1);
        }
        self.count_merchants(conn, former, "r.key", -1).await
    }

    /// What they will count for, and what the server's rows of each order come to by them. One pass over all that is aside.
    ///
    /// # Errors
    /// `Answer` for lines of an order that is not here: a server that sends lines of an order sends the order.
    async fn add_coming(
        &mut self,
        conn: &mut SqliteConnection,
        confirmed: &mut confirmed::Shifts,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT o.key, g.* FROM (SELECT order_id, order_month, {SUMS}, sum(came AND hash_0 IS NOT NULL), \
             sum(came * coalesce(hash_0, 0)), sum(came * coalesce(hash_1, 0)), sum(came * coalesce(hash_2, 0)), \
             sum(came * coalesce(hash_3, 0)) FROM (SELECT *, same = 0 AND removed = 0 AS counts FROM staged_lines) \
             GROUP BY 1, 2) AS g LEFT JOIN orders o ON o.id = g.order_id"
        );
        {
            let mut groups = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *conn);
            while let Some(row) = groups.try_next().await? {
                let order = row.try_get::<Option<i64>, _>(0)?.ok_or(StoreError::Answer)?;
                self.add(order, row.try_get(2)?, sums(&row, 3)?, 1);
                let parts = [row.try_get(10)?, row.try_get(11)?, row.try_get(12)?, row.try_get(13)?];
                confirmed.add(order, row.try_get(9)?, confirmed::hash_of_sums(parts));
            }
        }
        // New lines are counted behind, as after an import.
        let standing = "staged_lines r WHERE r.same = 0 AND r.removed = 0";
        self.count_merchants(conn, standing, "r.line_key", 1).await
    }

    /// Counts the merchants of these rows that are counted.
    async fn count_merchants(
        &mut self,
        conn: &mut SqliteConnection,
        rows: &str,
        line_key: &str,
        sign: i64,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT coalesce(r.merchant_no, ''), coalesce(r.merchant_name, ''), coalesce(r.merchant_phone, 0), count(*) \
             FROM {rows} AND (r.merchant_no IS NOT NULL OR r.merchant_name IS NOT NULL) \
             AND {line_key} <= (SELECT line_key FROM used_merchants_marker) GROUP BY 1, 2, 3"
        );
        let found: Vec<(String, String, i64, i64)> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(conn).await?;
        for (merchant_no, name, phone, lines) in found {
            *self.merchants.entry((merchant_no, name, phone)).or_default() += sign * lines;
        }
        Ok(())
    }

    async fn write(self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        for (order, [lines, wrong, pending, linked, packages, amount]) in self.sums {
            sqlx::query(
                "UPDATE orders SET line_count = line_count + ?, wrong_count = wrong_count + ?, \
                 pending_count = pending_count + ?, linked_count = linked_count + ?, packages_sum = packages_sum + ?, \
                 amount_sum = amount_sum + ? WHERE key = ?",
            )
            .bind(lines)
            .bind(wrong)
            .bind(pending)
            .bind(linked)
            .bind(packages)
            .bind(amount)
            .bind(order)
            .execute(&mut *conn)
            .await?;
        }
        for ((order, month), by) in self.months {
            if by != 0 {
                crate::tx::add_month(conn, order, month, by).await?;
            }
        }
        for ((merchant_no, name, phone), by) in self.merchants {
            counts::shift(conn, (merchant_no, name, phone), by).await?;
        }
        Ok(())
    }
}

/// The columns of [`SUMS`], from this one on.
fn sums(row: &SqliteRow, first: usize) -> Result<[i64; 6], StoreError> {
    let mut sums = [0; 6];
    for (sum, column) in sums.iter_mut().zip(first..) {
        *sum = row.try_get(column)?;
    }
    Ok(sums)
}
