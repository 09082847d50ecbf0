//! Keychains: working, emptied, broken, and the real one.

use super::*;

async fn in_chain(chain: &Arc<TestKeychain>) -> (TempDir, RecoveryCode) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(folder.path(), KeyChoice::Keychain(chain.clone())).await.unwrap();
    vault.lock().await;
    (folder, code)
}

/// CM-SEC-01: the keychain opens without asking.
#[tokio::test]
async fn cm_sec_01_keychain_opens() {
    let chain = TestKeychain::new();
    let (folder, _) = in_chain(&chain).await;
    let doors = Vault::doors(folder.path()).unwrap();
    assert_eq!(doors, Doors { keychain: true, key_file: false, lock: false, tries_left: 10 });
    Vault::open(folder.path(), by_chain(&chain)).await.unwrap();
    assert_eq!(refusal(Vault::open(folder.path(), by_file(1)).await), Code::LocalKeyWrong);
}

/// SECURITY, no lock-out: the entry is deleted, the code opens and makes it anew; a wrong code changes nothing.
#[tokio::test]
async fn cm_sec_01_missing_entry_is_made_anew_by_the_code() {
    let chain = TestKeychain::new();
    let (folder, code) = in_chain(&chain).await;
    chain.entries.lock().unwrap().clear();
    assert_eq!(refusal(Vault::open(folder.path(), by_chain(&chain)).await), Code::LocalKeyMissing);
    let renew = Some(KeyChoice::Keychain(chain.clone()));
    let before = contents(folder.path());
    let wrong = Unlock::Recovery { code: RecoveryCode::generate(), renew: renew.clone() };
    assert_eq!(refusal(Vault::open(folder.path(), wrong).await), Code::LocalKeyWrong);
    assert_eq!(contents(folder.path()), before);
    assert!(chain.entries.lock().unwrap().is_empty());
    Vault::open(folder.path(), Unlock::Recovery { code, renew }).await.unwrap();
    assert_eq!(chain.entries.lock().unwrap().len(), 1);
    Vault::open(folder.path(), by_chain(&chain)).await.unwrap();
}

/// DECISIONS, Keys and locks: without a keychain the code is asked for; no key is ever left in a file instead.
#[tokio::test]
async fn cm_sec_01_broken_keychain_never_falls_back_to_a_file() {
    let chain = TestKeychain::new();
    let (folder, code) = in_chain(&chain).await;
    chain.set_broken(true);
    assert_eq!(refusal(Vault::open(folder.path(), by_chain(&chain)).await), Code::LocalKeychain);
    let before = contents(folder.path());
    let renew = Some(KeyChoice::Keychain(chain.clone()));
    Vault::open(folder.path(), Unlock::Recovery { code, renew }).await.unwrap().lock().await;
    assert_eq!(
        contents(folder.path())[&folder.path().join("keys.json")],
        before[&folder.path().join("keys.json")]
    );
    chain.set_broken(false);
    Vault::open(folder.path(), by_chain(&chain)).await.unwrap();
    let new = tempfile::tempdir().unwrap();
    chain.set_broken(true);
    let made = Vault::create(new.path(), KeyChoice::Keychain(chain.clone())).await;
    assert_eq!(refusal(made), Code::LocalKeychain);
    let made = Vault::create(new.path(), KeyChoice::KeyFile(key_file(1))).await;
    made.expect("nothing of the refused attempt is in the way");
}

/// CM-SEC-01: where there is no keychain, a password opens.
#[tokio::test]
async fn cm_sec_01_password_without_a_keychain() {
    let folder = tempfile::tempdir().unwrap();
    let weak = Vault::create(folder.path(), KeyChoice::Password(pin("12345678"))).await;
    assert_eq!(refusal(weak), Code::PwdClasses);
    let (vault, code) = Vault::create(folder.path(), KeyChoice::Password(pin("lock-my-2"))).await.unwrap();
    vault.lock().await;
    assert!(Vault::doors(folder.path()).unwrap().lock);
    let opened = Vault::open(folder.path(), Unlock::Password(pin("lock-my-2"))).await.unwrap();
    assert_eq!(
        refusal(Vault::open(folder.path(), Unlock::Password(pin("lock-my-3"))).await),
        Code::LocalLockWrong
    );
    let chain = TestKeychain::new();
    assert_eq!(refusal(Vault::open(folder.path(), by_chain(&chain)).await), Code::LocalLocked);
    let removed = opened.set_lock(Unlock::Password(pin("lock-my-2")), None).await;
    assert_eq!(refusal(removed), Code::LocalLockFormat, "nothing would be left to open with");
    opened.set_lock(Unlock::Password(pin("lock-my-2")), Some(pin("lock-my-4"))).await.unwrap();
    Vault::open(folder.path(), Unlock::Password(pin("lock-my-4"))).await.unwrap();
    Vault::open(folder.path(), by_code(&code)).await.unwrap();
}

/// CM-SEC-01: the system's own keychain. On Linux it needs a session bus and an unlocked ring: the test brings its own
/// where `dbus-run-session` and `gnome-keyring-daemon` are installed, and says so where they are not.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn cm_sec_01_system_keychain() {
    use std::process::Command;
    const CHILD: &str = "XINBAO_TEST_KEYCHAIN";
    const NAME: &str = "vault::tests::keychains::cm_sec_01_system_keychain";
    if let Ok(state) = std::env::var(CHILD) {
        let chain: Arc<dyn Keychain> = Arc::new(crate::keys::SystemKeychain);
        let folder = tempfile::tempdir().unwrap();
        let made = Vault::create(folder.path(), KeyChoice::Keychain(chain.clone())).await;
        if state == "none" {
            assert_eq!(refusal(made), Code::LocalKeychain);
            return;
        }
        let (vault, code) = made.unwrap();
        vault.lock().await;
        let unlock = Unlock::Keychain { chain: chain.clone(), lock: None };
        Vault::open(folder.path(), unlock.clone()).await.unwrap().lock().await;
        let Some(ring) = KeyRing::read(folder.path()).unwrap() else { panic!("no keys.json") };
        let Some(crate::keys::SecretPlace::Keychain(entry)) = ring.device.map(|device| device.secret) else {
            panic!("not in the keychain")
        };
        let removing = chain.clone();
        blocking(move || removing.remove(&entry).unwrap()).await;
        assert_eq!(refusal(Vault::open(folder.path(), unlock.clone()).await), Code::LocalKeyMissing);
        let renew = Some(KeyChoice::Keychain(chain));
        Vault::open(folder.path(), Unlock::Recovery { code, renew }).await.unwrap().lock().await;
        Vault::open(folder.path(), unlock).await.unwrap();
        return;
    }
    let this = std::env::current_exe().unwrap();
    let without = Command::new(&this)
        .args(["--exact", NAME])
        .env(CHILD, "none")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env_remove("XDG_RUNTIME_DIR")
        .output()
        .unwrap();
    assert!(without.status.success(), "{}", String::from_utf8_lossy(&without.stdout));
    let installed =
        |name: &str| Command::new("which").arg(name).output().is_ok_and(|found| found.status.success());
    if !installed("dbus-run-session") || !installed("gnome-keyring-daemon") {
        eprintln!("SKIPPED: no keyring service on this machine");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let script = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
    let with = Command::new("dbus-run-session")
        .args(["--", "bash", "-c", script, "bash"])
        .arg(&this)
        .args(["--exact", NAME])
        .env(CHILD, "unlocked")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap();
    assert!(
        with.status.success(),
        "{}{}",
        String::from_utf8_lossy(&with.stdout),
        String::from_utf8_lossy(&with.stderr)
    );
}
