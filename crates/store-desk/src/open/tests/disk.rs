//! Full, read-only, damaged.

use std::process::Command;

use super::*;

/// CM-OFF-01: a full disk is told as such; the transaction leaves nothing; once there is room, work goes on.
#[tokio::test]
async fn cm_off_01_full_disk_loses_nothing() {
    let (_folder, path) = database();
    let store = Store::open(&path, &with_notes(&path, 20).await).await.unwrap();
    let room = |pages: u32| {
        let store = store.clone();
        async move {
            let pragma = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
            store.writer.acquire().await.unwrap().execute(pragma).await.unwrap();
        }
    };
    room(1).await; // SQLite takes the present size as the least
    let fill = async || {
        let mut tx = store.begin().await?;
        for _ in 0..200 {
            tx.execute("INSERT INTO note (text) VALUES (hex(randomblob(512)))").await?;
        }
        Ok::<_, StoreError>(tx.commit().await?)
    };
    let refused = fill().await.unwrap_err();
    assert!(matches!(refused, StoreError::Full), "{refused:?}");
    assert_eq!(notes(&store).await.unwrap(), 20);
    room(1_000_000).await;
    fill().await.unwrap();
    assert_eq!(notes(&store).await.unwrap(), 220);
}

/// CM-OFF-01: the same against the operating system's own refusal, in a process whose files may not grow.
#[cfg(unix)]
#[tokio::test]
async fn cm_off_01_full_disk_of_the_system() {
    const CHILD: &str = "XINBAO_TEST_FULL";
    if let Some(path) = std::env::var_os(CHILD) {
        let path = PathBuf::from(path);
        let store = Store::open(&path, &key(1)).await.unwrap();
        let refused = store.copy_to(&path.with_file_name("copy.db")).await.unwrap_err();
        assert!(matches!(refused, StoreError::Full), "{refused:?}");
        assert!(!path.with_file_name("copy.db").exists(), "no partial copy stays");
        let mut tx = store.begin().await.unwrap();
        let refused = loop {
            match tx.execute("INSERT INTO note (text) VALUES (hex(randomblob(50000)))").await {
                Ok(_) if tx.execute("SELECT 1").await.is_ok() => {}
                Ok(_) => unreachable!("reading needs no room"),
                Err(error) => break StoreError::from(error),
            }
        };
        assert!(matches!(refused, StoreError::Full), "{refused:?}");
        return;
    }
    let (_folder, path) = database();
    let key = with_notes(&path, 2_000).await; // more than 2 MiB
    // 1 KiB units; the limit's signal would kill the process before it could answer.
    let limited = Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 1024; exec \"$@\"", "bash"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "open::tests::disk::cm_off_01_full_disk_of_the_system"])
        .env(CHILD, &path)
        .output()
        .unwrap();
    assert!(limited.status.success(), "{}", String::from_utf8_lossy(&limited.stdout));
    assert_eq!(notes(&Store::open(&path, &key).await.unwrap()).await.unwrap(), 2_000);
}

/// A folder that nobody may write, root included. `None` where the machine does not let us make one.
#[cfg(unix)]
pub(crate) struct ReadOnlyFolder {
    folder: TempDir,
    mounted: bool,
}

#[cfg(unix)]
impl ReadOnlyFolder {
    /// `fill` puts into the folder what should be there. Root is not stopped by permissions, so it gets a small memory
    /// disk that is turned read-only; everyone else a folder without write permission.
    pub(crate) async fn new(fill: impl AsyncFnOnce(&Path)) -> Option<Self> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let probe = folder.path().join("probe");
        fs::create_dir(&probe).unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o555)).unwrap();
        let is_root = fs::write(probe.join("x"), "").is_ok();
        let mounted = is_root && mount(&["-t", "tmpfs", "-o", "size=16m", "tmpfs"], folder.path());
        if is_root && !mounted {
            eprintln!("SKIPPED: root without the right to mount cannot have a read-only folder");
            return None;
        }
        let this = Self { folder, mounted };
        fill(this.path()).await;
        if mounted {
            assert!(mount(&["-o", "remount,ro"], this.path()));
        } else {
            fs::set_permissions(this.path(), fs::Permissions::from_mode(0o555)).unwrap();
        }
        Some(this)
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

#[cfg(unix)]
impl Drop for ReadOnlyFolder {
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        if self.mounted {
            // Connections that are still closing keep the disk only as long as they need it.
            let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
        } else {
            let _ = fs::set_permissions(self.path(), fs::Permissions::from_mode(0o755));
        }
    }
}

#[cfg(unix)]
fn mount(arguments: &[&str], at: &Path) -> bool {
    Command::new("mount").args(arguments).arg(at).output().is_ok_and(|done| done.status.success())
}

/// CM-OFF-01: a folder that cannot be written: nothing is made there, what is there is read, and every write is told.
#[cfg(unix)]
#[tokio::test]
async fn cm_off_01_read_only_folder() {
    let filled = ReadOnlyFolder::new(async |path: &Path| {
        with_notes(&path.join("vault.db"), 3).await;
    });
    let Some(folder) = filled.await else { return };
    let refused = Store::create(&folder.path().join("new.db"), &key(1)).await.unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly), "{refused:?}");
    let store = Store::open(&folder.path().join("vault.db"), &key(1)).await.unwrap();
    assert_eq!(notes(&store).await.unwrap(), 3);
    let refused = store.begin().await.map(drop).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly), "{refused:?}");
    assert_eq!(notes(&store).await.unwrap(), 3);
    store.close().await;
}

/// CM-OFF-01: beside a log that was not moved into it, a file that cannot be written is not read without that log: all
/// of it or a refusal.
#[cfg(unix)]
#[tokio::test]
async fn cm_off_01_read_only_with_a_log() {
    let filled = ReadOnlyFolder::new(async |path: &Path| {
        let made = path.join("made.db");
        with_notes(&made, 3).await;
        let store = Store::open(&made, &key(1)).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.execute("INSERT INTO note (text) VALUES ('later')").await.unwrap();
        tx.commit().await.unwrap();
        // What a program that is killed here leaves behind.
        for end in ["", "-wal"] {
            fs::copy(path.join(format!("made.db{end}")), path.join(format!("vault.db{end}"))).unwrap();
        }
        store.close().await;
    });
    let Some(folder) = filled.await else { return };
    match Store::open(&folder.path().join("vault.db"), &key(1)).await {
        Ok(store) => {
            assert_eq!(notes(&store).await.unwrap(), 4);
            store.close().await;
        }
        Err(refused) => assert!(matches!(refused, StoreError::ReadOnly), "{refused:?}"),
    }
}

/// What is told of a damaged file besides that it is damaged.
fn other_codes(checks: &[crate::doctor::Check]) -> Vec<values::Code> {
    let codes = checks.iter().flat_map(|check| &check.problems).map(|problem| problem.code);
    codes.filter(|code| *code != values::Code::LocalStoreDamaged).collect()
}

/// CM-OFF-01, CM-ERR-01: bytes changed anywhere in any page are noticed when that page is read, and by `examine`.
#[tokio::test]
async fn cm_off_01_changed_bytes_are_noticed() {
    let (_folder, path) = database();
    // So many that the page in the middle is one of theirs.
    let key = with_notes(&path, 600).await;
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    for page in [0, 1, pages / 2, pages - 1] {
        for offset in [17, 2_000, 4_090] {
            let mut bytes = whole.clone();
            bytes[page * 4096 + offset] ^= 0x40;
            fs::write(&path, &bytes).unwrap();
            let checks = crate::doctor::examine(&path, &key).await;
            assert!(!checks[0].ok(), "page {page} offset {offset}: {checks:?}");
            assert_eq!(other_codes(&checks), [], "page {page} offset {offset}");
            let read = match Store::open(&path, &key).await {
                Ok(store) => notes(&store).await.map(drop),
                Err(error) => Err(error),
            };
            // A page that the reading does not need may pass here; never with a wrong answer.
            if let Err(error) = read {
                let error = error.key_proven();
                assert!(
                    matches!(error, StoreError::Damaged { .. }),
                    "page {page} offset {offset}: {error:?}"
                );
            } else {
                assert!(page != 0 && page != pages / 2, "page {page} offset {offset} was read");
            }
        }
    }
}

/// CM-OFF-01: a database that is cut off is noticed, wherever; an empty file is not taken for a new database.
#[tokio::test]
async fn cm_off_01_truncated_database_is_noticed() {
    let (_folder, path) = database();
    let key = with_notes(&path, 60).await;
    let whole = fs::read(&path).unwrap();
    let cuts = [0, 1, 100, 512, 1024, 4095, 4096, 8192, whole.len() / 2, whole.len() - 4096, whole.len() - 1];
    for cut in cuts {
        fs::write(&path, &whole[..cut]).unwrap();
        let read = match Store::open(&path, &key).await {
            Ok(store) => notes(&store).await.map(drop),
            Err(error) => Err(error),
        };
        let checks = crate::doctor::examine(&path, &key).await;
        assert!(checks.iter().any(|check| !check.ok()), "cut at {cut}: {checks:?}");
        assert_eq!(other_codes(&checks), [], "cut at {cut}");
        if let Err(error) = read {
            let error = error.key_proven();
            assert!(matches!(error, StoreError::Damaged { .. }), "cut at {cut}: {error:?}");
        }
        assert_eq!(fs::read(&path).unwrap().len(), cut, "looking changes nothing");
    }
}
