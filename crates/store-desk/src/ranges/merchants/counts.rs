//! How many lines name each merchant. New lines are counted behind their import, in steps so small that no edit waits
//! noticeably for one; a change of a line that is counted is counted with it.

use sqlx::{AssertSqlSafe, SqliteConnection, sqlite::SqliteArguments};
use values::LineId;

use super::{Texts, haystack};
use crate::{error::StoreError, open::Store};

/// How many lines one transaction counts: where each names another merchant, that takes some milliseconds.
const ROWS: usize = 256;
/// Ids that one statement asks for.
const IDS: usize = 200;

/// What lines name: number, name, phone, how many lines, and the newest of them.
type Named = (String, String, i64, i64, i64);

/// The beginning of a query for [`Named`], to be closed by conditions and [`GROUPED`].
const NAMED: &str = "SELECT coalesce(merchant_no, ''), coalesce(merchant_name, ''), coalesce(merchant_phone, 0), count(*), \
     max(key) FROM lines WHERE (merchant_no IS NOT NULL OR merchant_name IS NOT NULL) AND ";
const GROUPED: &str = " GROUP BY 1, 2, 3";

impl Store {
    /// Counts the merchants of at most `max_rows` new lines, in several small transactions. Answers how many lines are left;
    /// to be repeated while there are any.
    ///
    /// # Errors
    /// `Busy`, `Full`, `Closed`, `Damaged`.
    pub async fn count_merchants(&self, max_rows: usize) -> Result<u64, StoreError> {
        let mut left = left(&mut *self.read().await?).await?;
        let mut rest = max_rows;
        while left > 0 && rest > 0 {
            let mut tx = self.begin().await?;
            let done = step(&mut tx, rest.min(ROWS)).await?;
            left = self::left(&mut tx).await?;
            tx.commit().await?;
            rest -= done.min(rest);
            if done == 0 {
                break;
            }
        }
        Ok(left)
    }
}

/// How many lines wait. Keys have no gaps.
async fn left(conn: &mut SqliteConnection) -> Result<u64, StoreError> {
    let left: i64 = sqlx::query_scalar(
        "SELECT max(0, coalesce((SELECT max(key) FROM lines), 0) - line_key) FROM used_merchants_marker",
    )
    .fetch_one(conn)
    .await?;
    Ok(left.unsigned_abs())
}

async fn step(conn: &mut SqliteConnection, rows: usize) -> Result<usize, StoreError> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let (last, count): (Option<i64>, i64) = sqlx::query_as(
        "SELECT max(key), count(*) FROM (SELECT key FROM lines \
         WHERE key > (SELECT line_key FROM used_merchants_marker) ORDER BY key LIMIT ?)",
    )
    .bind(rows)
    .fetch_one(&mut *conn)
    .await?;
    let Some(last) = last else { return Ok(0) };
    let sql = format!(
        "{NAMED} key > (SELECT line_key FROM used_merchants_marker) AND key <= ? AND removed = 0{GROUPED}"
    );
    let named: Vec<Named> = sqlx::query_as(AssertSqlSafe(sql)).bind(last).fetch_all(&mut *conn).await?;
    for one in named {
        more(conn, one).await?;
    }
    sqlx::query("UPDATE used_merchants_marker SET line_key = ?").bind(last).execute(conn).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Counts what these lines name now, as far as they are counted here at all.
///
/// # Errors
/// What the database says.
pub(crate) async fn add(conn: &mut SqliteConnection, lines: &[LineId]) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    let newest: i64 =
        sqlx::query_scalar("SELECT coalesce(max(key), 0) FROM lines").fetch_one(&mut *conn).await?;
    for chunk in lines.chunks(IDS) {
        for (merchant_no, name, phone, count, _) in named_by(conn, chunk).await? {
            more(conn, (merchant_no, name, phone, count, newest)).await?;
        }
    }
    Ok(())
}

/// Takes away what these lines name now: before they change, or because they are gone.
///
/// # Errors
/// What the database says.
pub(crate) async fn take(conn: &mut SqliteConnection, lines: &[LineId]) -> Result<(), StoreError> {
    for chunk in lines.chunks(IDS) {
        for (merchant_no, name, phone, count, _) in named_by(conn, chunk).await? {
            fewer(conn, (&merchant_no, &name, phone), count).await?;
        }
    }
    Ok(())
}

/// So many lines fewer name a merchant. One that is not there is for doctor to tell: no edit fails because of a list to
/// choose from.
async fn fewer(
    conn: &mut SqliteConnection,
    (merchant_no, name, phone): (&str, &str, i64),
    count: i64,
) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM used_merchants WHERE merchant_no = ? AND name = ? AND phone = ? AND line_count <= ?",
        "UPDATE used_merchants SET line_count = line_count - ?4 WHERE merchant_no = ?1 AND name = ?2 AND phone = ?3",
    ] {
        sqlx::query(sql).bind(merchant_no).bind(name).bind(phone).bind(count).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn named_by(conn: &mut SqliteConnection, lines: &[LineId]) -> Result<Vec<Named>, StoreError> {
    let marks = vec!["?"; lines.len()].join(",");
    let sql =
        format!("{NAMED} id IN ({marks}) AND +key <= (SELECT line_key FROM used_merchants_marker){GROUPED}");
    let mut values = SqliteArguments::default();
    for line in lines {
        let id = line.as_uuid().as_bytes().to_vec();
        sqlx::Arguments::add(&mut values, id).map_err(sqlx::Error::Encode)?;
    }
    let query = sqlx::query_as_with(AssertSqlSafe(sql), values).persistent(lines.len() == 1);
    Ok(query.fetch_all(conn).await?)
}

/// So many lines more, or fewer, name a merchant, of those that are counted here.
///
/// # Errors
/// What the database says.
pub(crate) async fn shift(
    conn: &mut SqliteConnection,
    (merchant_no, name, phone): (String, String, i64),
    by: i64,
) -> Result<(), StoreError> {
    match by {
        0 => Ok(()),
        1.. => {
            let newest: i64 =
                sqlx::query_scalar("SELECT coalesce(max(key), 0) FROM lines").fetch_one(&mut *conn).await?;
            more(conn, (merchant_no, name, phone, by, newest)).await
        }
        _ => fewer(conn, (&merchant_no, &name, phone), -by).await,
    }
}

/// So many lines more name a merchant.
async fn more(
    conn: &mut SqliteConnection,
    (merchant_no, name, phone, count, used): Named,
) -> Result<(), StoreError> {
    let shown = if phone == 0 { String::new() } else { phone.to_string() };
    let texts: Texts = (merchant_no, name, shown);
    let haystack = haystack(&texts);
    let (merchant_no, name, _) = texts;
    sqlx::query(
        "INSERT INTO used_merchants (merchant_no, name, phone, haystack, line_count, used) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT (merchant_no, name, phone) DO UPDATE SET line_count = line_count + excluded.line_count, \
         used = max(used, excluded.used)",
    )
    .bind(merchant_no)
    .bind(name)
    .bind(phone)
    .bind(haystack)
    .bind(count)
    .bind(used)
    .execute(conn)
    .await?;
    Ok(())
}
