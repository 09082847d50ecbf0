//! SQLite, the server's embedded default: one writer, several readers, a write-ahead log.

use std::{collections::VecDeque, path::Path, str::FromStr as _, time::Duration};

use sqlx::{
    Arguments as _, AssertSqlSafe, ConnectOptions as _, Executor as _, Sqlite, SqlitePool, Transaction,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
    },
};

use super::{Column, Value};
use crate::{
    error::{BUSY_TIMEOUT_SECONDS, StoreError},
    migrate,
};

const BUSY_TIMEOUT: Duration = Duration::from_secs(BUSY_TIMEOUT_SECONDS);
/// Reads beside each other.
const READERS: u32 = 4;
/// Page caches: 32 MiB for the writer, 8 MiB for each reader. `trusted_schema` keeps a planted view or trigger from calling
/// functions with effects.
const WRITER: &str = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; \
                      PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864";
const READER: &str = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; \
                      PRAGMA cache_size = -8192; PRAGMA query_only = ON";
/// Rows of one INSERT. Larger statements gain nothing measurable and cost memory.
const ROWS: usize = 200;

/// The connections to one file.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    writer: SqlitePool,
    readers: SqlitePool,
}

pub(super) async fn connect(url: &str) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address)?
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full) // an answer means that it is on the disk
        .disable_statement_logging(); // statements never hold values, but their number would drown the log
    let writer = pool(options.clone(), 1, WRITER);
    drop(writer.acquire().await?); // an unreachable file shows now, and the readers find a file that is there
    Ok(Pools { readers: pool(options, READERS, READER), writer })
}

fn pool(options: SqliteConnectOptions, connections: u32, settings: &'static str) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(BUSY_TIMEOUT)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false) // a connection to a file does not go stale
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(settings).await.map(|_| ()) })
        })
        .after_release(|connection, _| {
            // After some failures (a full disk) SQLite has ended the transaction by itself; the driver still counts it
            // and would refuse the next one. Such a connection is closed, and the next `begin` opens another.
            Box::pin(async move {
                sqlx::Connection::ping(connection).await?; // lets a rollback that is under way finish
                Ok(!sqlx::Connection::is_in_transaction(connection))
            })
        })
        .connect_lazy_with(options)
}

pub(super) async fn migrate(pools: &Pools) -> Result<(), StoreError> {
    let mut connection = pools.writer.acquire().await?;
    Ok(migrate::sqlite().run_direct(None, &mut *connection, false).await?)
}

impl Pools {
    pub(super) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    pub(super) async fn read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Copies the database into an empty file. On a connection of its own, since this counts as writing and readers may not.
    pub(crate) async fn copy_into(&self, to: &Path) -> Result<(), StoreError> {
        let text = to.to_str().ok_or_else(|| StoreError::Io(std::io::ErrorKind::InvalidFilename.into()))?;
        let mut connection = self.readers.acquire().await?.detach();
        connection.execute("PRAGMA query_only = OFF").await?;
        sqlx::query("VACUUM INTO $1").bind(text).execute(&mut connection).await?;
        Ok(sqlx::Connection::close(connection).await?)
    }
}

pub(super) fn arguments(values: Vec<Value>) -> Result<SqliteArguments, StoreError> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        add(&mut arguments, value)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut SqliteArguments, value: Value) -> Result<(), StoreError> {
    match value {
        Value::Number(number) => arguments.add(number),
        Value::Text(text) => arguments.add(text),
        Value::Bytes(bytes) => arguments.add(bytes),
    }
    .map_err(|error| StoreError::Sql(sqlx::Error::Encode(error)))
}

/// Rows of values in statements of many rows. A column that is the same in every row stands in the statement when it
/// is a number or null: each bound value costs, and a merchant's file leaves many columns empty.
pub(super) async fn insert(
    tx: &mut Transaction<'static, Sqlite>,
    table: &'static str,
    columns: &[Column],
    rows: Vec<Vec<Value>>,
    conflict: &str,
) -> Result<(), StoreError> {
    let mut rows = VecDeque::from(rows);
    while !rows.is_empty() {
        let some: Vec<Vec<Value>> = rows.drain(..rows.len().min(ROWS)).collect();
        let inlined: Vec<Option<String>> = (0..columns.len()).map(|at| inline(&some, at)).collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let row: Vec<&str> = inlined.iter().map(|text| text.as_deref().unwrap_or("?")).collect();
        let text = format!(
            "INSERT INTO {table} ({}) VALUES {}{conflict}",
            names.join(","),
            vec![format!("({})", row.join(",")); some.len()].join(",")
        );
        let recurs = some.len() == ROWS || some.len() == 1;
        let mut arguments = SqliteArguments::default();
        for (value, _) in
            some.into_iter().flat_map(|row| row.into_iter().zip(&inlined)).filter(|(_, text)| text.is_none())
        {
            add(&mut arguments, value)?;
        }
        sqlx::query_with(AssertSqlSafe(text), arguments).persistent(recurs).execute(&mut **tx).await?;
    }
    Ok(())
}

fn inline(rows: &[Vec<Value>], at: usize) -> Option<String> {
    let first = &rows[0][at];
    let text = match first {
        Value::Number(Some(number)) => number.to_string(),
        Value::Number(None) | Value::Text(None) | Value::Bytes(None) => "NULL".to_owned(),
        Value::Text(Some(_)) | Value::Bytes(Some(_)) => return None,
    };
    rows.iter().all(|row| row[at] == *first).then_some(text)
}
