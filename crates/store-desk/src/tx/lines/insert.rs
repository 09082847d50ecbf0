//! New rows of `lines`, as many as a merchant's file has.

use std::iter;

use domain::Line;
use futures_util::future::join;
use sqlx::{AssertSqlSafe, SqliteConnection, sqlite::SqliteArguments};

use super::columns::{CONTENTS, Column, IDENTITY, IMPORT_HASH, LINKED, Value};
use crate::error::StoreError;

/// Rows of one INSERT. Larger statements gain nothing measurable and cost memory.
const ROWS: usize = 200;

/// Inserts lines of the order; those of an import name it.
///
/// # Errors
/// `Constraint` for an id that is there already; the transaction is over then and cannot be committed.
pub(in crate::tx) async fn insert(
    conn: &mut SqliteConnection,
    order_key: i64,
    lines: &[Line],
    import_key: Option<i64>,
) -> Result<(), StoreError> {
    let mut statements = lines.chunks(ROWS).map(|lines| Statement::of(lines, order_key, import_key));
    let mut ready = statements.next().transpose()?;
    while let Some(statement) = ready {
        // The database works in a thread of its own; meanwhile the next rows are made ready here.
        let ahead = async { statements.next().transpose() };
        let (written, next) = join(statement.execute(conn), ahead).await;
        written?;
        ready = next?;
    }
    Ok(())
}

/// An INSERT and its values.
struct Statement {
    sql: String,
    values: SqliteArguments,
    /// Whether it will be needed again and is worth keeping prepared.
    recurs: bool,
}

impl Statement {
    /// What is the same in every row, or absent in all, stands in the statement: each bound value costs, and a merchant's
    /// file leaves many columns empty.
    fn of(lines: &[Line], order_key: i64, import_key: Option<i64>) -> Result<Self, StoreError> {
        let columns = IDENTITY.iter().chain(&CONTENTS).chain(iter::once(&LINKED));
        let columns: Vec<(&Column, bool)> = columns
            .chain(import_key.map(|_| &IMPORT_HASH))
            .map(|column| (column, lines.iter().any(|line| (column.of)(line) != column.usual)))
            .collect();
        let mut values = SqliteArguments::default();
        for line in lines {
            for (column, _) in columns.iter().filter(|(_, differs)| *differs) {
                (column.of)(line).bind(&mut values).map_err(sqlx::Error::Encode)?;
            }
        }
        let sql = sql(&columns, order_key, import_key, lines.len());
        Ok(Self { sql, values, recurs: lines.len() == ROWS || lines.len() == 1 })
    }

    async fn execute(self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::query_with(AssertSqlSafe(self.sql), self.values).persistent(self.recurs).execute(conn).await?;
        Ok(())
    }
}

/// `OR ROLLBACK`: a refused row ends the whole transaction, so SQLite need not be able to take back this statement alone.
/// For that it would copy every page before the statement touches it, and rows touch the sameness index everywhere. (The
/// references of `lines` are deferred and its ids have no CHECK for the same reason: either would ask for the copies.)
fn sql(columns: &[(&Column, bool)], order_key: i64, import_key: Option<i64>, rows: usize) -> String {
    let import_key = import_key.map_or("NULL".to_owned(), |key| key.to_string());
    let (mut names, mut row) = ("order_key,import_key".to_owned(), format!("({order_key},{import_key}"));
    for (column, differs) in columns {
        names.push(',');
        names.push_str(column.name);
        row.push(',');
        match (differs, &column.usual) {
            (true, _) => row.push('?'),
            (false, Value::Number(number)) => row.push_str(&number.to_string()),
            (false, _) => row.push_str("NULL"),
        }
    }
    row.push(')');
    format!("INSERT OR ROLLBACK INTO lines ({names}) VALUES {}", vec![row; rows].join(","))
}
