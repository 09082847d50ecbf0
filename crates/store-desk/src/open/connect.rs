//! Connections: the key before anything else, then durability and bounds.

use std::fs;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use zeroize::Zeroizing;

use super::{DatabaseKey, ending};
use crate::error::{BUSY_TIMEOUT_SECONDS, StoreError};

const BUSY_TIMEOUT: Duration = Duration::from_secs(BUSY_TIMEOUT_SECONDS);
/// SQLCipher's page.
const PAGE_BYTES: u64 = 4096;
/// Reads beside each other: list, detail, search and a background reader.
const READERS: u32 = 4;

/// For every connection. Sorting and transient tables stay in memory, so that no readable temporary file can exist;
/// `trusted_schema` keeps a planted view or trigger from calling functions with effects. On macOS only a full flush reaches the
/// disk, at commits and at checkpoints, which readers do as well; elsewhere those two settings do nothing.
const EVERY: &str = "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; \
                     PRAGMA foreign_keys = ON; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; ";
/// A commit is on the disk when it is acknowledged. Checkpoints run in idle time; 64 MiB of log is the point where a
/// writer does it itself. Page cache: 64 MiB, which holds an order of 100,000 lines with its
/// indexes: with half of it an edit in one took a fifth longer than in a small order.
const WRITER: &str = "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384; \
                      PRAGMA journal_size_limit = 67108864";
/// Page cache: 8 MiB for each of the readers.
const READER: &str = "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA query_only = ON";

/// What a store may do with its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and write.
    Write,
    /// Read only, on a medium or in a folder that cannot be written.
    Read,
}

/// Makes an empty file that only its owner can read; SQLite gives its log files the same mode.
pub(crate) fn create_file(path: &Path) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.sync_all()?;
    Ok(())
}

/// Makes a folder that only its owner can enter, if it is not there.
pub(super) fn create_folder(path: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(path)?)
}

/// SQLite would open a file that cannot be written and fail at the first edit; and it would take a file of less than
/// a page, as a crash of the file system may leave it, for a new database. Said at opening instead.
pub(crate) fn check_file(path: &Path, access: Access) -> Result<(), StoreError> {
    match fs::OpenOptions::new().read(true).write(access == Access::Write).open(path) {
        Ok(file) if file.metadata()?.len() < PAGE_BYTES => Err(StoreError::Damaged { newest_backup: None }),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(StoreError::Missing),
        Err(error) => Err(error.into()),
    }
}

/// One writer; it stays open for the life of the store.
pub(super) fn writer(path: &Path, key: &DatabaseKey, access: Access) -> SqlitePool {
    pool(options(path, access), key, 1, WRITER)
}

/// The readers, opened when first needed.
pub(super) fn readers(path: &Path, key: &DatabaseKey, access: Access) -> SqlitePool {
    pool(options(path, access), key, READERS, READER)
}

/// A single connection with the writer's settings, whose first read has proven the key.
pub(crate) async fn alone(
    path: &Path,
    key: &DatabaseKey,
    access: Access,
) -> Result<SqliteConnection, StoreError> {
    let mut connection = options(path, access).connect().await?;
    prepare(&mut connection, key, WRITER).await?;
    Ok(connection)
}

fn pool(
    options: SqliteConnectOptions,
    key: &DatabaseKey,
    connections: u32,
    settings: &'static str,
) -> SqlitePool {
    let key = key.clone();
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(BUSY_TIMEOUT)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false) // a connection to a file does not go stale; spares a round trip per statement
        .after_connect(move |connection, _| {
            // The key is handed over here, not in the options: those keep it as plain text and are not wiped.
            let key = key.clone();
            Box::pin(async move { prepare(connection, &key, settings).await })
        })
        .after_release(|connection, _| {
            // After some failures (a full disk) SQLite has ended the transaction by itself. The driver still counts
            // it and would refuse the next one; such a connection is closed, and the next `begin` opens another.
            Box::pin(async move {
                connection.ping().await?; // lets a rollback that is under way finish
                Ok(!connection.is_in_transaction())
            })
        })
        .connect_lazy_with(options)
}

fn options(path: &Path, access: Access) -> SqliteConnectOptions {
    // Before SQLCipher does: without the clean-up at the program's end, which frees what the threads of connections that were
    // just closed free as well ("double free" in one of some ten thousand runs). The system takes the memory back.
    openssl_sys::init();
    // Statement logging is off because the first statement contains the key.
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .thread_name(|_| ending::THREAD.to_owned())
        .disable_statement_logging();
    match access {
        Access::Write => options,
        // Without a log nothing is missing in the file itself, and SQLite need not make the log's index beside it, which it
        // could not. With a log, what that says must not be passed over: SQLite reads it if it can, or refuses.
        Access::Read => options.read_only(true).immutable(!log_of(path).exists()),
    }
}

/// The write-ahead log of a database.
fn log_of(path: &Path) -> std::path::PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

async fn prepare(
    connection: &mut SqliteConnection,
    key: &DatabaseKey,
    settings: &'static str,
) -> Result<(), sqlx::Error> {
    ending::wait_for_connections();
    // SQLCipher would write each failed page to standard error; what it means is said by our own codes.
    connection.execute("PRAGMA cipher_log_level = NONE").await?;
    connection.execute(AssertSqlSafe(key_pragma(key).as_str())).await?;
    // SQLCipher looks at the key with the first page that is read.
    connection.execute("SELECT count(*) FROM sqlite_schema").await?;
    connection.execute(EVERY).await?;
    connection.execute(settings).await?;
    Ok(())
}

/// A raw key, so that opening costs no key stretching.
fn key_pragma(key: &DatabaseKey) -> Zeroizing<String> {
    use std::fmt::Write;
    let mut statement = Zeroizing::new(String::with_capacity(96));
    statement.push_str("PRAGMA key = \"x'");
    for byte in key.0.iter() {
        write!(statement, "{byte:02x}").expect("writing to a String cannot fail");
    }
    statement.push_str("'\"");
    statement
}
