//! Bringing a database to the newest schema: once, by one program at a time, with a copy kept of what was before.

use std::fs;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Executor};

use super::{Access, DatabaseKey, FolderLock, connect};
use crate::error::StoreError;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/desk");

pub(super) fn migrations() -> &'static Migrator {
    &MIGRATIONS
}

/// The newest schema that this program knows: the time stamp of its last migration, 0 before the first.
pub static SCHEMA: std::sync::LazyLock<i64> = std::sync::LazyLock::new(|| newest(&MIGRATIONS));

/// Migrates the database at `path` where it is older.
///
/// Each migration is one transaction with its own row of book-keeping: cut off in the middle, it is rolled back by the
/// next opening and repeated.
///
/// A database without any schema is damage, unless it is being made (`is_new`): it must not become an empty vault in
/// silence.
pub(super) async fn up_to_date(
    path: &Path,
    key: &DatabaseKey,
    migrations: &Migrator,
    access: Access,
    is_new: bool,
) -> Result<(), StoreError> {
    let mut connection = connect::alone(path, key, access).await?;
    if schema_of(&mut connection).await?.is_none() && !is_new {
        return Err(StoreError::Damaged { newest_backup: None });
    }
    if !is_older(schema_of(&mut connection).await?, migrations)? {
        return Ok(connection.close().await?);
    }
    let _lock = FolderLock::acquire(path.parent().unwrap_or(Path::new("."))).await?;
    // Another program may have migrated while this one waited.
    let found = schema_of(&mut connection).await?;
    if is_older(found, migrations)? {
        if let Some(found) = found {
            copy_before(&mut connection, path, found, newest(migrations)).await?;
        } else {
            connection.execute("PRAGMA journal_mode = WAL").await?;
        }
        migrations.run_direct(None, &mut connection, false).await?;
    }
    Ok(connection.close().await?)
}

fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn is_older(found: Option<i64>, migrations: &Migrator) -> Result<bool, StoreError> {
    let known = newest(migrations);
    match found {
        Some(found) if found > known => Err(StoreError::Newer { found, known }),
        Some(found) => Ok(found < known),
        None => Ok(true),
    }
}

/// The schema of an open database; `None` if it is still empty.
pub(crate) async fn schema_of(connection: &mut SqliteConnection) -> Result<Option<i64>, StoreError> {
    let known: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')")
            .fetch_one(&mut *connection)
            .await?;
    if !known {
        return Ok(None);
    }
    Ok(sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(connection).await?)
}

/// How many copies from before a migration are kept.
const COPIES_KEPT: usize = 2;

/// Keeps what the database was, as an encrypted database under the same key, complete or absent. A migration that was
/// cut off and is repeated replaces its copy: an older program may have written in between.
async fn copy_before(
    connection: &mut SqliteConnection,
    path: &Path,
    from: i64,
    to: i64,
) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(Path::new(".")).join("backups");
    connect::create_folder(&folder)?;
    let copy = folder.join(format!("schema-{from}-before-{to}.db"));
    let partial = copy.with_extension("partial");
    crate::backup::remove_if_there(&partial)?; // left by a program that was killed here
    crate::backup::copy_into(connection, &partial).await?;
    fs::rename(&partial, &copy)?;
    crate::backup::sync_folder(&folder)?;
    prune(&folder, &copy)
}

/// Removes all but the newest copies; their names sort by schema.
fn prune(folder: &Path, newest: &Path) -> Result<(), StoreError> {
    let mut older: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path != newest && path.extension().is_some_and(|ending| ending == "db"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("schema-")))
        .collect();
    older.sort();
    for path in older.iter().rev().skip(COPIES_KEPT - 1) {
        crate::backup::remove_if_there(path)?;
    }
    Ok(())
}
