use sqlx::Executor;

use super::*;
use crate::open::Store;
use crate::open::tests::{database, with_notes};

/// CM-OFF-01: a healthy database passes every check, and is not changed by them.
#[tokio::test]
async fn cm_off_01_healthy() {
    let (_folder, path) = database();
    let key = with_notes(&path, 30).await;
    let before = std::fs::read(&path).unwrap();
    let checks = examine(&path, &key).await;
    let names: Vec<_> = checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["cipher_pages", "structure", "references", "schema"]);
    assert!(checks.iter().all(|check| check.problems.is_empty()), "{checks:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

/// CM-OFF-01: a reference into nowhere is named by table and row.
#[tokio::test]
async fn cm_off_01_broken_reference() {
    let (_folder, path) = database();
    let key = with_notes(&path, 1).await;
    let store = Store::open(&path, &key).await.unwrap();
    let mut connection = alone(&path, &key, Access::Write).await.unwrap();
    connection.execute("PRAGMA foreign_keys = OFF").await.unwrap();
    connection
        .execute(
            "CREATE TABLE reply (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id)) STRICT;
             INSERT INTO reply VALUES (5, 999)",
        )
        .await
        .unwrap();
    connection.close().await.unwrap();
    store.close().await;
    let checks = examine(&path, &key).await;
    assert_eq!(checks[2].name, "references");
    assert_eq!(checks[2].problems[0].value.as_deref(), Some("reply[5] -> note"));
    assert!(checks[0].ok() && checks[1].ok());
}

/// CM-OFF-01: a key that has been proven elsewhere and does not fit is damage, told as a finding and not a failure.
#[tokio::test]
async fn cm_off_01_unreadable() {
    let (_folder, path) = database();
    with_notes(&path, 1).await;
    let checks = examine(&path, &crate::open::tests::key(9)).await;
    assert_eq!(checks.len(), 1);
    assert_eq!(checks[0].problems[0].code, Code::LocalStoreDamaged);
}
