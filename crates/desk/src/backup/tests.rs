//! Backup and restore with real files.

mod hostile;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use values::{Code, Instant};

use super::*;
use crate::keys::RecoveryCode;
use crate::vault::tests::{
    TestKeychain, by_chain, by_code, by_file, contents, key_file, note, pin, refusal, vault_with_note,
};
use crate::vault::{KeyChoice, Vault};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A backup of a vault with a note, its recovery code, and the folders that hold both.
async fn backed_up() -> (TempDir, PathBuf, RecoveryCode) {
    let (folder, code) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    let file = folder.path().join("b.xinbao-backup");
    vault.back_up(&file, at("2026-11-20T01:02:03Z")).await.unwrap();
    vault.lock().await;
    (folder, file, code)
}

/// CM-SEC-01, CM-OFF-01: a backup restores on another computer by the code, and opens there.
#[tokio::test]
async fn cm_sec_01_restored_by_the_code() {
    let (source, file, code) = backed_up().await;
    let told = facts(&file).unwrap();
    assert_eq!(told.made_at, at("2026-11-20T01:02:03Z"));
    assert_eq!(told.schema, *store_desk::SCHEMA);
    let target = tempfile::tempdir().unwrap();
    let folder = target.path().join("new/vault");
    let chain = TestKeychain::new();
    let device = Some(KeyChoice::Keychain(chain.clone()));
    let restored = restore(&file, &folder, RestoreKey::Recovery(code.clone()), device).await.unwrap();
    assert_eq!(restored, told);
    let original = Vault::open(source.path(), by_file(1)).await.unwrap();
    for unlock in [by_chain(&chain), by_code(&code)] {
        let vault = Vault::open(&folder, unlock).await.unwrap();
        assert_eq!(note(&vault).await.as_deref(), Some("王小明测试"));
        assert_eq!(vault.id(), original.id());
        vault.lock().await;
    }
    let left: Vec<_> =
        contents(&folder).into_keys().map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect();
    assert_eq!(left, [Path::new("keys.json"), Path::new("vault.db"), Path::new("vault.lock")]);
}

/// CM-SEC-01: the key file of the vault restores too.
#[tokio::test]
async fn cm_sec_01_restored_by_key_file() {
    let (_source, file, _) = backed_up().await;
    let target = tempfile::tempdir().unwrap();
    let by = |byte| RestoreKey::KeyFile { file: key_file(byte), lock: None };
    let refused = restore(&file, target.path(), by(2), None).await;
    assert_eq!(refusal(refused), Code::LocalKeyWrong);
    assert_eq!(fs::read_dir(target.path()).unwrap().count(), 0);
    restore(&file, target.path(), by(1), Some(KeyChoice::KeyFile(key_file(1)))).await.unwrap();
    let vault = Vault::open(target.path(), by_file(1)).await.unwrap();
    vault.set_lock(by_file(1), Some(pin("246810"))).await.unwrap();
    let locked = target.path().join("locked.xinbao-backup");
    vault.back_up(&locked, at("2026-11-21T00:00:00Z")).await.unwrap();
    for (lock, code) in [
        (None, Some(Code::LocalLocked)),
        (Some(pin("000000")), Some(Code::LocalKeyWrong)),
        (Some(pin("246810")), None),
    ] {
        let empty = tempfile::tempdir().unwrap();
        let key = RestoreKey::KeyFile { file: key_file(1), lock };
        let found = restore(&locked, empty.path(), key, None).await.err().map(|error| error.problem().code);
        assert_eq!(found, code);
    }
}

/// CM-SEC-01: the password of a vault without a keychain restores its backup.
#[tokio::test]
async fn cm_sec_01_restored_by_password() {
    let source = tempfile::tempdir().unwrap();
    let choice = KeyChoice::Password(pin("password-1"));
    let (vault, _) = Vault::create(source.path(), choice.clone()).await.unwrap();
    let file = source.path().join("b.xinbao-backup");
    vault.back_up(&file, at("2026-11-20T00:00:00Z")).await.unwrap();
    for (text, opens) in [("password-2", false), ("password-1", true)] {
        let target = tempfile::tempdir().unwrap();
        let restored =
            restore(&file, target.path(), RestoreKey::Password(pin(text)), Some(choice.clone())).await;
        assert_eq!(restored.is_ok(), opens);
    }
}

/// CM-SEC-01: a restored vault and its original live on one computer without taking each other's keychain entry.
#[tokio::test]
async fn cm_sec_01_restored_beside_its_original() {
    let chain = TestKeychain::new();
    let source = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(source.path(), KeyChoice::Keychain(chain.clone())).await.unwrap();
    let file = source.path().join("b.xinbao-backup");
    vault.back_up(&file, at("2026-11-20T00:00:00Z")).await.unwrap();
    let target = tempfile::tempdir().unwrap();
    let device = Some(KeyChoice::Keychain(chain.clone()));
    restore(&file, target.path(), RestoreKey::Recovery(code.clone()), device.clone()).await.unwrap();
    for folder in [source.path(), target.path()] {
        Vault::open(folder, by_chain(&chain)).await.unwrap();
    }
    chain.set_broken(true);
    let third = tempfile::tempdir().unwrap();
    restore(&file, third.path(), RestoreKey::Recovery(code.clone()), device).await.unwrap();
    Vault::open(third.path(), by_code(&code)).await.expect("a refusing keychain does not stop a restore");
}

/// CLI contract, `restore`: into an empty folder only; nothing there is touched.
#[tokio::test]
async fn cm_off_01_restore_into_an_empty_folder_only() {
    let (source, file, code) = backed_up().await;
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("letter.txt"), "mine").unwrap();
    for folder in [source.path(), other.path(), &other.path().join("letter.txt")] {
        let refused = restore(&file, folder, RestoreKey::Recovery(code.clone()), None).await;
        assert_eq!(refusal(refused), Code::RestoreNotEmpty);
    }
    assert_eq!(contents(other.path()).len(), 1);
}

/// CM-OFF-01: killed in the middle, a restore is repeated in the same folder.
#[tokio::test]
async fn cm_off_01_interrupted_restore_is_repeated() {
    let (_source, file, code) = backed_up().await;
    let target = tempfile::tempdir().unwrap();
    let making = target.path().join("making");
    fs::create_dir(&making).unwrap();
    fs::write(making.join("vault.db"), "half").unwrap();
    fs::write(making.join("keys.json"), "half").unwrap();
    fs::write(target.path().join("vault.lock"), "").unwrap();
    restore(&file, target.path(), RestoreKey::Recovery(code.clone()), None).await.unwrap();
    let vault = Vault::open(target.path(), by_code(&code)).await.unwrap();
    assert_eq!(note(&vault).await.as_deref(), Some("王小明测试"));
}

/// CM-SEC-01: one backup a China day, the last seven kept, and nothing else removed.
#[tokio::test]
async fn cm_sec_01_daily_backups() {
    let (folder, _) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    for (time, is_made) in [
        ("2026-11-19T15:59:59Z", true),
        ("2026-11-19T16:00:00Z", true), // midnight in China
        ("2026-11-20T01:00:00Z", false),
        ("2026-11-20T15:59:59Z", false),
    ] {
        assert_eq!(Backups::daily(&vault, at(time)).await.unwrap(), is_made, "{time}");
    }
    let days =
        || Backups::list(folder.path()).into_iter().map(|(day, _, _)| day.to_string()).collect::<Vec<_>>();
    assert_eq!(days(), ["2026-11-20", "2026-11-19"]);
    fs::write(folder.path().join("backups/mine.txt"), "mine").unwrap();
    for day in 21..=28 {
        assert!(Backups::daily(&vault, at(&format!("2026-11-{day}T01:00:00Z"))).await.unwrap());
    }
    assert_eq!(days().len(), 7);
    assert_eq!(days().last().unwrap(), "2026-11-22");
    assert_eq!(Backups::newest(folder.path()), Some(at("2026-11-28T01:00:00Z")));
    let mut names: Vec<_> =
        fs::read_dir(folder.path().join("backups")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 9, "seven days, the lock and what is not ours: {names:?}");
}

/// CM-OFF-01: a backup beside a writer holds a moment of the vault, and the writer goes on meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn cm_off_01_backup_beside_a_writer() {
    let (folder, code) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    let store = vault.store().clone();
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let writer = tokio::spawn(async move {
        let mut count = 0_u32;
        while stopped.try_recv().is_err() {
            count += 1;
            store.set_setting("note", &count.to_string()).await.unwrap();
        }
        count
    });
    let file = folder.path().join("b.xinbao-backup");
    for _ in 0..3 {
        vault.back_up(&file, at("2026-11-20T00:00:00Z")).await.unwrap();
    }
    stop.send(()).unwrap();
    let written = writer.await.unwrap();
    let target = tempfile::tempdir().unwrap();
    restore(&file, target.path(), RestoreKey::Recovery(code.clone()), None).await.unwrap();
    let held = note(&Vault::open(target.path(), by_code(&code)).await.unwrap()).await.unwrap();
    assert!(held.parse::<u32>().unwrap() <= written, "{held} of {written}");
}

/// CM-SEC-01: a backup made before the recovery code was renewed opens with the code of its time.
#[tokio::test]
async fn cm_sec_01_code_of_its_time() {
    let (source, file, old) = backed_up().await;
    let vault = Vault::open(source.path(), by_file(1)).await.unwrap();
    let new = vault.renew_recovery(by_file(1)).await.unwrap();
    for (code, opens) in [(new, false), (old, true)] {
        let target = tempfile::tempdir().unwrap();
        let restored = restore(&file, target.path(), RestoreKey::Recovery(code), None).await;
        assert_eq!(restored.is_ok(), opens);
    }
}
