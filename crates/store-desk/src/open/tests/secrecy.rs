//! Nothing on the disk can be read without the key.

use super::*;

/// The needles in every form in which SQLite, or careless code, might write them.
fn forms(needle: &str) -> [Vec<u8>; 3] {
    [
        needle.as_bytes().to_vec(),
        needle.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        needle.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ]
}

fn assert_unreadable(folder: &Path, needles: &[&str]) {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        files += usize::from(!bytes.is_empty());
        for needle in needles {
            for form in forms(needle) {
                assert!(
                    !bytes.windows(form.len()).any(|window| window == form),
                    "{needle} in {}",
                    path.display()
                );
            }
        }
        assert!(!bytes.starts_with(b"SQLite format 3"), "{}", path.display());
    }
    assert!(files > 1, "nothing was searched");
}

/// CM-SEC-01: database, write-ahead log, shared memory, copy: no name, number or goods.
#[tokio::test]
async fn cm_sec_01_raw_files_hold_nothing_readable() {
    const NEEDLES: &[&str] = &["王小明测试", "E87654321", "13800138000", "不锈钢保温杯"];
    let (folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 10).await).await.unwrap();
    for needle in NEEDLES {
        let mut tx = store.begin().await.unwrap();
        for _ in 0..200 {
            sqlx::query("INSERT INTO note (text) VALUES (?)").bind(needle).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_unreadable(folder.path(), NEEDLES); // in the log
    }
    store.checkpoint().await.unwrap();
    store.copy_to(&folder.path().join("copy.db")).await.unwrap();
    assert_unreadable(folder.path(), NEEDLES);
    store.close().await;
    assert_unreadable(folder.path(), NEEDLES);
}

/// CM-SEC-01: sorting more than the cache holds makes no temporary file.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn cm_sec_01_sorting_makes_no_file() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    let mut reader = store.read().await.unwrap();
    // 20,000 × 1 KiB is more than a reader's 8 MiB; the outer rows arrive while the sorter is open.
    let mut rows = reader.fetch(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
         SELECT i, hex(randomblob(512)) AS text FROM n ORDER BY text",
    );
    use futures_util::TryStreamExt;
    rows.try_next().await.unwrap().unwrap();
    let open: Vec<_> = fs::read_dir("/proc/self/fd")
        .unwrap()
        .filter_map(|fd| fs::read_link(fd.ok()?.path()).ok())
        .filter(|file| file.to_string_lossy().contains("etilqs"))
        .collect();
    assert!(open.is_empty(), "{open:?}");
}

/// CM-SEC-01: a wrong key is told as such, at once, and changes nothing.
#[tokio::test]
async fn cm_sec_01_wrong_key() {
    let (_folder, path) = database();
    with_notes(&path, 5).await;
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path, &key(2)).await, Err(StoreError::WrongKey)));
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// CM-SEC-01: only the owner may read the files.
#[cfg(unix)]
#[tokio::test]
async fn cm_sec_01_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 1).await).await.unwrap();
    store.begin().await.unwrap().execute("DELETE FROM note").await.unwrap();
    store.copy_to(&folder.path().join("copy.db")).await.unwrap();
    for name in ["vault.db", "vault.db-wal", "vault.db-shm", "copy.db"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

/// CM-SEC-01: a key never shows in what may be logged.
#[tokio::test]
async fn cm_sec_01_keys_are_not_printed() {
    let (_folder, path) = database();
    let key = with_notes(&path, 1).await;
    let store = Store::open(&path, &key).await.unwrap();
    assert_eq!(format!("{key:?}"), "DatabaseKey");
    assert!(!format!("{store:?}").contains("0101"));
}
