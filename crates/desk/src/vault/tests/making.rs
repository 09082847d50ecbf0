//! Making a vault: all or nothing, and never over another.

use super::*;

/// CLI contract, `init`: a missing folder is made; a vault is never made over another, whole or in part.
#[tokio::test]
async fn cm_off_01_never_over_another() {
    let parent = tempfile::tempdir().unwrap();
    assert_eq!(refusal(Vault::open(&parent.path().join("none"), by_file(1)).await), Code::LocalVaultMissing);
    assert_eq!(refusal(Vault::open(parent.path(), by_file(1)).await), Code::LocalVaultMissing);
    let (folder, _) = vault_with_note().await;
    let before = contents(folder.path());
    let again = || Vault::create(folder.path(), KeyChoice::KeyFile(key_file(2)));
    assert_eq!(refusal(again().await), Code::LocalVaultExists);
    assert_eq!(contents(folder.path()), before);
    for file in ["keys.json", "vault.db"] {
        let aside = folder.path().join("aside");
        fs::rename(folder.path().join(file), &aside).unwrap();
        assert_eq!(refusal(again().await), Code::LocalVaultExists, "without {file}");
        assert_eq!(refusal(Vault::open(folder.path(), by_file(1)).await), Code::LocalStoreDamaged);
        fs::rename(&aside, folder.path().join(file)).unwrap();
    }
    assert_eq!(
        note(&Vault::open(folder.path(), by_file(1)).await.unwrap()).await.as_deref(),
        Some("王小明测试")
    );
}

/// CM-OFF-01: killed after any step of making a vault, either it opens or it is made again.
#[tokio::test]
async fn cm_off_01_killed_while_making() {
    let (whole, _) = vault_with_note().await;
    let [database, keys] = [DATABASE, KeyRing::FILE].map(|name| fs::read(whole.path().join(name)).unwrap());
    /// What lies where: in `making/`, in the folder.
    struct State {
        making: &'static [&'static str],
        placed: &'static [&'static str],
        is_made: bool,
    }
    for state in [
        State { making: &[], placed: &[], is_made: false },
        State { making: &["vault.db"], placed: &[], is_made: false },
        State { making: &["vault.db", "keys.partial"], placed: &[], is_made: false },
        State { making: &["vault.db", "keys.json"], placed: &[], is_made: false },
        State { making: &["vault.db"], placed: &["keys.json"], is_made: true },
        State { making: &[], placed: &["keys.json", "vault.db"], is_made: true },
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("making")).unwrap();
        for (place, names) in [("making", state.making), (".", state.placed)] {
            for name in names {
                let bytes = if *name == DATABASE { &database } else { &keys };
                fs::write(folder.path().join(place).join(name), bytes).unwrap();
            }
        }
        if state.is_made {
            let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
            assert_eq!(note(&vault).await.as_deref(), Some("王小明测试"));
            assert!(!folder.path().join("making").exists());
        } else {
            assert_eq!(refusal(Vault::open(folder.path(), by_file(1)).await), Code::LocalVaultMissing);
            Vault::create(folder.path(), KeyChoice::KeyFile(key_file(1))).await.unwrap();
            Vault::open(folder.path(), by_file(1)).await.unwrap();
        }
    }
}

/// CM-OFF-01: two programs making a vault in one folder: one makes it, the other is told.
#[tokio::test(flavor = "multi_thread")]
async fn cm_off_01_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let making: Vec<_> = (0..3)
        .map(|_| {
            let folder = folder.path().to_owned();
            tokio::spawn(
                async move { Vault::create(&folder, KeyChoice::KeyFile(key_file(1))).await.map(drop) },
            )
        })
        .collect();
    let mut made = 0;
    for one in making {
        match one.await.unwrap() {
            Ok(()) => made += 1,
            Err(error) => assert_eq!(error.problem().code, Code::LocalVaultExists),
        }
    }
    assert_eq!(made, 1);
    Vault::open(folder.path(), by_file(1)).await.unwrap();
}

/// CM-OFF-01: an interrupted change of the keys leaves the old ones, whatever half-written file lies beside them.
#[tokio::test]
async fn cm_off_01_half_written_keys_do_not_count() {
    let (folder, _) = vault_with_note().await;
    fs::write(folder.path().join("keys.partial"), "{\"format\":").unwrap();
    let vault = Vault::open(folder.path(), by_file(1)).await.unwrap();
    vault.renew_recovery(by_file(1)).await.unwrap();
    assert!(!folder.path().join("keys.partial").exists());
}
