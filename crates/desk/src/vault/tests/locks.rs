//! PIN and password.

use super::*;

fn with_pin(chain: &Arc<TestKeychain>, text: &str) -> Unlock {
    Unlock::Keychain { chain: chain.clone(), lock: Some(pin(text)) }
}

async fn locked(chain: &Arc<TestKeychain>) -> (TempDir, RecoveryCode) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(folder.path(), KeyChoice::Keychain(chain.clone())).await.unwrap();
    vault.set_lock(by_chain(chain), Some(pin("246810"))).await.unwrap();
    vault.lock().await;
    (folder, code)
}

/// DECISIONS, Keys and locks: with a lock the keychain alone no longer opens.
#[tokio::test]
async fn cm_sec_01_lock_set_changed_removed() {
    let chain = TestKeychain::new();
    let (folder, _) = locked(&chain).await;
    assert_eq!(chain.entries.lock().unwrap().len(), 1, "the entry of the open wrap is gone");
    assert!(Vault::doors(folder.path()).unwrap().lock);
    assert_eq!(refusal(Vault::open(folder.path(), by_chain(&chain)).await), Code::LocalLocked);
    let vault = Vault::open(folder.path(), with_pin(&chain, "246810")).await.unwrap();
    assert_eq!(refusal(vault.set_lock(by_chain(&chain), None).await), Code::LocalLocked);
    assert_eq!(refusal(vault.set_lock(with_pin(&chain, "000000"), None).await), Code::LocalLockWrong);
    vault.set_lock(with_pin(&chain, "246810"), Some(pin("密码密码密码"))).await.unwrap();
    assert_eq!(refusal(Vault::open(folder.path(), with_pin(&chain, "246810")).await), Code::LocalLockWrong);
    Vault::open(folder.path(), with_pin(&chain, "密码密码密码")).await.unwrap();
    vault.set_lock(with_pin(&chain, "密码密码密码"), None).await.unwrap();
    Vault::open(folder.path(), by_chain(&chain)).await.unwrap();
    assert!(!Vault::doors(folder.path()).unwrap().lock);
}

/// DECISIONS, Keys and locks: ten wrong tries, then only the recovery code; the right PIN comes too late.
#[tokio::test]
async fn cm_sec_01_ten_wrong_tries() {
    let chain = TestKeychain::new();
    let (folder, code) = locked(&chain).await;
    for left in (1..=9).rev() {
        let problem = Vault::open(folder.path(), with_pin(&chain, "111111")).await.unwrap_err().problem();
        assert_eq!(problem.code, Code::LocalLockWrong);
        assert_eq!(problem.params, [("left", left.to_string().into_boxed_str())]);
        assert_eq!(Vault::doors(folder.path()).unwrap().tries_left, left);
    }
    assert_eq!(refusal(Vault::open(folder.path(), with_pin(&chain, "111111")).await), Code::LocalLockSpent);
    assert_eq!(refusal(Vault::open(folder.path(), with_pin(&chain, "246810")).await), Code::LocalLockSpent);
    assert_eq!(Vault::doors(folder.path()).unwrap().tries_left, 0);
    Vault::open(folder.path(), by_code(&code)).await.unwrap().lock().await;
    let renew = Some(KeyChoice::Keychain(chain.clone()));
    Vault::open(folder.path(), Unlock::Recovery { code, renew }).await.unwrap().lock().await;
    Vault::open(folder.path(), by_chain(&chain)).await.expect("the code ended the lock");
}

/// DECISIONS, Keys and locks: the right PIN gives the tries back; what is no try of a PIN costs none.
#[tokio::test]
async fn cm_sec_01_tries_are_given_back() {
    let chain = TestKeychain::new();
    let (folder, _) = locked(&chain).await;
    let left = || Vault::doors(folder.path()).unwrap().tries_left;
    assert_eq!(refusal(Vault::open(folder.path(), with_pin(&chain, "111111")).await), Code::LocalLockWrong);
    assert_eq!(left(), 9);
    let stranger = TestKeychain::new();
    let entry = chain.entries.lock().unwrap().keys().next().unwrap().clone();
    stranger.put(&entry, &DeviceSecret::generate()).unwrap();
    assert_eq!(refusal(Vault::open(folder.path(), with_pin(&stranger, "246810")).await), Code::LocalKeyWrong);
    assert_eq!(refusal(Vault::open(folder.path(), by_chain(&chain)).await), Code::LocalLocked);
    assert_eq!(
        refusal(Vault::open(folder.path(), by_code(&RecoveryCode::generate())).await),
        Code::LocalKeyWrong
    );
    assert_eq!(left(), 9);
    Vault::open(folder.path(), with_pin(&chain, "246810")).await.unwrap();
    assert_eq!(left(), 10);
}

/// DECISIONS, Keys and locks: a try that cannot be counted is not checked, so that nothing gives tries back.
#[tokio::test]
async fn cm_sec_01_uncounted_tries_are_not_checked() {
    let chain = TestKeychain::new();
    let (folder, _) = locked(&chain).await;
    let in_the_way = folder.path().join("keys.partial");
    fs::create_dir(&in_the_way).unwrap();
    let refused = Vault::open(folder.path(), with_pin(&chain, "246810")).await.unwrap_err();
    assert!(matches!(refused, VaultError::Store(_)), "{refused:?}");
    fs::remove_dir(&in_the_way).unwrap();
    Vault::open(folder.path(), with_pin(&chain, "246810")).await.unwrap();
}

/// DECISIONS, Keys and locks: many programs trying at once still have ten tries together.
#[tokio::test(flavor = "multi_thread")]
async fn cm_sec_01_tries_at_once_are_counted() {
    let chain = TestKeychain::new();
    let (folder, _) = locked(&chain).await;
    let tries: Vec<_> = (0..6)
        .map(|_| {
            let (folder, unlock) = (folder.path().to_owned(), with_pin(&chain, "111111"));
            tokio::spawn(async move { refusal(Vault::open(&folder, unlock).await) })
        })
        .collect();
    for attempt in tries {
        assert_eq!(attempt.await.unwrap(), Code::LocalLockWrong);
    }
    assert_eq!(Vault::doors(folder.path()).unwrap().tries_left, 4);
}

/// CM-SEC-01: a key file with a lock needs both as well.
#[tokio::test]
async fn cm_sec_01_key_file_with_lock() {
    let (folder, _) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    vault.set_lock(by_file(1), Some(pin("246810"))).await.unwrap();
    assert_eq!(refusal(Vault::open(folder.path(), by_file(1)).await), Code::LocalLocked);
    let unlock = |byte, text| Unlock::KeyFile { file: key_file(byte), lock: Some(pin(text)) };
    assert_eq!(refusal(Vault::open(folder.path(), unlock(2, "246810")).await), Code::LocalKeyWrong);
    assert_eq!(Vault::doors(folder.path()).unwrap().tries_left, 10);
    Vault::open(folder.path(), unlock(1, "246810")).await.unwrap();
}

/// CM-SEC-01: a new recovery code replaces the old one; asking for it takes what opens the vault.
#[tokio::test]
async fn cm_sec_01_recovery_code_renewed() {
    let (folder, old) = vault_with_note().await;
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    assert_eq!(refusal(vault.renew_recovery(by_file(2)).await), Code::LocalKeyWrong);
    let new = vault.renew_recovery(by_file(1)).await.unwrap();
    assert_eq!(refusal(Vault::open(folder.path(), by_code(&old)).await), Code::LocalKeyWrong);
    for unlock in [by_code(&new), by_file(1)] {
        Vault::open(folder.path(), unlock).await.unwrap();
    }
}
