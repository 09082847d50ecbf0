//! Real folders, a keychain in memory, and the system's keyring where there is one.

mod keychains;
mod killed;
mod locks;
mod making;

use std::collections::HashMap;
use std::fs;
use std::sync::Mutex;

use tempfile::TempDir;
use values::Code;

use super::*;
use crate::keys::{DeviceSecret, KeyRing, KeychainError};

/// A keychain in memory, which can fail like one without a bus.
#[derive(Default)]
pub(crate) struct TestKeychain {
    pub(crate) entries: Mutex<HashMap<String, DeviceSecret>>,
    pub(crate) broken: std::sync::atomic::AtomicBool,
}

impl TestKeychain {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    pub(crate) fn set_broken(&self, broken: bool) {
        self.broken.store(broken, std::sync::atomic::Ordering::SeqCst);
    }

    fn entries(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, DeviceSecret>>, KeychainError> {
        if self.broken.load(std::sync::atomic::Ordering::SeqCst) {
            Err(KeychainError)
        } else {
            Ok(self.entries.lock().unwrap())
        }
    }
}

impl Keychain for TestKeychain {
    fn get(&self, entry: &str) -> Result<Option<DeviceSecret>, KeychainError> {
        Ok(self.entries()?.get(entry).cloned())
    }

    fn put(&self, entry: &str, secret: &DeviceSecret) -> Result<(), KeychainError> {
        self.entries()?.insert(entry.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, entry: &str) -> Result<(), KeychainError> {
        self.entries()?.remove(entry);
        Ok(())
    }
}

pub(crate) fn key_file(byte: u8) -> KeyFile {
    KeyFile::parse(&format!("{byte:02x}").repeat(32)).unwrap()
}

pub(crate) fn by_file(byte: u8) -> Unlock {
    Unlock::KeyFile { file: key_file(byte), lock: None }
}

pub(crate) fn by_chain(chain: &Arc<TestKeychain>) -> Unlock {
    Unlock::Keychain { chain: chain.clone(), lock: None }
}

pub(crate) fn by_code(code: &RecoveryCode) -> Unlock {
    Unlock::Recovery { code: code.clone(), renew: None }
}

pub(crate) fn pin(text: &str) -> LockText {
    LockText::new(text).unwrap()
}

/// The code of a refusal.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, VaultError>) -> Code {
    result.unwrap_err().problem().code
}

/// Every file of a folder with its bytes.
pub(crate) fn contents(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// A locked vault that the key file of ones opens, holding one note.
pub(crate) async fn vault_with_note() -> (TempDir, RecoveryCode) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
    vault.store().set_setting("note", "王小明测试").await.unwrap();
    vault.lock().await;
    (folder, code)
}

pub(crate) async fn note(vault: &Vault) -> Option<String> {
    vault.store().setting("note").await.unwrap()
}

/// CM-SEC-01: a vault made with a key file opens with it and with the code, and with nothing else.
#[tokio::test]
async fn cm_sec_01_key_file_and_code_open() {
    let (folder, code) = vault_with_note().await;
    for unlock in [by_file(1), by_code(&code)] {
        let vault = Vault::open(folder.path(), unlock).await.unwrap();
        assert_eq!(note(&vault).await.as_deref(), Some("王小明测试"));
        vault.lock().await;
    }
    let other = tempfile::tempdir().unwrap();
    let (_, other_code) = Vault::create(other.path(), KeyChoice::KeyFile(key_file(3))).await.unwrap();
    let before = contents(folder.path());
    for unlock in [by_file(2), by_code(&other_code), Unlock::Password(pin("password-1"))] {
        assert_eq!(refusal(Vault::open(folder.path(), unlock).await), Code::LocalKeyWrong);
    }
    assert_eq!(contents(folder.path()), before, "a wrong key changes nothing");
}

/// CM-SEC-01: no file of the folder holds what was entered, the key, the code or the secret in a readable form.
#[tokio::test]
async fn cm_sec_01_nothing_readable_in_the_folder() {
    let (folder, code) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    vault.store().set_setting("note", "王小明测试").await.unwrap();
    vault.back_up(&folder.path().join("x.xinbao-backup"), values::Instant::from_millis(0)).await.unwrap();
    let needles = [
        "王小明测试".as_bytes().to_vec(),
        vault.key().bytes().to_vec(),
        crate::keys::hex::encode(vault.key().bytes()).into_bytes(),
        code.grouped().as_bytes().to_vec(),
        code.bytes().to_vec(),
        [1; 32].to_vec(),
        "01".repeat(32).into_bytes(),
    ];
    let files = contents(folder.path());
    assert!(files.keys().any(|path| path.ends_with("vault.db-wal")), "also while it is open");
    for (path, bytes) in files {
        for needle in &needles {
            assert!(
                !bytes.windows(needle.len()).any(|window| window == needle),
                "{needle:?} in {}",
                path.display()
            );
        }
    }
}

/// CM-SEC-01: only the owner may enter the folder and read its files.
#[cfg(unix)]
#[tokio::test]
async fn cm_sec_01_folder_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("a/vault");
    let (vault, _) = Vault::create(&folder, KeyChoice::KeyFile(key_file(1))).await.unwrap();
    vault.back_up(&folder.join("x.xinbao-backup"), values::Instant::from_millis(0)).await.unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for name in ["vault.db", "keys.json", "x.xinbao-backup"] {
        assert_eq!(fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

/// CM-SEC-01: each account has its own folder and key; the names on the disk say nothing.
#[tokio::test]
async fn cm_sec_01_several_vaults() {
    let data = tempfile::tempdir().unwrap();
    assert_eq!(vaults(&data.path().join("absent")).unwrap(), Vec::<PathBuf>::new());
    assert_eq!(next_vault(data.path()), first_vault(data.path()));
    let mut ids = Vec::new();
    for byte in 1..=3 {
        let (vault, _) =
            Vault::create(&next_vault(data.path()), KeyChoice::KeyFile(key_file(byte))).await.unwrap();
        ids.push(vault.id().to_owned());
    }
    fs::create_dir(data.path().join("logs")).unwrap();
    let found = vaults(data.path()).unwrap();
    let names: Vec<_> = found.iter().map(|folder| folder.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["vault", "vault-2", "vault-3"]);
    for (folder, (byte, id)) in found.iter().zip((1..).zip(&ids)) {
        assert_eq!(refusal(Vault::open(folder, by_file(byte + 1)).await), Code::LocalKeyWrong);
        assert_eq!(Vault::open(folder, by_file(byte)).await.unwrap().id(), id);
    }
}

/// CM-OFF-01: a vault open in two programs; each sees what the other wrote.
#[tokio::test]
async fn cm_off_01_two_programs_share_a_vault() {
    let (folder, _) = vault_with_note().await;
    let one = Vault::open(folder.path(), by_file(1)).await.unwrap();
    let two = Vault::open(folder.path(), by_file(1)).await.unwrap();
    one.store().set_setting("note", "one").await.unwrap();
    assert_eq!(note(&two).await.as_deref(), Some("one"));
    two.store().set_setting("note", "two").await.unwrap();
    one.lock().await;
    assert_eq!(note(&two).await.as_deref(), Some("two"));
}

/// CM-OFF-01: damage is told with the time of the newest backup, and is not a wrong key.
#[tokio::test]
async fn cm_off_01_damage_names_the_newest_backup() {
    let (folder, code) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    crate::backup::Backups::daily(&vault, values::Instant::parse("2026-11-20T01:02:03Z").unwrap())
        .await
        .unwrap();
    vault.lock().await;
    let whole = fs::read(folder.path().join(DATABASE)).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    for damaged in [Some(flipped), Some(whole[..1000].to_vec()), Some(Vec::new()), None] {
        match damaged {
            Some(bytes) => fs::write(folder.path().join(DATABASE), bytes).unwrap(),
            None => fs::remove_file(folder.path().join(DATABASE)).unwrap(),
        }
        for unlock in [by_file(1), by_code(&code)] {
            let problem = Vault::open(folder.path(), unlock).await.unwrap_err().problem();
            assert_eq!(problem.code, Code::LocalStoreDamaged);
            assert!(problem.message(values::Lang::Zh).contains("2026-11-20 09:02:03"), "{problem:?}");
        }
        assert_eq!(refusal(Vault::open(folder.path(), by_file(2)).await), Code::LocalKeyWrong);
    }
}

/// CM-OFF-01: `doctor` on a healthy vault, and on one in which one thing after the other is wrong.
#[tokio::test]
async fn cm_off_01_doctor() {
    let (folder, _) = vault_with_note().await;
    let examine = async |byte| doctor(folder.path(), by_file(byte)).await.unwrap();
    let of = |checks: &[store_desk::Check], name| -> Vec<Code> {
        let check =
            checks.iter().find(|check| check.name == name).unwrap_or_else(|| panic!("no check {name}"));
        check.problems.iter().map(|problem| problem.code).collect()
    };
    let checks = examine(1).await;
    assert!(checks.iter().all(store_desk::Check::ok), "{checks:?}");
    assert_eq!(of(&checks, "backups"), [Code::BackupNone]);

    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    crate::backup::Backups::daily(&vault, values::Instant::from_millis(0)).await.unwrap();
    vault.lock().await;
    assert_eq!(of(&examine(1).await, "backups"), []);
    let backup = folder.path().join("backups/1970-01-01.xinbao-backup");
    let mut bytes = fs::read(&backup).unwrap();
    let last = bytes.len() - 40;
    bytes[last] ^= 1;
    fs::write(&backup, bytes).unwrap();
    assert_eq!(of(&examine(1).await, "backups"), [Code::BackupDamaged]);

    assert_eq!(of(&examine(2).await, "keys"), [Code::LocalKeyWrong]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.path().join(DATABASE), fs::Permissions::from_mode(0o644)).unwrap();
        let files = examine(1).await.remove(0);
        let values: Vec<_> = files.problems.iter().map(|problem| problem.value.as_deref()).collect();
        assert_eq!(values, [Some("vault.db")]);
        assert!(files.ok(), "a warning");
    }
    let database = folder.path().join(DATABASE);
    let mut bytes = fs::read(&database).unwrap();
    bytes[5000] ^= 1;
    fs::write(&database, bytes).unwrap();
    assert!(of(&examine(1).await, "cipher_pages").contains(&Code::LocalStoreDamaged));
    fs::remove_file(folder.path().join(KeyRing::FILE)).unwrap();
    assert_eq!(of(&examine(1).await, "keys"), [Code::LocalStoreDamaged]);
    fs::remove_file(database).unwrap();
    assert_eq!(refusal(doctor(folder.path(), by_file(1)).await), Code::LocalVaultMissing);
}
