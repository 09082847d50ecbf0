//! Vaults whose entry in the keychain is gone: the recovery code opens them, and the keychain has an entry again.

use crate::desk::{Desk, Said, program, run, scratch};

fn refused(said: &Said, code: &str) {
    assert_eq!((said.code, said.codes()), (4, vec![code.to_owned()]), "{said:?}");
}

/// CM-SEC-01: `LOCAL_KEY_MISSING`: a backup restored by its code where there is no keychain opens by its code alone.
#[test]
fn cm_sec_01_restored_without_a_keychain() {
    let desk = Desk::new("unkept");
    let id = desk.order("{\"remark\": \"kept\"}");
    let backup = desk.path("vault.xinbao-backup");
    desk.run(&["backup", &backup]).data(0);
    let folder = scratch("restored").join("vault");
    let on_it = |arguments: &[&str], input: &str| {
        let mut command = program(["--json", "--data"]);
        command.arg(&folder).args(arguments);
        run(command, input)
    };
    on_it(&["restore", &backup], &desk.recovery).data(0);
    let keys = std::fs::read(folder.join("keys.json")).unwrap();
    refused(&on_it(&["order", "list"], ""), "LOCAL_KEY_MISSING");
    refused(&on_it(&["order", "list"], "not a code\n"), "LOCAL_KEY_WRONG");
    assert_eq!(on_it(&["order", "show", &id], &desk.recovery).data(0)["order"]["remark"], "kept");
    // No keychain, no new entry: nothing about the keys changed.
    assert_eq!(std::fs::read(folder.join("keys.json")).unwrap(), keys);
}

/// CM-SEC-01: `LOCAL_KEY_MISSING`: on a new keychain the code is asked for once; a lock is not ended by that. Needs a
/// keyring service, and says so where there is none.
#[cfg(target_os = "linux")]
#[test]
fn cm_sec_01_an_entry_that_is_gone_is_made_anew() {
    let Some(first) = linux::Keyring::new() else { return };
    let folder = scratch("chained").join("vault");
    let with = |ring: &linux::Keyring, arguments: &[&str], input: &str| {
        let mut command = program(["--json", "--data"]);
        command.arg(&folder).args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &ring.address);
        run(command, input)
    };
    let recovery = with(&first, &["init"], "").data(0)["recovery_code"].as_str().unwrap().to_owned();
    let id = with(&first, &["order", "new", "--file", "-"], "{}").data(0)["id"].as_str().unwrap().to_owned();
    drop(first);

    let second = linux::Keyring::new().expect("there was one before");
    let keys = || std::fs::read(folder.join("keys.json")).unwrap();
    let before = keys();
    refused(&with(&second, &["order", "list"], ""), "LOCAL_KEY_MISSING");
    refused(&with(&second, &["order", "list"], "not a code\n"), "LOCAL_KEY_WRONG");
    assert_eq!(keys(), before);
    with(&second, &["order", "show", &id], &recovery).data(0);
    assert_eq!(with(&second, &["order", "list"], "").data(0)["total"], 1);

    with(&second, &["lock", "set"], "123456\n").data(0);
    drop(second);
    let third = linux::Keyring::new().expect("there was one before");
    let locked = keys();
    refused(&with(&third, &["order", "list"], "123456\n"), "LOCAL_KEY_MISSING");
    let both = format!("123456\n{recovery}\n");
    assert_eq!(with(&third, &["order", "list"], &both).data(0)["total"], 1);
    assert_eq!(keys(), locked);
    refused(&with(&third, &["order", "list"], "123456\n"), "LOCAL_KEY_MISSING");
    with(&third, &["recover"], &recovery).data(0);
    assert_eq!(with(&third, &["order", "list"], "").data(0)["total"], 1);
}

/// CM-SEC-01: with the keychain's entry gone, `doctor` looks behind the key by the recovery code and changes nothing, and
/// `lock` sets, changes and takes off the lock by it.
#[cfg(target_os = "linux")]
#[test]
fn cm_sec_01_locks_and_doctor_without_the_entry() {
    let Some(first) = linux::Keyring::new() else { return };
    let folder = scratch("unchained").join("vault");
    let with = |ring: &linux::Keyring, arguments: &[&str], input: &str| {
        let mut command = program(["--json", "--data"]);
        command.arg(&folder).args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &ring.address);
        run(command, input)
    };
    let recovery = with(&first, &["init"], "").data(0)["recovery_code"].as_str().unwrap().to_owned();
    drop(first);

    let second = linux::Keyring::new().expect("there was one before");
    let keys = || std::fs::read(folder.join("keys.json")).unwrap();
    let before = keys();
    let checks = |said: &Said| said.json()["data"]["checks"].as_array().unwrap().len();
    let unopened = with(&second, &["doctor"], "");
    assert!(unopened.codes().contains(&"LOCAL_KEY_MISSING".to_owned()), "{unopened:?}");
    refused(&with(&second, &["doctor"], "not a code\n"), "LOCAL_KEY_WRONG");
    let opened = with(&second, &["doctor"], &recovery);
    assert_eq!(opened.data(0)["ok"], true);
    assert!(checks(&opened) > checks(&unopened), "{opened:?}");
    assert_eq!(keys(), before);

    refused(&with(&second, &["lock", "set"], ""), "LOCAL_KEY_MISSING");
    assert_eq!(keys(), before);
    with(&second, &["lock", "set"], &format!("{recovery}\n123456\n")).data(0);
    assert_eq!(with(&second, &["order", "list"], "123456\n").data(0)["total"], 0);
    drop(second);

    let third = linux::Keyring::new().expect("there was one before");
    with(&third, &["lock", "change"], &format!("123456\n{recovery}\n888888\n")).data(0);
    refused(&with(&third, &["order", "list"], "123456\n"), "LOCAL_LOCK_WRONG");
    assert_eq!(with(&third, &["order", "list"], "888888\n").data(0)["total"], 0);
    drop(third);

    let fourth = linux::Keyring::new().expect("there was one before");
    with(&fourth, &["lock", "off"], &recovery).data(0);
    assert_eq!(with(&fourth, &["order", "list"], "").data(0)["total"], 0);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};

    use crate::desk::scratch;

    /// A keychain of its own, empty and unlocked, on a bus of its own; both end with it.
    pub(super) struct Keyring {
        session: Child,
        pub(super) address: String,
    }

    impl Keyring {
        /// `None` where no keyring service is installed.
        pub(super) fn new() -> Option<Self> {
            let installed = |name: &str| {
                Command::new("which").arg(name).output().is_ok_and(|found| found.status.success())
            };
            if !installed("dbus-run-session") || !installed("gnome-keyring-daemon") {
                eprintln!("SKIPPED: no keyring service on this machine");
                return None;
            }
            // The session lasts until its standard input ends.
            let script = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && \
                          echo \"$DBUS_SESSION_BUS_ADDRESS\" && exec cat";
            let home = scratch("keyring");
            let mut session = Command::new("dbus-run-session")
                .args(["--", "sh", "-c", script])
                .env("HOME", &home)
                .env("XDG_RUNTIME_DIR", &home)
                .env_remove("XDG_DATA_HOME")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut address = String::new();
            BufReader::new(session.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Some(Self { session, address: address.trim().to_owned() })
        }
    }

    impl Drop for Keyring {
        fn drop(&mut self) {
            drop(self.session.stdin.take());
            let _ = self.session.wait();
        }
    }
}
