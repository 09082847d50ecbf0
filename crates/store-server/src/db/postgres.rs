//! PostgreSQL, for servers that have grown: row-level security as the second wall, arrays for many rows.

use std::{str::FromStr as _, time::Duration};

use sqlx::{
    Arguments as _, AssertSqlSafe, ConnectOptions as _, PgPool, Postgres, Row as _, Transaction,
    postgres::{PgArguments, PgConnectOptions, PgPoolOptions},
};

use super::{Column, Kind, Value};
use crate::{
    error::{BUSY_TIMEOUT_SECONDS, StoreError},
    migrate,
};

const BUSY_TIMEOUT: Duration = Duration::from_secs(BUSY_TIMEOUT_SECONDS);
/// Connections of one node. PostgreSQL's own default takes a hundred from all nodes together.
const CONNECTIONS: u32 = 16;
/// Rows of one INSERT: arrays of this length stay within some hundred kilobytes.
const ROWS: usize = 2_000;

pub(super) async fn connect(url: &str) -> Result<PgPool, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address)?
        .application_name("xinbao-server")
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(BUSY_TIMEOUT)
        .connect_with(options)
        .await?;
    refuse_mighty(&pool).await?;
    Ok(pool)
}

/// Row-level security does not bind superusers and roles with BYPASSRLS: the second wall would not stand.
async fn refuse_mighty(pool: &PgPool) -> Result<(), StoreError> {
    let row =
        sqlx::query("SELECT rolsuper OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user")
            .fetch_one(pool)
            .await?;
    if row.try_get("mighty")? { Err(StoreError::Mighty) } else { Ok(()) }
}

pub(super) async fn migrate(pool: &PgPool) -> Result<(), StoreError> {
    let mut connection = pool.acquire().await?;
    Ok(migrate::postgres().run_direct(None, &mut *connection, false).await?)
}

pub(super) async fn write(pool: &PgPool) -> Result<Transaction<'static, Postgres>, StoreError> {
    Ok(pool.begin().await?)
}

pub(super) async fn read(pool: &PgPool) -> Result<Transaction<'static, Postgres>, StoreError> {
    Ok(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
}

/// Local to the transaction, so that a pooled connection carries no firm to the next one. The lock time-out makes a
/// writer that waits too long for its turn say so.
pub(super) async fn set_firm(
    tx: &mut Transaction<'static, Postgres>,
    firm: &uuid::Uuid,
) -> Result<(), StoreError> {
    sqlx::query("SELECT set_config('xinbao.firm', $1, true), set_config('lock_timeout', $2, true)")
        .bind(firm.simple().to_string())
        .bind(format!("{BUSY_TIMEOUT_SECONDS}s"))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) fn arguments(values: Vec<Value>) -> Result<PgArguments, StoreError> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Number(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
            Value::Ids(ids) => arguments.add(ids.iter().map(|id| id.to_vec()).collect::<Vec<_>>()),
        }
        .map_err(encode)?;
    }
    Ok(arguments)
}

fn encode(error: sqlx::error::BoxDynError) -> StoreError {
    StoreError::Sql(sqlx::Error::Encode(error))
}

/// One array a column: the statement stays the same for any number of rows, and PostgreSQL plans no list of thousands
/// of places.
pub(super) async fn insert(
    tx: &mut Transaction<'static, Postgres>,
    table: &'static str,
    columns: &[Column],
    rows: Vec<Vec<Value>>,
    conflict: &str,
) -> Result<(), StoreError> {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let arrays: Vec<String> = columns
        .iter()
        .zip(1..)
        .map(|(column, place)| format!("${place}::{}[]", type_of(column.kind)))
        .collect();
    let text = format!(
        "INSERT INTO {table} ({}) SELECT * FROM unnest({}){conflict}",
        names.join(", "),
        arrays.join(", ")
    );
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let arguments = arrays_of(columns, rows.by_ref().take(ROWS))?;
        sqlx::query_with(AssertSqlSafe(text.clone()), arguments).execute(&mut **tx).await?;
    }
    Ok(())
}

fn arrays_of(columns: &[Column], rows: impl Iterator<Item = Vec<Value>>) -> Result<PgArguments, StoreError> {
    let mut arrays: Vec<Array> = columns.iter().map(|column| Array::of(column.kind)).collect();
    for row in rows {
        for (array, value) in arrays.iter_mut().zip(row) {
            array.push(value)?;
        }
    }
    let mut arguments = PgArguments::default();
    for array in arrays {
        match array {
            Array::Numbers(numbers) => arguments.add(numbers),
            Array::Texts(texts) => arguments.add(texts),
            Array::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(encode)?;
    }
    Ok(arguments)
}

enum Array {
    Numbers(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Array {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Number => Self::Numbers(Vec::new()),
            Kind::Text => Self::Texts(Vec::new()),
            Kind::Bytes => Self::Bytes(Vec::new()),
        }
    }

    fn push(&mut self, value: Value) -> Result<(), StoreError> {
        match (self, value) {
            (Self::Numbers(array), Value::Number(number)) => array.push(number),
            (Self::Texts(array), Value::Text(text)) => array.push(text),
            (Self::Bytes(array), Value::Bytes(bytes)) => array.push(bytes),
            // The value itself stays out of the message: it may be somebody's name.
            _ => return Err(encode("a value of another kind than its column".into())),
        }
        Ok(())
    }
}

const fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "BIGINT",
        Kind::Text => "TEXT",
        Kind::Bytes => "BYTEA",
    }
}
