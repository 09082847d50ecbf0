//! SQLite, the server's embedded default: one writer, several readers, a write-ahead log.

use std::{collections::VecDeque, path::Path, str::FromStr as _, time::Duration};

use serde::{Deserialize, Deserializer, de::Visitor};
use sqlx::{
    Arguments as _, AssertSqlSafe, ConnectOptions as _, Executor as _, Sqlite, SqlitePool, Transaction,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
    },
};

use super::{Column, Kind, Row, Value};
use crate::{
    error::{BUSY_TIMEOUT_SECONDS, StoreError, inconsistent},
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
        Value::Ids(ids) => arguments.add(hex_array(&ids)),
    }
    .map_err(|error| StoreError::Sql(sqlx::Error::Encode(error)))
}

/// What [`super::Conn::any_of`] takes apart.
fn hex_array(ids: &[[u8; 16]]) -> String {
    let texts: Vec<String> =
        ids.iter().map(|id| format!("\"{}\"", uuid::Uuid::from_bytes(*id).simple())).collect();
    format!("[{}]", texts.join(","))
}

/// A statement that answers with the rows of another as one text: an array of arrays, bytes as hexadecimal digits.
pub(super) fn packed(text: &str, columns: &[Column]) -> String {
    let values: Vec<String> = columns
        .iter()
        .map(|column| match column.kind {
            Kind::Number | Kind::Text => column.name.to_owned(),
            // Of null, `hex` makes an empty text.
            Kind::Bytes => format!("iif({0} IS NULL, NULL, hex({0}))", column.name),
        })
        .collect();
    format!("SELECT json_group_array(json_array({})) AS packed FROM ({text})", values.join(", "))
}

/// The rows of such a text.
pub(super) fn unpack(text: &str, columns: &'static [Column]) -> Result<Vec<Row>, StoreError> {
    let bad = || inconsistent("", "packed", "");
    let rows: Vec<Vec<Packed>> = serde_json::from_str(text).map_err(|_| bad())?;
    let value = |(column, packed): (&Column, Packed)| {
        Some(match (column.kind, packed) {
            (Kind::Number, Packed::Number(number)) => Value::Number(Some(number)),
            (Kind::Text, Packed::Text(text)) => Value::Text(Some(text)),
            (Kind::Bytes, Packed::Text(digits)) => Value::Bytes(Some(bytes_of(&digits)?)),
            (Kind::Number, Packed::Null) => Value::Number(None),
            (Kind::Text, Packed::Null) => Value::Text(None),
            (Kind::Bytes, Packed::Null) => Value::Bytes(None),
            _ => return None,
        })
    };
    let row = |row: Vec<Packed>| {
        let values: Option<Vec<Value>> = columns.iter().zip(row).map(value).collect();
        values.map(|values| Row::Packed(columns, values)).ok_or_else(bad)
    };
    rows.into_iter().map(row).collect()
}

/// A value of such a text. (Serde's untagged enums try one form after the other, and write a sentence about each that fails.)
enum Packed {
    Number(i64),
    Text(String),
    Null,
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(PackedVisitor)
    }
}

struct PackedVisitor;

impl Visitor<'_> for PackedVisitor {
    type Value = Packed;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a whole number, a text or null")
    }

    fn visit_i64<E>(self, number: i64) -> Result<Packed, E> {
        Ok(Packed::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Packed, E> {
        i64::try_from(number).map(Packed::Number).map_err(E::custom)
    }

    fn visit_str<E>(self, text: &str) -> Result<Packed, E> {
        Ok(Packed::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Packed, E> {
        Ok(Packed::Null)
    }
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

/// Rows of values in statements of many rows. What is the same in every row is bound once, before them: each bound value
/// costs, a merchant's file leaves many columns empty, and all rows have one firm, order and number. Nothing of it stands in the
/// text, so that the same statement serves again.
pub(super) async fn insert(
    tx: &mut Transaction<'static, Sqlite>,
    table: &'static str,
    columns: &[Column],
    rows: Vec<Vec<Value>>,
    conflict: &str,
) -> Result<(), StoreError> {
    let mut rows = VecDeque::from(rows);
    while !rows.is_empty() {
        let mut some: Vec<Vec<Value>> = rows.drain(..rows.len().min(ROWS)).collect();
        let places = 0..columns.len();
        let (common, own): (Vec<usize>, Vec<usize>) = if some.len() == 1 {
            (Vec::new(), places.collect())
        } else {
            // Rows of a table differ in their ids.
            places.partition(|at| some.iter().all(|row| row[*at] == some[0][*at]))
        };
        let text = text(table, columns, (&common, &own), some.len(), conflict);
        let recurs = some.len() == ROWS || some.len() == 1;
        let mut arguments = SqliteArguments::default();
        for at in common {
            add(&mut arguments, std::mem::replace(&mut some[0][at], Value::Number(None)))?;
        }
        for row in &mut some {
            for at in &own {
                add(&mut arguments, std::mem::replace(&mut row[*at], Value::Number(None)))?;
            }
        }
        sqlx::query_with(AssertSqlSafe(text), arguments).persistent(recurs).execute(&mut **tx).await?;
    }
    Ok(())
}

/// The statement of so many rows with these columns in common. `WHERE true` tells the parser that ON CONFLICT is no condition of
/// a join.
fn text(
    table: &str,
    columns: &[Column],
    (common, own): (&[usize], &[usize]),
    rows: usize,
    conflict: &str,
) -> String {
    let places = |count: usize| vec!["?"; count].join(",");
    let names: Vec<&str> = common.iter().chain(own).map(|at| columns[*at].name).collect();
    let (names, values) = (names.join(","), vec![format!("({})", places(own.len())); rows].join(","));
    if common.is_empty() {
        return format!("INSERT INTO {table} ({names}) VALUES {values}{conflict}");
    }
    let common = places(common.len());
    format!(
        "INSERT INTO {table} ({names}) SELECT * FROM (SELECT {common}) CROSS JOIN (VALUES {values}) WHERE true{conflict}"
    )
}
