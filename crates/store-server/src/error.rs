//! What may go wrong with the server's database, told apart so that each case gets its own answer (HOUSE 5).

use actions::{ActionError, StoreFault};
use values::{Code, Problem};

/// How long a writer waits for its turn, in seconds.
pub const BUSY_TIMEOUT_SECONDS: u64 = 10;

/// A failure of the server's database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The URL names neither SQLite nor PostgreSQL, or cannot be read.
    #[error("the database URL is neither sqlite: nor postgres:")]
    Address,
    /// The database does not answer.
    #[error("the database cannot be reached")]
    Unreachable(#[source] sqlx::Error),
    /// Another transaction held the lock for the whole of [`BUSY_TIMEOUT_SECONDS`], or all connections are in use.
    #[error("the database is busy")]
    Busy,
    /// No room is left on the disk.
    #[error("the disk is full")]
    Full,
    /// The server's role is a superuser or has BYPASSRLS: row-level security would not bind it.
    #[error("the role of the server may pass over row-level security")]
    Mighty,
    /// The schema is not the one that this program works with; `None`: the database is empty.
    #[error("the schema is {found:?}, this program works with {known}")]
    Schema {
        /// The schema of the database.
        found: Option<i64>,
        /// The one that this program knows.
        known: i64,
    },
    /// There is no such firm.
    #[error("there is no such firm")]
    UnknownFirm,
    /// A sealed field does not open: it was moved, altered, or the data key is another one.
    #[error("a sealed value of {table}.{column} does not open")]
    Sealed {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A row that this program cannot have written.
    #[error("{table}.{column} of row {row} is inconsistent")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key, an id and never personal data.
        row: String,
    },
    /// A constraint refused a row.
    #[error("constraint {0}")]
    Constraint(String),
    /// A file operation beside the database.
    #[error("file operation")]
    Io(#[source] std::io::Error),
    /// Anything else that the database or the driver said.
    #[error("database")]
    Sql(#[source] sqlx::Error),
    /// A migration that is not the one that was run on this database.
    #[error("migration")]
    Migration(#[source] sqlx::migrate::MigrateError),
}

/// A row of ours cannot look like this.
pub(crate) fn inconsistent(
    table: &'static str,
    column: &'static str,
    row: impl std::fmt::Display,
) -> StoreError {
    StoreError::Inconsistent { table, column, row: row.to_string() }
}

impl StoreError {
    /// Whether trying again later may help: the server answers 503 then.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Busy | Self::Full)
    }

    /// The problem to show. Causes are `INTERNAL` without a reference number: whoever handles them logs the cause and
    /// adds `request_id`.
    pub fn problem(&self) -> Problem {
        Problem::new(if self.is_temporary() { Code::ServerBusy } else { Code::Internal })
    }

    /// Names the table and row of an inconsistency that was found by column.
    pub(crate) fn of_row(self, table: &'static str, row: impl std::fmt::Display) -> Self {
        match self {
            Self::Inconsistent { table: "", column, .. } => inconsistent(table, column, row),
            other => other,
        }
    }
}

impl From<StoreError> for StoreFault {
    fn from(error: StoreError) -> Self {
        Self { problem: error.problem(), cause: Box::new(error) }
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error),
            sqlx::Error::Database(ref database) => {
                use sqlx::error::ErrorKind as Kind;
                let refused = matches!(
                    database.kind(),
                    Kind::UniqueViolation
                        | Kind::ForeignKeyViolation
                        | Kind::NotNullViolation
                        | Kind::CheckViolation
                );
                if refused {
                    return Self::Constraint(constraint(&**database));
                }
                match database.code().as_deref().map(meaning) {
                    Some(Meaning::Busy) => Self::Busy,
                    Some(Meaning::Full) => Self::Full,
                    Some(Meaning::Unreachable) => Self::Unreachable(error),
                    Some(Meaning::Other) | None => Self::Sql(error),
                }
            }
            other => Self::Sql(other),
        }
    }
}

/// The constraint's name: PostgreSQL's own; what SQLite says after the colon (`table.column`).
fn constraint(error: &dyn sqlx::error::DatabaseError) -> String {
    let said = error.message();
    error.constraint().unwrap_or_else(|| said.rsplit_once(": ").map_or(said, |(_, name)| name)).to_owned()
}

enum Meaning {
    Busy,
    Full,
    Unreachable,
    Other,
}

/// SQLite's codes are numbers of at most four digits, PostgreSQL's have five characters.
fn meaning(code: &str) -> Meaning {
    use libsqlite3_sys as sqlite;
    match code {
        // lock_not_available, serialization_failure, deadlock_detected, too_many_connections
        "55P03" | "40001" | "40P01" | "53300" => return Meaning::Busy,
        "53100" => return Meaning::Full,
        // admin_shutdown, crash_shutdown, cannot_connect_now, read_only_sql_transaction (a standby after fail-over)
        "57P01" | "57P02" | "57P03" | "25006" => return Meaning::Unreachable,
        _ if code.len() == 5 => return Meaning::Other,
        _ => {}
    }
    match code.parse::<i32>() {
        Ok(sqlite::SQLITE_IOERR_WRITE) => Meaning::Full, // a quota, the end of a file system
        Ok(code) => match code & 0xff {
            sqlite::SQLITE_BUSY | sqlite::SQLITE_LOCKED => Meaning::Busy,
            sqlite::SQLITE_FULL => Meaning::Full,
            sqlite::SQLITE_CANTOPEN => Meaning::Unreachable,
            _ => Meaning::Other,
        },
        Err(_) => Meaning::Other,
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as Migrate;
        match error {
            Migrate::Execute(error) | Migrate::ExecuteMigration(error, _) => error.into(),
            other => Self::Migration(other),
        }
    }
}
