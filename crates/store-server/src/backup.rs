//! A consistent copy of the embedded database, made beside running writers. A PostgreSQL database is copied by its own
//! tools (`pg_dump`), which its operator knows.

use std::path::Path;

use crate::{db::Db, error::StoreError, store::Store};

impl Store {
    /// Writes the state of this moment as a new SQLite file at `to`, on the disk when this returns. `false` on PostgreSQL,
    /// where nothing is written.
    ///
    /// The copy needs the same data key. Where it is put in the place of the database, every firm gets a new epoch first
    /// ([`SystemTx::new_epoch`](crate::SystemTx::new_epoch)).
    ///
    /// # Errors
    /// `Io` with `AlreadyExists`, `Full`.
    pub async fn copy_to(&self, to: &Path) -> Result<bool, StoreError> {
        let Db::Sqlite(pools) = &self.db else { return Ok(false) };
        // An existing file is not ours to overwrite; and SQLite would make the new one readable for others.
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(to)?;
        let copied = pools.copy_into(to).await;
        let synced = match copied {
            Ok(()) => std::fs::File::options()
                .write(true)
                .open(to)
                .and_then(|file| file.sync_all())
                .map_err(StoreError::from),
            Err(error) => Err(error),
        };
        if synced.is_err() {
            // The copy is worth nothing; if it cannot be removed either, the first failure is the one to tell.
            let _ = std::fs::remove_file(to);
        }
        synced.map(|()| true)
    }
}
