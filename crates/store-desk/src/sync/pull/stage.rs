//! A page is kept: lines as the columns that they will become, other rows as they came.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use domain::{ContentHash, Line, LineContext};
use sqlx::{Arguments as _, AssertSqlSafe, SqliteConnection, error::BoxDynError, sqlite::SqliteArguments};
use values::{Currency, Day};
use wire::{LineRow, Page, Row, change::is_change};

use super::confirmed;
use crate::{
    error::StoreError,
    open::Store,
    rows::inconsistent,
    tx::lines::columns::{CONTENTS, Column, LINKED, Value},
};

/// Which pages of which run this program keeps aside. Another program may pull into the same vault.
#[derive(Debug, Default)]
pub(crate) struct Staging(Mutex<(i64, i64)>);

impl Staging {
    fn get(&self) -> (i64, i64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, run: (i64, i64)) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = run;
    }
}

/// Rows of one INSERT.
const ROWS: usize = 200;

impl Store {
    /// Keeps a page aside. Durable when it returns; the first page of a pull makes what was aside before forgotten.
    ///
    /// # Errors
    /// `Answer` for a change that no desk of this release reads; nothing of the page is kept then. `Busy` if another program
    /// pulled into this vault meanwhile: begin with the first page.
    pub async fn stage(&self, page: &Page, first: bool) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let run = if first { begin(&mut tx).await? } else { go_on(&mut tx, self.staging.get()).await? };
        let mut came = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            match row {
                Row::Line(line) => came.push(Came::of(line)),
                Row::Change(change) if !is_change(&change.name, &change.body.to_string()) => {
                    return Err(StoreError::Answer);
                }
                Row::Order(_) | Row::Import(_) | Row::Change(_) | Row::Attention(_) => {
                    keep(&mut tx, row).await?;
                }
            }
        }
        for rows in came.chunks(ROWS) {
            insert(&mut tx, rows).await?;
        }
        tx.commit().await?;
        self.staging.set(run);
        Ok(())
    }
}

/// Begins a run.
async fn begin(conn: &mut SqliteConnection) -> Result<(i64, i64), StoreError> {
    clear(conn).await?;
    let run = sqlx::query_scalar("UPDATE staged_pull SET pages = 1 RETURNING run").fetch_one(conn).await?;
    Ok((run, 1))
}

/// The next page of a run.
async fn go_on(conn: &mut SqliteConnection, (run, pages): (i64, i64)) -> Result<(i64, i64), StoreError> {
    check(conn, (run, pages)).await?;
    sqlx::query("UPDATE staged_pull SET pages = pages + 1").execute(conn).await?;
    Ok((run, pages + 1))
}

/// Whether what is aside is what this program put there.
///
/// # Errors
/// `Busy` if another program began a pull, or ended one.
pub(super) async fn check(conn: &mut SqliteConnection, run: (i64, i64)) -> Result<(), StoreError> {
    let aside: (i64, i64) = sqlx::query_as("SELECT run, pages FROM staged_pull").fetch_one(conn).await?;
    if aside == run { Ok(()) } else { Err(StoreError::Busy) }
}

impl Staging {
    /// What is aside here, to be compared with [`check`].
    pub(super) fn run(&self) -> (i64, i64) {
        self.get()
    }
}

/// Forgets what is aside.
pub(super) async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM staged_lines",
        "DELETE FROM staged_rows",
        "UPDATE staged_pull SET run = run + 1, pages = 0",
    ] {
        sqlx::query(sql).execute(&mut *conn).await?;
    }
    Ok(())
}

/// A row that changes while pages are read comes again, newer.
async fn keep(conn: &mut SqliteConnection, row: &Row) -> Result<(), StoreError> {
    let position = row.position();
    sqlx::query("INSERT OR REPLACE INTO staged_rows (kind, id, rev, body) VALUES (?, ?, ?, ?)")
        .bind(position.kind)
        .bind(&position.id.as_bytes()[..])
        .bind(position.rev)
        .bind(row.text())
        .execute(conn)
        .await?;
    Ok(())
}

/// A line as it came.
struct Came<'r> {
    row: &'r LineRow,
    line: Line,
}

impl<'r> Came<'r> {
    fn of(row: &'r LineRow) -> Self {
        Self { row, line: line_of(row) }
    }
}

/// The line that a row says, whatever this computer's clock says: a month that the server took is one.
pub(super) fn line_of(row: &LineRow) -> Line {
    let today = Day::new(2099, 12, 31).expect("the last day of the century is a day");
    // Amounts of both line currencies have two decimals, and a column holds the number alone.
    let fields = row.entries.line_fields(LineContext { today, currency: Currency::CNY });
    Line { id: row.id, place: row.place, fields, lookup: row.lookup, linked: row.linked }
}

/// What is absent in all rows stands in the statement: each bound value costs.
async fn insert(conn: &mut SqliteConnection, rows: &[Came<'_>]) -> Result<(), StoreError> {
    let all: Vec<&Column> = CONTENTS.iter().chain([&LINKED]).collect();
    let mut columns: Vec<Vec<Value<'_>>> =
        rows.iter().map(|came| all.iter().map(|column| (column.of)(&came.line)).collect()).collect();
    let filled: Vec<usize> =
        (0..all.len()).filter(|at| columns.iter().any(|row| row[*at] != Value::Null)).collect();
    let mut values = SqliteArguments::default();
    for (came, row) in rows.iter().zip(&mut columns) {
        bind(came, filled.iter().map(|at| std::mem::replace(&mut row[*at], Value::Null)), &mut values)
            .map_err(sqlx::Error::Encode)?;
    }
    let names: String = filled.iter().map(|at| format!(",{}", all[*at].name)).collect();
    let row = format!("(?{})", ",?".repeat(filled.len() + 9));
    let sql = format!(
        "INSERT OR REPLACE INTO staged_lines \
         (id,order_id,rev,place,import_id,removed,hash_0,hash_1,hash_2,hash_3{names}) VALUES {}",
        vec![row; rows.len()].join(",")
    );
    sqlx::query_with(AssertSqlSafe(sql), values).persistent(rows.len() == ROWS).execute(conn).await?;
    Ok(())
}

fn bind<'v>(
    came: &Came<'_>,
    contents: impl Iterator<Item = Value<'v>>,
    to: &mut SqliteArguments,
) -> Result<(), BoxDynError> {
    let LineRow { rev, id, order, place, import, removed, .. } = came.row;
    to.add(id.as_uuid().as_bytes().to_vec())?;
    to.add(order.as_uuid().as_bytes().to_vec())?;
    to.add(*rev)?;
    to.add(*place)?;
    to.add(import.map(|import| import.as_uuid().as_bytes().to_vec()))?;
    to.add(*removed)?;
    let parts = (!removed).then(|| confirmed::hash_parts(ContentHash::of_line_row(&came.line)));
    for at in 0..4 {
        to.add(parts.map(|parts| parts[at]))?;
    }
    contents.into_iter().try_for_each(|value| value.bind(to))
}

/// The rows of one kind that are aside, one by one; imports and changes in the order in which they were written.
pub(super) struct Kept {
    kind: u8,
    behind: (i64, Vec<u8>),
    read: VecDeque<String>,
}

/// Rows that are read at a time: some are large, since a change may name 100,000 lines.
const READ: i64 = 50;

impl Kept {
    pub(super) fn of(kind: u8) -> Self {
        Self { kind, behind: (i64::MIN, Vec::new()), read: VecDeque::new() }
    }

    /// The next row.
    pub(super) async fn next(&mut self, conn: &mut SqliteConnection) -> Result<Option<Row>, StoreError> {
        if self.read.is_empty() {
            let found: Vec<(i64, Vec<u8>, String)> = sqlx::query_as(
                "SELECT rev, id, body FROM staged_rows WHERE kind = ? AND (rev, id) > (?, ?) ORDER BY rev, id LIMIT ?",
            )
            .bind(self.kind)
            .bind(self.behind.0)
            .bind(self.behind.1.clone())
            .bind(READ)
            .fetch_all(conn)
            .await?;
            for (rev, id, body) in found {
                self.behind = (rev, id);
                self.read.push_back(body);
            }
        }
        let Some(body) = self.read.pop_front() else { return Ok(None) };
        Row::read(&body).map(Some).map_err(|_| inconsistent("staged_rows", "body", "of a pull"))
    }
}
