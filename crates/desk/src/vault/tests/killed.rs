//! kill −9 between and within commits, key changes and backups. (Random moments through `xinbao`: the house's tests.)

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::*;
use crate::backup::{RestoreKey, facts, restore};

const CHILD: &str = "XINBAO_TEST_KILLED";
const NAME: &str = "vault::tests::killed::cm_off_01_killed_at_work";

/// Opens the vault whether it was killed with its lock on or off.
async fn open_either(folder: &Path) -> Vault {
    let lock = Vault::doors(folder).unwrap().lock.then(|| pin("246810"));
    Vault::open(folder, Unlock::KeyFile { file: key_file(1), lock }).await.unwrap()
}

/// Works without end and tells each acknowledged note on standard error.
async fn work(folder: &Path) {
    let vault = open_either(folder).await;
    let unlock =
        |is_locked: bool| Unlock::KeyFile { file: key_file(1), lock: is_locked.then(|| pin("246810")) };
    let mut count: u32 = note(&vault).await.unwrap().parse().unwrap();
    loop {
        count += 1;
        vault.store().set_setting("note", &count.to_string()).await.unwrap();
        eprintln!("note {count}");
        let is_locked = Vault::doors(folder).unwrap().lock;
        vault.set_lock(unlock(is_locked), (!is_locked).then(|| pin("246810"))).await.unwrap();
        eprintln!("lock");
        let now = values::Instant::from_millis(i64::from(count));
        vault.back_up(&folder.join("b.xinbao-backup"), now).await.unwrap();
        eprintln!("backup");
    }
}

/// CM-OFF-01: killed after any number of steps: the vault opens, every acknowledged note is there, and the backup, old or
/// new, restores.
#[tokio::test]
async fn cm_off_01_killed_at_work() {
    if let Some(folder) = std::env::var_os(CHILD) {
        return work(Path::new(&folder)).await;
    }
    let (folder, _) = vault_with_note().await;
    let vault = open_either(folder.path()).await;
    vault.store().set_setting("note", "0").await.unwrap();
    vault.back_up(&folder.path().join("b.xinbao-backup"), values::Instant::from_millis(0)).await.unwrap();
    vault.lock().await;
    for lines in 1..=7 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", NAME, "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut acknowledged = None;
        for line in told.take(lines) {
            acknowledged =
                line.strip_prefix("note ").map(|count| count.parse::<u32>().unwrap()).or(acknowledged);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let vault = open_either(folder.path()).await;
        let stored: u32 = note(&vault).await.unwrap().parse().unwrap();
        assert!(acknowledged.is_some_and(|count| stored >= count), "{stored}, acknowledged {acknowledged:?}");
        vault.lock().await;
        let backup = folder.path().join("b.xinbao-backup");
        let target = tempfile::tempdir().unwrap();
        let lock = Some(pin("246810"));
        let key = RestoreKey::KeyFile { file: key_file(1), lock };
        restore(&backup, target.path(), key, Some(KeyChoice::KeyFile(key_file(1)))).await.unwrap();
        let restored: i64 = note(&open_either(target.path()).await).await.unwrap().parse().unwrap();
        assert_eq!(
            restored,
            facts(&backup).unwrap().made_at.millis(),
            "the backup holds the note of its moment"
        );
    }
}
