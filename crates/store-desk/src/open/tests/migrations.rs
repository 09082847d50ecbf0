//! Older, newer, interrupted, two programs at once.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};

use super::*;

/// The program's migrations and these on top.
fn newer(extra: &[(i64, &'static str)]) -> Migrator {
    let mut all: Vec<Migration> = migrate::migrations().iter().cloned().collect();
    for (version, sql) in extra {
        let sql = sqlx::SqlStr::from_static(sql);
        all.push(Migration::new(*version, Cow::Borrowed("test"), MigrationType::Simple, sql, false));
    }
    Migrator::with_migrations(all)
}

const NEXT: i64 = 30_000_101_000_000;

/// CM-OFF-01: an older database is migrated, and a copy of what it was stays.
#[tokio::test]
async fn cm_off_01_migration_keeps_a_copy() {
    let (folder, path) = database();
    let key = with_notes(&path, 7).await;
    let next = newer(&[(NEXT, "ALTER TABLE note ADD COLUMN later TEXT")]);
    let store = Store::open_with(&path, &key, &next).await.unwrap();
    let mut reader = store.read().await.unwrap();
    reader.fetch_all("SELECT later FROM note").await.unwrap();
    let copies: Vec<_> =
        fs::read_dir(folder.path().join("backups")).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let copy = Store::open(&copies[0], &key).await.unwrap();
    assert_eq!(notes(&copy).await.unwrap(), 7);
}

/// CM-OFF-01: an older program leaves a newer database as it is.
#[tokio::test]
async fn cm_off_01_newer_database_is_refused_unchanged() {
    let (_folder, path) = database();
    let key = with_notes(&path, 2).await;
    let next = newer(&[(NEXT, "ALTER TABLE note ADD COLUMN later TEXT")]);
    Store::open_with(&path, &key, &next).await.unwrap().close().await;
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&path, &key).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: NEXT, .. }), "{refused:?}");
    assert_eq!(refused.problem().code, values::Code::LocalNewer);
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// CM-OFF-01: a migration that breaks off leaves the schema before it, and the next opening repeats it.
#[tokio::test]
async fn cm_off_01_interrupted_migration_is_repeated() {
    let (folder, path) = database();
    let key = with_notes(&path, 4).await;
    let broken = newer(&[
        (NEXT, "ALTER TABLE note ADD COLUMN one TEXT"),
        (
            NEXT + 1,
            "ALTER TABLE note ADD COLUMN two TEXT; UPDATE note SET two = 'half'; SELECT * FROM nowhere",
        ),
    ]);
    Store::open_with(&path, &key, &broken).await.unwrap_err();
    let mut connection = connect::alone(&path, &key, Access::Write).await.unwrap();
    assert_eq!(migrate::schema_of(&mut connection).await.unwrap(), Some(NEXT));
    assert!(connection.execute("SELECT two FROM note").await.is_err(), "rolled back");
    drop(connection);
    let whole = newer(&[
        (NEXT, "ALTER TABLE note ADD COLUMN one TEXT"),
        (NEXT + 1, "ALTER TABLE note ADD COLUMN two TEXT"),
    ]);
    let store = Store::open_with(&path, &key, &whole).await.unwrap();
    assert_eq!(notes(&store).await.unwrap(), 4);
    store.read().await.unwrap().fetch_all("SELECT one, two FROM note").await.unwrap();
    for copy in fs::read_dir(folder.path().join("backups")).unwrap() {
        assert_eq!(copy.unwrap().path().extension().unwrap(), "db", "no partial copy stays");
    }
}

/// CM-OFF-01: a half-written copy of a killed program is not in the way; the newest two copies stay.
#[tokio::test]
async fn cm_off_01_copies_are_replaced_and_bounded() {
    let (folder, path) = database();
    let key = with_notes(&path, 2).await;
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let first = *SCHEMA;
    fs::write(backups.join(format!("schema-{first}-before-{NEXT}.partial")), "half").unwrap();
    fs::write(backups.join(format!("schema-{first}-before-{NEXT}.db")), "stale").unwrap();
    for step in 0..4 {
        let extra: Vec<_> = (0..=step).map(|at| (NEXT + at, "SELECT 1")).collect();
        Store::open_with(&path, &key, &newer(&extra)).await.unwrap().close().await;
        if step == 0 {
            let copy =
                Store::open(&backups.join(format!("schema-{first}-before-{NEXT}.db")), &key).await.unwrap();
            assert_eq!(notes(&copy).await.unwrap(), 2);
            copy.close().await;
        }
    }
    let mut names: Vec<_> =
        fs::read_dir(&backups).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.retain(|name| name != "vault.lock");
    let expected = [(NEXT + 1, NEXT + 2), (NEXT + 2, NEXT + 3)]
        .map(|(from, to)| format!("schema-{from}-before-{to}.db"));
    assert_eq!(names, expected);
}

/// CM-OFF-01: programs that open an old database at the same moment migrate it once.
#[tokio::test(flavor = "multi_thread")]
async fn cm_off_01_openers_at_once_migrate_once() {
    let (folder, path) = database();
    let key = with_notes(&path, 3).await;
    let openers = (0..6).map(|_| {
        let (path, key) = (path.clone(), key.clone());
        tokio::spawn(async move {
            let next = newer(&[(NEXT, "UPDATE note SET text = text || '+'")]);
            Store::open_with(&path, &key, &next).await
        })
    });
    let mut stores = Vec::new();
    for opener in openers.collect::<Vec<_>>() {
        stores.push(opener.await.unwrap().unwrap());
    }
    let mut reader = stores[0].read().await.unwrap();
    let once: i64 =
        sqlx::query_scalar("SELECT count(*) FROM note WHERE text LIKE '%+' AND text NOT LIKE '%++'")
            .fetch_one(&mut *reader)
            .await
            .unwrap();
    assert_eq!(once, 3);
    assert_eq!(fs::read_dir(folder.path().join("backups")).unwrap().count(), 1);
}

/// CM-OFF-01: who waits too long for another program's migration is told so.
#[tokio::test(start_paused = true)]
async fn cm_off_01_lock_of_the_folder() {
    let (folder, _path) = database();
    let held = FolderLock::acquire(folder.path()).await.unwrap();
    assert!(matches!(FolderLock::acquire(folder.path()).await, Err(StoreError::Busy)));
    drop(held);
    FolderLock::acquire(folder.path()).await.unwrap();
}
