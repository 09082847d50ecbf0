//! Damaged, foreign, refused.

use super::*;

/// BACKUP_TYPE, FILE_READ: what is no backup of ours is told as that.
#[tokio::test]
async fn cm_off_01_foreign_files() {
    let folder = tempfile::tempdir().unwrap();
    let code = RecoveryCode::generate();
    let file = folder.path().join("f");
    let target = folder.path().join("target");
    for bytes in [&b""[..], b"X", b"XINBAOB", b"PK\x03\x04 a workbook", &[0; 10_000]] {
        fs::write(&file, bytes).unwrap();
        let refused = restore(&file, &target, RestoreKey::Recovery(code.clone()), None).await;
        assert_eq!(refusal(refused), Code::BackupType, "{bytes:?}");
    }
    let refused =
        restore(&folder.path().join("absent"), &target, RestoreKey::Recovery(code.clone()), None).await;
    let problem = refused.unwrap_err().problem();
    assert_eq!(problem.code, Code::FileRead);
    assert!(problem.message(values::Lang::En).ends_with("it does not exist"));
    assert!(!target.exists());
}

/// BACKUP_DAMAGED: cut off or changed anywhere, it is refused, and nothing is restored.
#[tokio::test]
async fn cm_off_01_damaged_backups() {
    let (_source, file, _) = backed_up().await;
    let whole = fs::read(&file).unwrap();
    let head_end = 12 + usize::try_from(u32::from_le_bytes(whole[8..12].try_into().unwrap())).unwrap() + 32;
    let last = whole.len() - 1;
    let mut variants: Vec<(String, Vec<u8>)> = Vec::new();
    for cut in [8, 11, 12, 100, head_end - 1, head_end, head_end + 5_000, last - 31, last] {
        variants.push((format!("cut at {cut}"), whole[..cut].to_vec()));
    }
    for flip in [8, 9, 11, 12, 60, head_end - 40, head_end - 1, head_end, head_end + 5_000, last - 32, last] {
        let mut bytes = whole.clone();
        bytes[flip] ^= 0x10;
        variants.push((format!("changed at {flip}"), bytes));
    }
    variants.push(("longer".into(), [whole.clone(), vec![0]].concat()));
    let damaged = file.with_extension("damaged");
    let target = tempfile::tempdir().unwrap();
    for (what, bytes) in variants {
        fs::write(&damaged, bytes).unwrap();
        let key = RestoreKey::KeyFile { file: key_file(1), lock: None };
        let refused = restore(&damaged, target.path(), key, None).await;
        assert_eq!(refusal(refused), Code::BackupDamaged, "{what}");
        let left =
            fs::read_dir(target.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
        assert!(left.iter().all(|name| name == "vault.lock"), "{what}: {left:?}");
    }
}

/// LOCAL_NEWER: a backup of a newer program is left alone.
#[tokio::test]
async fn cm_off_01_newer_backups() {
    use sha2::Digest;
    let (_source, file, _) = backed_up().await;
    let whole = fs::read(&file).unwrap();
    let head_bytes = usize::try_from(u32::from_le_bytes(whole[8..12].try_into().unwrap())).unwrap();
    let head = String::from_utf8(whole[12..12 + head_bytes].to_vec()).unwrap();
    let schema = format!("\"schema\":{}", *store_desk::SCHEMA);
    for (from, to) in [("\"version\":1", "\"version\":2"), (schema.as_str(), "\"schema\":99991231000000")] {
        assert!(head.contains(from), "{head}");
        let head = head.replacen(from, to, 1);
        let length = u32::try_from(head.len()).unwrap().to_le_bytes();
        let mut bytes = [b"XINBAOBK".as_slice(), &length, head.as_bytes()].concat();
        let digest = sha2::Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        bytes.extend_from_slice(&whole[12 + head_bytes + 32..]);
        fs::write(&file, bytes).unwrap();
        let target = tempfile::tempdir().unwrap();
        let key = RestoreKey::KeyFile { file: key_file(1), lock: None };
        assert_eq!(refusal(restore(&file, target.path(), key, None).await), Code::LocalNewer, "{to}");
    }
}

/// LOCAL_KEY_WRONG: a wrong code is told apart from damage; the folder is not even made.
#[tokio::test]
async fn cm_sec_01_wrong_code_restores_nothing() {
    let (_source, file, _) = backed_up().await;
    let parent = tempfile::tempdir().unwrap();
    let target = parent.path().join("target");
    let refused = restore(&file, &target, RestoreKey::Recovery(RecoveryCode::generate()), None).await;
    assert_eq!(refusal(refused), Code::LocalKeyWrong);
    assert!(!target.exists());
}

/// FILE_WRITE: a backup replaces an older backup and nothing else, least of all the vault.
#[tokio::test]
async fn cm_off_01_backup_replaces_backups_only() {
    let (source, file, _) = backed_up().await;
    let vault = Vault::open(source.path(), by_file(1)).await.unwrap();
    let now = at("2026-11-21T00:00:00Z");
    vault.back_up(&file, now).await.unwrap();
    assert_eq!(facts(&file).unwrap().made_at, now);
    let letter = source.path().join("letter.txt");
    fs::write(&letter, "mine").unwrap();
    for target in ["vault.db", "keys.json", "letter.txt", ".", "absent/b.xinbao-backup"] {
        let refused = vault.back_up(&source.path().join(target), now).await;
        assert_eq!(refusal(refused), Code::FileWrite, "{target}");
    }
    assert_eq!(fs::read_to_string(&letter).unwrap(), "mine");
    assert_eq!(note(&vault).await.as_deref(), Some("王小明测试"));
}

/// LOCAL_STORE_FULL: a full disk leaves the older backup and nothing partial.
#[cfg(unix)]
#[tokio::test]
async fn cm_off_01_backup_onto_a_full_disk() {
    const CHILD: &str = "XINBAO_TEST_FULL";
    if let Some(folder) = std::env::var_os(CHILD) {
        let folder = PathBuf::from(folder);
        let vault = Vault::open(&folder, by_file(1)).await.unwrap();
        let refused = vault.back_up(&folder.join("b.xinbao-backup"), at("2026-11-22T00:00:00Z")).await;
        assert_eq!(refusal(refused), Code::LocalStoreFull);
        let refused = Backups::daily(&vault, at("2026-11-22T00:00:00Z")).await;
        assert_eq!(refusal(refused), Code::LocalStoreFull);
        return;
    }
    let (source, file, _) = backed_up().await;
    let vault = Vault::open(source.path(), by_file(1)).await.unwrap();
    for at in 0..64 {
        vault.store().set_setting(&format!("large {at}"), &"x".repeat(64 * 1024)).await.unwrap();
    }
    vault.lock().await; // 4 MiB now
    let limited = std::process::Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$@\"", "bash"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "backup::tests::hostile::cm_off_01_backup_onto_a_full_disk"])
        .env(CHILD, source.path())
        .output()
        .unwrap();
    assert!(limited.status.success(), "{}", String::from_utf8_lossy(&limited.stdout));
    assert_eq!(facts(&file).unwrap().made_at, at("2026-11-20T01:02:03Z"));
    let names: Vec<_> = contents(source.path()).into_keys().collect();
    assert!(names.iter().all(|path| !path.to_string_lossy().contains("partial")), "{names:?}");
}
