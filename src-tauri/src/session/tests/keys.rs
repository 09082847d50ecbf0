//! First run, locks, recovery, backups and the way back (CM-SEC-01, CM-OFF-01).

use std::{fs, sync::Arc};

use super::{MemoryKeychain, choosing, open_session, place, session_on};
use crate::{
    place::Place,
    session::Session,
    views::{BackupKey, KeepingChoice, KeepingView, RecoveryView, VaultState},
};

const PIN: &str = "135790";

fn password(text: &str) -> KeepingChoice {
    KeepingChoice::Password { text: text.to_owned() }
}

/// A session of the next start of the program, on the same folders.
fn next_start(session: &Session, keychain: &Arc<MemoryKeychain>) -> Session {
    session_on(session.place(), Arc::clone(keychain))
}

fn keychain_place(folder: &std::path::Path) -> Place {
    Place { key_file: None, ..place(folder) }
}

async fn state(session: &Session) -> (VaultState, Option<KeepingView>, bool, bool) {
    let view = session.vault().await;
    (view.state, view.keeping, view.has_lock, view.recovery_kept)
}

/// A clerk's first minutes: no vault, a vault, its code kept, a lock, the wrong PIN, the right one, the code.
#[tokio::test]
async fn a_vault_is_made_locked_unlocked_and_recovered() {
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = MemoryKeychain::answering();
    let session = session_on(keychain_place(folder.path()), Arc::clone(&keychain));
    let first = session.vault().await;
    assert_eq!((first.state, first.keychain_answers), (VaultState::Missing, true));
    assert!(first.problem.is_none());

    let recovery = session.create_vault(KeepingChoice::Computer).await.expect("the folder is empty");
    assert_eq!(recovery.groups.len(), 6);
    let keychain_view = Some(KeepingView::Keychain);
    assert_eq!(state(&session).await, (VaultState::Open, keychain_view, false, false));
    let twice = session.create_vault(KeepingChoice::Computer).await.map(drop).expect_err("there is one");
    assert_eq!(twice.code, "LOCAL_VAULT_EXISTS");

    session.recovery_kept().await.expect("the vault is open");
    session.set_lock(None, Some(PIN)).await.expect("nothing locks it yet");
    assert_eq!(state(&session).await, (VaultState::Open, keychain_view, true, true));
    session.lock_vault().await;
    assert_eq!(state(&session).await.0, VaultState::Locked);
    assert_eq!(session.create_order().await.expect_err("it is locked").code, "LOCAL_LOCKED");

    let wrong = session.unlock_vault("000000").await.expect_err("another PIN");
    assert_eq!((wrong.code.as_str(), wrong.params["left"].as_str()), ("LOCAL_LOCK_WRONG", "9"));
    session.unlock_vault(PIN).await.expect("it is the PIN");
    session.create_order().await.expect("it is open");
    session.close().await;

    let session = next_start(&session, &keychain);
    assert_eq!(state(&session).await.0, VaultState::Locked);
    let code = recovery.groups.join("-");
    let wrong = session.recover_vault(&code.replace(&code[..5], "00000")).await.expect_err("mistyped");
    assert_eq!(wrong.code, "LOCAL_KEY_WRONG");
    session.recover_vault(&code).await.expect("the code opens");
    assert_eq!(state(&session).await, (VaultState::Open, keychain_view, false, true));
    session.close().await;
}

/// A computer without a keychain: a password opens, and the settings can change it with the recovery code alone.
#[tokio::test]
async fn a_computer_without_a_keychain_asks_for_a_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = Arc::new(MemoryKeychain::default());
    let session = session_on(keychain_place(folder.path()), Arc::clone(&keychain));
    assert!(!session.vault().await.keychain_answers);
    let refused = session.create_vault(KeepingChoice::Computer).await.map(drop).expect_err("no keychain");
    assert_eq!(refused.code, "LOCAL_KEYCHAIN");
    for (text, code) in
        [("short", "LOCAL_LOCK_FORMAT"), ("1234567", "PWD_LENGTH"), ("12345678", "PWD_CLASSES")]
    {
        let refused = session.create_vault(password(text)).await.map(drop).expect_err("too weak");
        assert_eq!(refused.code, code);
    }
    let recovery = session.create_vault(password("correct horse 1")).await.expect("strong enough");
    session.close().await;

    let session = next_start(&session, &keychain);
    assert_eq!(state(&session).await.0, VaultState::Locked);
    session.unlock_vault("correct horse 1").await.expect("it is the password");
    assert_eq!(state(&session).await, (VaultState::Open, Some(KeepingView::Password), true, false));
    session
        .set_lock(Some(&recovery.groups.concat()), Some("battery staple 2"))
        .await
        .expect("the code proves it");
    session.lock_vault().await;
    session.unlock_vault("battery staple 2").await.expect("it is the new password");
    session.close().await;
}

/// The new code opens, the old one no longer; the file has the code, and nobody else can read it.
#[tokio::test]
async fn a_recovery_code_is_renewed_and_written_to_a_file() {
    let (folder, session) = open_session().await;
    let old = session.renew_recovery(None).await.expect("the key file proves it");
    let new = session.renew_recovery(None).await.expect("the key file proves it");
    assert!(!session.vault().await.recovery_kept);
    let path = folder.path().join("code.txt");
    let saved =
        session.save_recovery(&choosing(folder.path(), std::slice::from_ref(&path)), new.clone()).await;
    assert_eq!(
        saved.expect("the folder is writable").expect("a path was chosen").path,
        path.display().to_string()
    );
    let text = fs::read_to_string(&path).expect("it was written");
    assert!(text.contains(&new.groups.join("-")) && text.contains(&new.made_on));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
    }
    let forged = RecoveryView { groups: vec!["AAAAA".to_owned()], ..new.clone() };
    let refused = session.save_recovery(&choosing(folder.path(), &[path]), forged).await.map(drop);
    assert_eq!(refused.expect_err("that is no code").code, "LOCAL_KEY_WRONG");

    let refused = session.recover_vault(&old.groups.concat()).await.expect_err("it was replaced");
    assert_eq!(refused.code, "LOCAL_KEY_WRONG");
    session.recover_vault(&new.groups.concat()).await.expect("it is the code");
    session.close().await;
}

/// A backup becomes a second vault beside the first; the session works there, and so does the next start.
#[tokio::test]
async fn a_backup_is_restored_into_a_new_vault_beside_the_present_one() {
    let (folder, session) = open_session().await;
    let code = session.renew_recovery(None).await.expect("the key file proves it").groups.concat();
    let kept = session.create_order().await.expect("the vault is open");
    let path = folder.path().join("a.xinbao-backup");
    let dialogs = choosing(folder.path(), std::slice::from_ref(&path));
    session.back_up(&dialogs).await.expect("it can be written").expect("a path was chosen");
    assert!(session.back_up(&dialogs).await.expect("closing a dialog is no fault").is_none());
    let later = session.create_order().await.expect("the vault is open");

    let (moved, moves) = std::sync::mpsc::channel();
    session.moved_by(move |to| moved.send(to.to_owned()).expect("the test hears"));
    let recovery = |code: &str| BackupKey::Recovery { code: code.to_owned() };
    let wrong = "00000".repeat(6);
    let refused = session
        .restore_backup(&dialogs, Some(path.clone()), recovery(&wrong), KeepingChoice::Computer)
        .await
        .map(drop)
        .expect_err("another code");
    assert_eq!(refused.code, "LOCAL_KEY_WRONG");
    let no_backup = session
        .restore_backup(&dialogs, Some(folder.path().join("key")), recovery(&code), KeepingChoice::Computer)
        .await
        .map(drop)
        .expect_err("that is a key file");
    assert_eq!(no_backup.code, "BACKUP_TYPE");
    session.order(&later).await.expect("a refused restore leaves everything as it is");

    let restored = session
        .restore_backup(&dialogs, Some(path), recovery(&code), KeepingChoice::Computer)
        .await
        .expect("it is the code")
        .expect("a path was given");
    assert_eq!(restored.state, VaultState::Open);
    assert_eq!(restored.folder, folder.path().join("vault-2").display().to_string());
    // The window answers under the new vault's name as well; refused restores moved nothing.
    assert_eq!(moves.try_iter().collect::<Vec<_>>(), [folder.path().join("vault-2")]);
    session.order(&kept).await.expect("it was there when the backup was made");
    assert_eq!(session.order(&later).await.expect_err("it came later").code, "NOT_FOUND");
    session.close().await;
    assert_eq!(desk::vault::present_vault(folder.path()), folder.path().join("vault-2"));
    assert_eq!(desk::vault::vaults(folder.path()).expect("the folder is readable").len(), 2);
}

/// DECISIONS, Keys and locks: a keychain that lost its entry, ten wrong PINs: the code opens, and what keeps the vault here
/// is made anew.
#[tokio::test]
async fn the_recovery_code_answers_a_lost_keychain_entry_and_spent_tries() {
    let folder = tempfile::tempdir().expect("a folder");
    let keychain = MemoryKeychain::answering();
    let session = session_on(keychain_place(folder.path()), Arc::clone(&keychain));
    let recovery = session.create_vault(KeepingChoice::Computer).await.expect("the folder is empty");
    let code = recovery.groups.join(" ").to_lowercase();
    session.close().await;

    keychain.entries().expect("it answers").clear();
    let session = next_start(&session, &keychain);
    let lost = session.vault().await;
    assert_eq!(
        (lost.state, lost.problem.expect("it says why").code.as_str()),
        (VaultState::Closed, "LOCAL_KEY_MISSING")
    );
    session.recover_vault(&code).await.expect("the code opens");
    session.set_lock(None, Some(PIN)).await.expect("nothing locks it yet");
    session.close().await;

    let session = next_start(&session, &keychain);
    for left in (0..10).rev() {
        let wrong = session.unlock_vault("000000").await.expect_err("another PIN");
        assert_eq!(wrong.code, if left == 0 { "LOCAL_LOCK_SPENT" } else { "LOCAL_LOCK_WRONG" });
    }
    assert_eq!(session.unlock_vault(PIN).await.expect_err("no try is left").code, "LOCAL_LOCK_SPENT");
    session.unlock_vault(&code).await.expect("the code is understood where a PIN is asked for");
    session.close().await;
    let session = next_start(&session, &keychain);
    assert_eq!(state(&session).await, (VaultState::Open, Some(KeepingView::Keychain), false, false));
    session.close().await;
}

/// CM-OFF-01: a damaged vault says so with its newest backup's time; the backups are listed, and one of them goes on.
#[tokio::test]
async fn a_damaged_vault_names_its_backups_and_one_is_restored() {
    let (folder, session) = open_session().await;
    let code = session.renew_recovery(None).await.expect("the key file proves it").groups.concat();
    let order = session.create_order().await.expect("the vault is open");
    {
        let desk = session.desk().await.expect("it is open");
        let now = actions::Host::now(&*desk);
        assert!(desk::backup::Backups::daily(desk.vault(), now).await.expect("it can be written"));
    }
    session.close().await;
    let database = folder.path().join("vault").join("vault.db");
    let mut bytes = fs::read(&database).expect("it is there");
    bytes[..8192].fill(7);
    fs::write(&database, bytes).expect("the folder is writable");

    let session = next_start(&session, &MemoryKeychain::answering());
    let damaged = session.vault().await;
    let problem = damaged.problem.expect("it says why");
    assert_eq!((damaged.state, problem.code.as_str()), (VaultState::Closed, "LOCAL_STORE_DAMAGED"));
    let backups = session.backups().await;
    assert_eq!(backups[0].made_at.as_ref(), problem.params.get("time"));
    let dialogs = choosing(folder.path(), &[(&backups[0].path).into()]);
    let restored = session
        .restore_backup(&dialogs, None, BackupKey::Recovery { code }, KeepingChoice::Computer)
        .await
        .expect("it is the code")
        .expect("a backup was chosen");
    assert_eq!(restored.state, VaultState::Open);
    session.order(&order).await.expect("it was there when the backup was made");
    assert!(database.exists(), "the damaged vault stays for whoever may mend it");
    session.close().await;
}

/// Locking waits for a write that is under way, and every command behind it is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_lets_a_write_finish_and_refuses_what_comes_after() {
    let (_folder, session) = open_session().await;
    session.set_lock(None, Some(PIN)).await.expect("nothing locks it yet");
    let writes: Vec<_> = (0..20)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.create_order().await })
        })
        .collect();
    session.lock_vault().await;
    let mut made = Vec::new();
    for write in writes {
        match write.await.expect("no command panics") {
            Ok(id) => made.push(id),
            Err(refused) => assert_eq!(refused.code, "LOCAL_LOCKED"),
        }
    }
    session.unlock_vault(PIN).await.expect("it is the PIN");
    for id in &made {
        session.order(id).await.expect("what was answered is on the disk");
    }
    session.close().await;
    assert_eq!(session.create_order().await.expect_err("the window is closing").code, "LOCAL_LOCKED");
}

/// CM-PERF-01: the vault is open before the page asks; what kept it shut is told to the first who asks, and then tried again.
#[tokio::test]
async fn a_vault_opens_ahead_of_the_first_question() {
    let (folder, session) = open_session().await;
    session.close().await;
    let next = next_start(&session, &MemoryKeychain::answering());
    next.open_ahead().await;
    assert!(next.open_desk().await.is_some());
    next.close().await;

    let place = Place { folder: folder.path().join("another"), ..place(folder.path()) };
    let session = session_on(place.clone(), MemoryKeychain::answering());
    session.open_ahead().await;
    let other = session_on(place, MemoryKeychain::answering());
    other.create_vault(KeepingChoice::Computer).await.expect("the folder is empty");
    other.close().await;
    assert_eq!(session.vault().await.state, VaultState::Missing, "as it was when it was looked for");
    assert_eq!(session.vault().await.state, VaultState::Open);
    session.close().await;
}
