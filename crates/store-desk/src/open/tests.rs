//! Real files in a temporary folder.

mod disk;
mod migrations;
mod secrecy;

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::{Executor, Row};
use tempfile::TempDir;

use super::*;

pub(crate) fn key(byte: u8) -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([byte; 32]))
}

pub(crate) fn database() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    (folder, path)
}

/// A closed database with this many notes of a kilobyte each.
pub(crate) async fn with_notes(path: &Path, notes: u32) -> DatabaseKey {
    let key = key(1);
    let store = Store::create(path, &key).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL CHECK (text <> ''), code TEXT UNIQUE) STRICT")
        .await
        .unwrap();
    for _ in 0..notes {
        tx.execute("INSERT INTO note (text) VALUES (hex(randomblob(512)))").await.unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
    key
}

pub(crate) async fn notes(store: &Store) -> Result<i64, StoreError> {
    let mut reader = store.read().await?;
    Ok(sqlx::query_scalar("SELECT count(text) FROM note").fetch_one(&mut *reader).await?)
}

/// CM-OFF-01: what is acknowledged is on the disk; readers cannot write.
#[tokio::test]
async fn cm_off_01_settings_of_every_connection() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let mut reader = store.read().await.unwrap();
    for (pragma, written, read) in [
        ("PRAGMA synchronous", 2, 2),
        ("PRAGMA fullfsync", 1, 1), // macOS: a commit is on the disk, not only on its way
        ("PRAGMA checkpoint_fullfsync", 1, 1),
        ("PRAGMA temp_store", 2, 2),
        ("PRAGMA foreign_keys", 1, 1),
        ("PRAGMA trusted_schema", 0, 0),
        ("PRAGMA query_only", 0, 1),
        ("PRAGMA busy_timeout", 10_000, 10_000),
    ] {
        let row = tx.fetch_one(pragma).await.unwrap();
        assert_eq!(row.get::<i64, _>(0), written, "{pragma} of the writer");
        let row = reader.fetch_one(pragma).await.unwrap();
        assert_eq!(row.get::<i64, _>(0), read, "{pragma} of a reader");
    }
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(mode, "wal");
    let refused = reader.execute("DELETE FROM note").await.map_err(StoreError::from);
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
}

/// CM-OFF-01: a transaction that is not committed leaves nothing, and the next one finds its writer again.
#[tokio::test]
async fn cm_off_01_a_dropped_transaction_leaves_nothing() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 3).await).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.execute("DELETE FROM note").await.unwrap();
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    tx.execute("INSERT INTO note (text) VALUES ('x')").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(notes(&store).await.unwrap(), 4);
}

/// CM-OFF-01: constraints are told by name.
#[tokio::test]
async fn cm_off_01_constraints_by_name() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    for (sql, name) in [
        ("INSERT INTO note (text, code) VALUES ('x', 'a'), ('y', 'a')", "note.code"),
        ("INSERT INTO note (text) VALUES ('')", "text <> ''"),
        ("INSERT INTO note (text) VALUES (NULL)", "note.text"),
    ] {
        let refused = StoreError::from(tx.execute(sql).await.unwrap_err());
        assert_eq!(refused.constraint(), Some(name), "{sql}");
    }
}

/// CM-OFF-01: two programs write one after the other; who waits too long is told so and changed nothing.
#[tokio::test]
async fn cm_off_01_two_programs_write_in_turn() {
    let (_folder, path) = database();
    let key = with_notes(&path, 1).await;
    let (one, two) = (Store::open(&path, &key).await.unwrap(), Store::open(&path, &key).await.unwrap());
    let mut held = one.begin().await.unwrap();
    held.execute("INSERT INTO note (text) VALUES ('one')").await.unwrap();
    two.writer.acquire().await.unwrap().execute("PRAGMA busy_timeout = 50").await.unwrap();
    assert!(matches!(two.begin().await, Err(StoreError::Busy)));
    assert_eq!(notes(&two).await.unwrap(), 1, "readers neither wait nor see half of it");
    held.commit().await.unwrap();
    two.writer.acquire().await.unwrap().execute("PRAGMA busy_timeout = 10000").await.unwrap();
    let writers = (0..20).map(|at| {
        let store = if at % 2 == 0 { one.clone() } else { two.clone() };
        tokio::spawn(async move {
            let mut tx = store.begin().await?;
            tx.execute("INSERT INTO note (text) VALUES ('more')").await?;
            Ok::<_, StoreError>(tx.commit().await?)
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(notes(&one).await.unwrap(), 22);
}

/// CM-SEC-01: locking closes the database; nothing goes on with the old handle, and the log is emptied.
#[tokio::test]
async fn cm_sec_01_closed_is_closed() {
    let (folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    store.close().await;
    assert!(matches!(store.begin().await, Err(StoreError::Closed)));
    assert!(matches!(store.read().await, Err(StoreError::Closed)));
    assert!(!folder.path().join("vault.db-wal").exists());
}

/// CM-OFF-01: a checkpoint in idle time moves into the database what nobody reads any more.
#[tokio::test]
async fn cm_off_01_checkpoint() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    let before = fs::read(&path).unwrap();
    let mut held = store.read().await.unwrap();
    held.execute("BEGIN; SELECT count(*) FROM note").await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.execute("INSERT INTO note (text) VALUES ('x')").await.unwrap();
    tx.commit().await.unwrap();
    assert!(store.checkpoint().await.unwrap() > 0, "a reader still needs the older pages");
    assert_eq!(fs::read(&path).unwrap(), before);
    held.execute("COMMIT").await.unwrap();
    assert_eq!(store.checkpoint().await.unwrap(), 0);
    assert_ne!(fs::read(&path).unwrap(), before);
}

/// CM-OFF-01: a missing file is not made anew by opening it, and an existing one not replaced by making one.
#[tokio::test]
async fn cm_off_01_open_makes_nothing_and_create_replaces_nothing() {
    let (folder, path) = database();
    assert!(matches!(Store::open(&path, &key(1)).await, Err(StoreError::Missing)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let key = with_notes(&path, 1).await;
    assert!(matches!(Store::create(&path, &key).await, Err(StoreError::Io(_))));
    assert_eq!(notes(&Store::open(&path, &key).await.unwrap()).await.unwrap(), 1);
}

/// CM-OFF-01: every failure has its code.
#[test]
fn cm_off_01_codes() {
    use std::io::{Error, ErrorKind};
    use values::Code;
    for (error, code) in [
        (StoreError::Missing, Code::LocalVaultMissing),
        (StoreError::Closed, Code::LocalLocked),
        (StoreError::Busy, Code::LocalBusy),
        (StoreError::WrongKey, Code::LocalKeyWrong),
        (StoreError::WrongKey.key_proven(), Code::LocalStoreDamaged),
        (StoreError::Newer { found: 2, known: 1 }, Code::LocalNewer),
        (StoreError::Inconsistent { table: "t", column: "c", row: "1".into() }, Code::LocalStoreDamaged),
        (Error::from(ErrorKind::StorageFull).into(), Code::LocalStoreFull),
        (Error::from(ErrorKind::QuotaExceeded).into(), Code::LocalStoreFull),
        (Error::from(ErrorKind::ReadOnlyFilesystem).into(), Code::LocalReadOnly),
        (Error::from(ErrorKind::PermissionDenied).into(), Code::LocalReadOnly),
        (Error::from(ErrorKind::Other).into(), Code::Internal),
    ] {
        assert_eq!(error.problem().code, code, "{error:?}");
    }
    let damaged = StoreError::WrongKey.key_proven().with_newest_backup(Some("2026-11-20 09:00:00".into()));
    assert!(damaged.problem().message(values::Lang::En).contains("the backup of 2026-11-20 09:00:00"));
}
