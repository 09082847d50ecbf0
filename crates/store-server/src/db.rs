//! One SQL for two databases: a statement is written once, with `$1` places, and runs on SQLite or PostgreSQL. What
//! differs between the two stands in `sqlite.rs` and `postgres.rs`.
//!
//! sqlx's own `Any` was tried and left (decision 0010): it copies every text and blob twice, has no arrays, and takes
//! no connection options but a URL.

mod postgres;
mod row;
mod sqlite;
mod value;

use sqlx::{AssertSqlSafe, PgPool, Postgres, SqlSafeStr as _, SqlStr, Sqlite, Transaction};

pub(crate) use self::{
    row::Row,
    value::{Kind, Value},
};
use crate::error::StoreError;

/// The database behind a store.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// A file of this computer.
    Sqlite(sqlite::Pools),
    /// A server of its own.
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`Conn::commit`], it rolls back.
pub(crate) enum Conn {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Connects; nothing is migrated and nothing checked.
    ///
    /// # Errors
    /// `Address` for a URL that names neither database, `Unreachable`.
    pub(crate) async fn connect(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite(sqlite::connect(url).await?)),
            Some("postgres" | "postgresql") => Ok(Self::Postgres(postgres::connect(url).await?)),
            _ => Err(StoreError::Address),
        }
    }

    /// Begins a transaction that writes. On SQLite it waits for its turn here, on PostgreSQL at the first row that
    /// another transaction has locked.
    pub(crate) async fn write(&self) -> Result<Conn, StoreError> {
        match self {
            Self::Sqlite(pools) => Ok(Conn::Sqlite(pools.write().await?)),
            Self::Postgres(pool) => Ok(Conn::Postgres(postgres::write(pool).await?)),
        }
    }

    /// Begins a transaction that only reads, all of it the state of one moment.
    pub(crate) async fn read(&self) -> Result<Conn, StoreError> {
        match self {
            Self::Sqlite(pools) => Ok(Conn::Sqlite(pools.read().await?)),
            Self::Postgres(pool) => Ok(Conn::Postgres(postgres::read(pool).await?)),
        }
    }

    /// Closes every connection, after the transactions that are under way.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Brings the schema up to date.
    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(pools) => sqlite::migrate(pools).await,
            Self::Postgres(pool) => postgres::migrate(pool).await,
        }
    }
}

impl Conn {
    /// Makes everything durable.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => Ok(tx.commit().await?),
            Self::Postgres(tx) => Ok(tx.commit().await?),
        }
    }

    /// Names the firm whose rows this transaction may see: PostgreSQL's second wall (decision 0010).
    pub(crate) async fn set_firm(&mut self, firm: &uuid::Uuid) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(tx) => postgres::set_firm(tx, firm).await,
        }
    }

    /// What makes a SELECT lock the rows it finds. SQLite has one writer at a time anyway.
    pub(crate) const fn for_update(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE",
        }
    }

    /// The condition that a column is among the ids of the value ([`Value::Ids`]) at this place: the same text for any number of
    /// them.
    pub(crate) fn any_of(&self, place: usize) -> String {
        match self {
            Self::Sqlite(_) => format!("IN (SELECT unhex(value) FROM json_each(${place}))"),
            Self::Postgres(_) => format!("= ANY (${place})"),
        }
    }

    /// Inserts many rows. Each row has a value for each column, in their order.
    ///
    /// `replace` says what to do with a row whose primary key is there already: `None` refuses it (`Constraint`),
    /// `Some(key)` names the key's columns and writes the others anew.
    pub(crate) async fn insert(
        &mut self,
        table: &'static str,
        columns: &[Column],
        rows: Vec<Vec<Value>>,
        replace: Option<&[&'static str]>,
    ) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let conflict = replace.map_or(String::new(), |key| on_conflict(columns, key));
        match self {
            Self::Sqlite(tx) => sqlite::insert(tx, table, columns, rows, &conflict).await,
            Self::Postgres(tx) => postgres::insert(tx, table, columns, rows, &conflict).await,
        }
    }
}

/// A column that bulk inserts fill.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
}

/// A column of bulk inserts.
pub(crate) const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

fn on_conflict(columns: &[Column], key: &[&'static str]) -> String {
    let others: Vec<String> = columns
        .iter()
        .filter(|column| !key.contains(&column.name))
        .map(|column| format!("{0} = excluded.{0}", column.name))
        .collect();
    format!(" ON CONFLICT ({}) DO UPDATE SET {}", key.join(", "), others.join(", "))
}

/// A statement with its values.
pub(crate) struct Sql {
    text: SqlStr,
    values: Vec<Value>,
    /// Whether it is worth keeping prepared.
    recurs: bool,
}

/// A statement of this text.
pub(crate) fn sql(text: &'static str) -> Sql {
    Sql { text: text.into_sql_str(), values: Vec::new(), recurs: true }
}

/// A statement put together from texts of the program; never from anything that a person or a wire said.
pub(crate) fn built(text: String) -> Sql {
    Sql { text: AssertSqlSafe(text).into_sql_str(), values: Vec::new(), recurs: true }
}

impl Sql {
    /// The value of the next place.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// The values of the next places.
    pub(crate) fn bind_all<V: Into<Value>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.values.extend(values.into_iter().map(Into::into));
        self
    }

    /// It will hardly run again in this form.
    pub(crate) fn once(mut self) -> Self {
        self.recurs = false;
        self
    }

    /// Runs it; answers how many rows it touched.
    pub(crate) async fn run(self, conn: &mut Conn) -> Result<u64, StoreError> {
        match conn {
            Conn::Sqlite(tx) => {
                let query = sqlx::query_with(self.text, sqlite::arguments(self.values)?);
                Ok(query.persistent(self.recurs).execute(&mut **tx).await?.rows_affected())
            }
            Conn::Postgres(tx) => {
                let query = sqlx::query_with(self.text, postgres::arguments(self.values)?);
                Ok(query.persistent(self.recurs).execute(&mut **tx).await?.rows_affected())
            }
        }
    }

    /// All rows.
    pub(crate) async fn all(self, conn: &mut Conn) -> Result<Vec<Row>, StoreError> {
        match conn {
            Conn::Sqlite(tx) => {
                let query = sqlx::query_with(self.text, sqlite::arguments(self.values)?);
                let rows = query.persistent(self.recurs).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Conn::Postgres(tx) => {
                let query = sqlx::query_with(self.text, postgres::arguments(self.values)?);
                let rows = query.persistent(self.recurs).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// All rows of a statement that answers with these columns, hundreds or thousands. On SQLite they come as one text: the
    /// driver hands over each row by itself, value by value and from thread to thread, which costs more than reading it does.
    pub(crate) async fn all_packed(
        self,
        columns: &'static [Column],
        conn: &mut Conn,
    ) -> Result<Vec<Row>, StoreError> {
        match conn {
            Conn::Postgres(_) => self.all(conn).await,
            Conn::Sqlite(_) => {
                let text = sqlite::packed(self.text.as_str(), columns);
                let row = Self { text: AssertSqlSafe(text).into_sql_str(), ..self }.one(conn).await?;
                sqlite::unpack(&row.get::<String>("packed")?, columns)
            }
        }
    }

    /// The first row, if there is one.
    pub(crate) async fn optional(self, conn: &mut Conn) -> Result<Option<Row>, StoreError> {
        match conn {
            Conn::Sqlite(tx) => {
                let query = sqlx::query_with(self.text, sqlite::arguments(self.values)?);
                Ok(query.persistent(self.recurs).fetch_optional(&mut **tx).await?.map(Row::Sqlite))
            }
            Conn::Postgres(tx) => {
                let query = sqlx::query_with(self.text, postgres::arguments(self.values)?);
                Ok(query.persistent(self.recurs).fetch_optional(&mut **tx).await?.map(Row::Postgres))
            }
        }
    }

    /// The one row that an aggregate or a RETURNING answers with.
    pub(crate) async fn one(self, conn: &mut Conn) -> Result<Row, StoreError> {
        self.optional(conn).await?.ok_or(StoreError::Sql(sqlx::Error::RowNotFound))
    }
}

/// `$first, $first+1, …`, `count` of them.
pub(crate) fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|place| format!("${place}")).collect();
    places.join(", ")
}
