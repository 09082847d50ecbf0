//! A consistent copy of the open database, made beside running writers and still encrypted under the same key.

use std::fs::{self, File};
use std::path::Path;

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Executor};

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// Writes the state of this moment as a new database file at `to`, encrypted under the same key, on the disk when
    /// this returns. Writers go on meanwhile. A partial file is removed on failure.
    ///
    /// # Errors
    /// `Full`, `ReadOnly`, `Damaged` (a page that cannot be read is not copied over silently), `Io` with
    /// `AlreadyExists`.
    pub async fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        // VACUUM INTO counts as writing; a connection of its own keeps every pooled reader read-only.
        let mut connection = self.read().await?.detach();
        connection.execute("PRAGMA query_only = OFF").await?;
        copy_into(&mut connection, to).await?;
        Ok(connection.close().await?)
    }
}

pub(crate) async fn copy_into(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    // SQLite would make the file readable for the group; and an existing one is not ours to overwrite.
    crate::open::create_file(to)?;
    let text = to.to_str().ok_or_else(|| StoreError::Io(std::io::ErrorKind::InvalidFilename.into()))?;
    let copied = sqlx::query("VACUUM INTO ?").bind(text).execute(connection).await;
    let synced = copied
        .map_err(StoreError::from)
        .and_then(|_| Ok(File::options().write(true).open(to)?.sync_all()?));
    if synced.is_err() {
        // The copy is worth nothing; if it cannot be removed either, the first failure is the one to tell.
        let _ = fs::remove_file(to);
    }
    synced
}

/// Makes a rename in this folder durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Removes a file that may be absent.
pub(crate) fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
