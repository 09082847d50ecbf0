use super::*;

fn key(byte: u8) -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([byte; 32]))
}

#[tokio::test]
async fn first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let store = Store::create(&path, &key(1)).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    sqlx::raw_sql("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t (b) VALUES ('MARKER')").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let t = std::time::Instant::now();
    store.copy_to(&folder.path().join("copy.db")).await.unwrap();
    println!("copy {:?}", t.elapsed());
    store.checkpoint().await.unwrap();
    store.close().await;
    let t = std::time::Instant::now();
    let wrong = Store::open(&path, &key(2)).await.unwrap_err();
    println!("{wrong:?} {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let copy = Store::open(&folder.path().join("copy.db"), &key(1)).await.unwrap();
    println!("open {:?}", t.elapsed());
    let mut r = copy.read().await.unwrap();
    let s: String = sqlx::query_scalar("SELECT b FROM t").fetch_one(&mut *r).await.unwrap();
    println!("{s}");
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *r).await.unwrap();
    println!("{mode}");
    println!("{:?}", std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect::<Vec<_>>());
}
