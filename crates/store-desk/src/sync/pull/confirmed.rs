//! What the server's rows of each order come to: how many lines there are and what they hash to, beside the order. Pulls
//! alone change that, and keep it by what they take away and put there.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::ContentHash;
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, sqlite::SqliteRow};
use sync::engine::Scope;
use values::{Currency, OrderId};
use wire::OrderCheck;

use crate::{
    error::StoreError,
    rows::{self, LINE_COLUMNS},
    sync::image,
    tx::orders,
};

/// How much more or less the server's rows come to.
#[derive(Debug, Clone, Copy, Default)]
struct Shift {
    lines: i64,
    hash: ContentHash,
}

/// What is loaded whole is counted from nothing.
pub(super) async fn forget(conn: &mut SqliteConnection, scope: Scope) -> Result<(), StoreError> {
    const FORGET: &str = "UPDATE orders SET confirmed_lines = 0, confirmed_hash = NULL";
    match scope {
        Scope::Changes => {}
        Scope::Everything => {
            sqlx::query(FORGET).execute(conn).await?;
        }
        Scope::Order(order) => {
            let sql = format!("{FORGET} WHERE id = ?");
            sqlx::query(AssertSqlSafe(sql)).bind(&order.as_uuid().as_bytes()[..]).execute(conn).await?;
        }
    }
    Ok(())
}

/// The row of an order came: this much is another hash.
pub(super) async fn shift_head(
    conn: &mut SqliteConnection,
    order_key: i64,
    by: ContentHash,
) -> Result<(), StoreError> {
    write(conn, order_key, Shift { lines: 0, hash: by }).await
}

/// A hash as four numbers of 32 bits, the highest first: sums of a million of them are whole numbers that SQLite adds up.
pub(super) fn hash_parts(hash: ContentHash) -> [i64; 4] {
    [96, 64, 32, 0].map(|shift| i64::from((hash.get() >> shift) as u32))
}

/// The hash of which these are the sums of the parts.
pub(super) fn hash_of_sums(sums: [i64; 4]) -> ContentHash {
    let number = sums.iter().zip([96, 64, 32, 0]).fold(0_u128, |number, (sum, shift)| {
        // What is carried past the highest bit falls off, as where the hashes themselves are added.
        number.wrapping_add(u128::from(sum.unsigned_abs()) << shift)
    });
    ContentHash::from_number(number)
}

/// Lines that came, by order: how many are not removed, and their hash.
#[derive(Default)]
pub(super) struct Shifts(HashMap<i64, Shift>);

impl Shifts {
    /// Lines of an order that came.
    pub(super) fn add(&mut self, order_key: i64, lines: i64, hash: ContentHash) {
        let shift = self.0.entry(order_key).or_default();
        shift.lines += lines;
        shift.hash += hash;
    }

    /// They take the place of what was confirmed of the same lines before; before they are put on.
    pub(super) async fn take_former(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let without_image = format!(
            "SELECT l.order_key AS order_key, {} FROM staged_lines s CROSS JOIN lines l ON l.key = s.line_key \
             WHERE s.came = 1 AND l.confirmed_rev IS NOT NULL AND l.removed = 0 \
             AND NOT EXISTS (SELECT 1 FROM line_before_images b WHERE b.line_key = l.key)",
            LINE_COLUMNS
                .split(", ")
                .map(|name| format!("l.{0} AS {0}", name.trim()))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let of_image = format!(
            "SELECT l.order_key AS order_key, l.id AS id, {} FROM staged_lines s CROSS JOIN line_before_images b \
             ON b.line_key = s.line_key JOIN lines l ON l.key = b.line_key WHERE s.came = 1 \
             AND b.image ->> 'removed' = 0",
            image::line_fields()
        );
        for sql in [without_image, of_image] {
            let mut former = sqlx::query(AssertSqlSafe(sql)).fetch(&mut *conn);
            while let Some(row) = former.try_next().await? {
                let shift = self.0.entry(row.try_get("order_key")?).or_default();
                shift.lines -= 1;
                shift.hash -= ContentHash::of_line_row(&rows::line(&row, Currency::CNY)?);
            }
        }
        Ok(())
    }

    /// Keeps what the orders come to now.
    pub(super) async fn write(self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        for (order_key, shift) in self.0 {
            // An order that the server never had has no figures: lines that go with it must not give it some.
            if shift.lines != 0 || shift.hash != ContentHash::NONE {
                write(conn, order_key, shift).await?;
            }
        }
        Ok(())
    }
}

async fn write(conn: &mut SqliteConnection, order_key: i64, by: Shift) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT confirmed_hash AS hash FROM orders WHERE key = ?")
        .bind(order_key)
        .fetch_one(&mut *conn)
        .await?;
    let hash = read_hash(&row)?.unwrap_or_default() + by.hash;
    sqlx::query("UPDATE orders SET confirmed_lines = confirmed_lines + ?, confirmed_hash = ? WHERE key = ?")
        .bind(by.lines)
        .bind(hash.get().to_be_bytes().to_vec())
        .bind(order_key)
        .execute(conn)
        .await?;
    Ok(())
}

/// The orders whose rows are not what the server says.
pub(super) async fn differing(
    conn: &mut SqliteConnection,
    checks: &[OrderCheck],
) -> Result<Vec<OrderId>, StoreError> {
    let mut differing = Vec::new();
    for check in checks {
        let row =
            sqlx::query("SELECT confirmed_lines AS lines, confirmed_hash AS hash FROM orders WHERE id = ?")
                .bind(&check.order.as_uuid().as_bytes()[..])
                .fetch_optional(&mut *conn)
                .await?;
        let agrees = match row {
            None => false,
            Some(row) => {
                row.try_get::<i64, _>("lines")? == check.lines && read_hash(&row)? == Some(check.hash)
            }
        };
        if !agrees {
            differing.push(check.order);
        }
    }
    Ok(differing)
}

fn read_hash(row: &SqliteRow) -> Result<Option<ContentHash>, StoreError> {
    let bytes: Option<Vec<u8>> = row.try_get("hash")?;
    let Some(bytes) = bytes else { return Ok(None) };
    let bytes: [u8; 16] =
        bytes.try_into().map_err(|_| rows::inconsistent("orders", "confirmed_hash", "of a pull"))?;
    Ok(Some(ContentHash::from_number(u128::from_be_bytes(bytes))))
}

/// Orders whose kept figures are not those of their confirmed rows, images in the place of what ours lies over; for `doctor`.
pub(crate) async fn check(conn: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let orders = sqlx::query(
        "SELECT key, id, confirmed_lines AS lines, confirmed_hash AS hash FROM orders WHERE confirmed_hash IS NOT NULL",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut faults = Vec::new();
    for row in &orders {
        let key: i64 = row.try_get("key")?;
        let id = OrderId::from_uuid(rows::uuid(row.try_get("id")?, "orders")?);
        let mut found = Shift::default();
        let head = match image::order(conn, key).await? {
            Some((order, _)) => Some(order),
            None => orders::load(conn, id).await?.map(|(order, _)| order),
        };
        found.hash += head.as_ref().map_or(ContentHash::NONE, ContentHash::of_order_row);
        let plain = format!(
            "SELECT {LINE_COLUMNS} FROM lines WHERE order_key = ? AND removed = 0 AND confirmed_rev IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM line_before_images b WHERE b.line_key = lines.key)"
        );
        let imaged = format!(
            "SELECT l.id AS id, {} FROM lines l JOIN line_before_images b ON b.line_key = l.key \
             WHERE l.order_key = ? AND b.image ->> 'removed' = 0",
            image::line_fields()
        );
        for sql in [plain, imaged] {
            let mut lines = sqlx::query(AssertSqlSafe(sql)).bind(key).fetch(&mut *conn);
            while let Some(line) = lines.try_next().await? {
                found.lines += 1;
                found.hash += ContentHash::of_line_row(&rows::line(&line, Currency::CNY)?);
            }
        }
        if row.try_get::<i64, _>("lines")? != found.lines || read_hash(row)? != Some(found.hash) {
            faults.push(id.to_string());
        }
    }
    Ok(faults)
}
