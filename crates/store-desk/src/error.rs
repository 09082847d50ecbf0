//! What may go wrong with the database, told apart so that each case gets its own answer (CM-OFF-01, HOUSE 5).

use std::io;

use values::{Code, Problem};

/// How long a writer waits for another program, in seconds (`LOCAL_BUSY`).
pub const BUSY_TIMEOUT_SECONDS: u64 = 10;

/// A failure of the encrypted database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no database file at that path.
    #[error("there is no database")]
    Missing,
    /// The database was closed, because the vault was locked.
    #[error("the database is closed")]
    Closed,
    /// Another program held the write lock for the whole of [`BUSY_TIMEOUT_SECONDS`].
    #[error("another program is writing")]
    Busy,
    /// No room is left on the disk.
    #[error("the disk is full")]
    Full,
    /// The folder or the file may not be written.
    #[error("the folder or the database cannot be written")]
    ReadOnly,
    /// The first page does not open with this key. Where the key has been proven ([`StoreError::key_proven`]), that is
    /// damage.
    #[error("the key does not open the database")]
    WrongKey,
    /// A page does not carry its own check value, or SQLite's structure is broken.
    #[error("the database is damaged")]
    Damaged {
        /// When the newest backup was made, as people read it; filled in by whoever knows the folder of backups.
        newest_backup: Option<String>,
    },
    /// The database was written by a newer program; it was not changed.
    #[error("the schema {found} is newer than {known}")]
    Newer {
        /// The schema of the file.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
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
    /// A server of ours sends no such rows.
    #[error("the rows cannot be a server's")]
    Answer,
    /// A file operation beside the database.
    #[error("file operation")]
    Io(#[source] io::Error),
    /// Anything else that SQLite or the driver said.
    #[error("database")]
    Sql(#[source] sqlx::Error),
    /// A migration that is not the one that was run on this file.
    #[error("migration")]
    Migration(#[source] sqlx::migrate::MigrateError),
}

impl StoreError {
    /// The constraint that refused, as SQLite names it: `table.column` for uniqueness, the name of a CHECK.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint(name) => Some(name),
            _ => None,
        }
    }

    /// The same failure, known that the key is right: what looked like a wrong key is damage.
    #[must_use]
    pub fn key_proven(self) -> Self {
        match self {
            Self::WrongKey => Self::Damaged { newest_backup: None },
            other => other,
        }
    }

    /// Tells a damaged database when its newest backup was made.
    #[must_use]
    pub fn with_newest_backup(self, made_at: Option<String>) -> Self {
        match self {
            Self::Damaged { newest_backup: None } => Self::Damaged { newest_backup: made_at },
            other => other,
        }
    }

    /// The problem to show. Unknown causes are `INTERNAL` without a reference number: whoever handles them logs the
    /// cause and adds `request_id`.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Missing => Problem::new(Code::LocalVaultMissing),
            Self::Closed => Problem::new(Code::LocalLocked),
            Self::Busy => Problem::new(Code::LocalBusy).with("seconds", BUSY_TIMEOUT_SECONDS),
            Self::Full => Problem::new(Code::LocalStoreFull),
            Self::ReadOnly => Problem::new(Code::LocalReadOnly),
            Self::WrongKey => Problem::new(Code::LocalKeyWrong),
            Self::Damaged { newest_backup } => {
                Problem::new(Code::LocalStoreDamaged).with("time", newest_backup.as_deref().unwrap_or("—"))
            }
            Self::Inconsistent { table, column, row } => Problem::new(Code::LocalStoreDamaged)
                .with("time", "—")
                .in_field(format!("{table}[{row}].{column}")),
            Self::Newer { .. } => Problem::new(Code::LocalNewer),
            Self::Answer => Problem::new(Code::SyncAnswer),
            Self::Constraint(_) | Self::Io(_) | Self::Sql(_) | Self::Migration(_) => {
                Problem::new(Code::Internal)
            }
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            // FileTooLarge: a quota, a limit of the process, or a file system whose files end at 4 GiB.
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly,
            _ if is_held(&error) => Self::Busy,
            _ => Self::Io(error),
        }
    }
}

/// Whether another program keeps the file to itself for now: on Windows a virus scanner or a backup program does.
fn is_held(error: &io::Error) -> bool {
    /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`.
    const HELD: [i32; 2] = [32, 33];
    cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(error) => error.into(),
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Database(ref database) => {
                let code = database.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(0);
                from_sqlite(code, database.message()).unwrap_or(Self::Sql(error))
            }
            other => Self::Sql(other),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as Migrate;
        match error {
            Migrate::Execute(error) | Migrate::ExecuteMigration(error, _) => error.into(),
            Migrate::VersionMissing(found) => Self::Newer { found, known: 0 },
            other => Self::Migration(other),
        }
    }
}

/// SQLite's extended result code in our words; `None` where there is nothing special to say.
fn from_sqlite(code: i32, message: &str) -> Option<StoreError> {
    use libsqlite3_sys as sqlite;
    if code == sqlite::SQLITE_IOERR_WRITE {
        // SQLite says "full" only for a disk without room; a quota and the end of a 4 GiB file system come as this.
        return Some(StoreError::Full);
    }
    // The low byte is the primary result code.
    match code & 0xff {
        sqlite::SQLITE_BUSY | sqlite::SQLITE_LOCKED => Some(StoreError::Busy),
        sqlite::SQLITE_FULL => Some(StoreError::Full),
        sqlite::SQLITE_READONLY | sqlite::SQLITE_CANTOPEN | sqlite::SQLITE_PERM => Some(StoreError::ReadOnly),
        sqlite::SQLITE_NOTADB => Some(StoreError::WrongKey),
        sqlite::SQLITE_CORRUPT => Some(StoreError::Damaged { newest_backup: None }),
        sqlite::SQLITE_CONSTRAINT => {
            let name = message.rsplit_once(": ").map_or(message, |(_, name)| name);
            Some(StoreError::Constraint(name.to_owned()))
        }
        _ => None,
    }
}
