//! `init`, `vaults`, `backup`, `backups`, `restore`, `doctor`, and what is wrong with a vault.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, Said, alone, key_file, line, program, run, scratch};

fn refused(said: &Said, code: &str) {
    assert_eq!((said.code, said.codes()), (4, vec![code.to_owned()]), "{said:?}");
}

/// CM-SEC-01: the recovery code goes to a file that only its owner can read, or into the answer; never over another file.
#[test]
fn init_and_its_recovery_code() {
    let base = scratch("init");
    let key = key_file(&base, 'a');
    let init = |folder: &str, out: &Path| {
        let mut command = program(["--json", "init", "--recovery-out"]);
        command.arg(out).arg("--data").arg(base.join(folder)).arg("--key-file").arg(&key);
        run(command, "")
    };
    let out = base.join("recovery.txt");
    let data = init("one", &out).data(0);
    assert!(data.get("recovery_code").is_none());
    assert_eq!(fs::read_to_string(&out).unwrap().trim().len(), 35);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    }
    refused(&init("two", &out), "FILE_WRITE");
    assert!(!base.join("two").join("keys.json").exists());
    // A vault that is there already is not touched, and no empty file stays for its code.
    refused(&init("one", &base.join("other.txt")), "LOCAL_VAULT_EXISTS");
    assert!(!base.join("other.txt").exists());
    let listed = alone(&["--data", base.to_str().unwrap(), "vaults"]).data(0);
    assert_eq!(listed["vaults"].as_array().unwrap().len(), 1);
    assert_eq!(listed["vaults"][0]["opens_by"], "key_file");
}

/// CLI contract, `--data`: without it, `xinbao` works on the vault that the window opens: the first, or the one chosen last.
#[cfg(target_os = "linux")]
#[test]
fn the_window_and_the_program_open_the_same() {
    let base = scratch("same");
    let key = key_file(&base, 'a');
    let at = |arguments: &[&str], input: &str| {
        let mut command = program(["--json"]);
        command.args(arguments).arg("--key-file").arg(&key).env("XDG_DATA_HOME", &base);
        run(command, input)
    };
    let first = at(&["init"], "").data(0)["folder"].as_str().unwrap().to_owned();
    let second = Path::new(&first).with_file_name("vault-2");
    let named = second.to_str().unwrap();
    at(&["init", "--data", named], "").data(0);
    at(&["order", "new", "--file", "-", "--data", named], "{}").data(0);
    let orders = || at(&["order", "list"], "").data(0)["total"].take();
    assert_eq!(orders(), 0);
    ::desk::vault::choose_vault(second.parent().unwrap(), &second).unwrap();
    assert_eq!(orders(), 1);
}

/// `LOCAL_VAULT_MISSING`, `LOCAL_KEY_FILE`, `LOCAL_KEY_WRONG`, `LOCAL_KEYCHAIN`: what cannot be opened, and why.
#[test]
fn what_does_not_open() {
    let desk = Desk::shared();
    let base = scratch("keys");
    let with = |data: &Path, key: &Path| {
        let mut command = program(["--json", "order", "list", "--data"]);
        command.arg(data).arg("--key-file").arg(key);
        run(command, "")
    };
    refused(&with(&base, &desk.key), "LOCAL_VAULT_MISSING");
    refused(&with(&desk.folder, &base.join("none")), "LOCAL_KEY_FILE");
    fs::write(base.join("short"), "abc").unwrap();
    refused(&with(&desk.folder, &base.join("short")), "LOCAL_KEY_FILE");
    refused(&with(&desk.folder, &key_file(&base, 'b')), "LOCAL_KEY_WRONG");
    let without = |input: &str| {
        let mut command = program(["--json", "order", "list", "--data"]);
        command.arg(&desk.folder);
        run(command, input)
    };
    refused(&without(""), "LOCAL_KEYCHAIN");
    refused(&without("not a code\n"), "LOCAL_KEY_WRONG");
    // Asked for as a recovery code, it opens.
    without(&format!("{}\n", desk.recovery.to_lowercase())).data(0);
    let mut by_environment = program(["--json", "order", "list", "--data"]);
    by_environment.arg(&desk.folder).env("XINBAO_KEY_FILE", &desk.key);
    run(by_environment, "").data(0);
    // A vault without a key needs a keychain, which there is none.
    refused(&alone(&["--data", base.join("new").to_str().unwrap(), "init"]), "LOCAL_KEYCHAIN");
}

/// Where there is no keychain, a password guards the vault; `PWD_LENGTH`, `PWD_CLASSES` if it is weak.
#[test]
fn a_password_instead_of_a_keychain() {
    let base = scratch("password");
    let vault = base.join("vault");
    let with = |text: &str, arguments: &[&str]| {
        let file = base.join("password.txt");
        fs::write(&file, text).unwrap();
        let mut command = program(["--json", "--data"]);
        command.arg(&vault).arg("--password-file").arg(file).args(arguments);
        run(command, "")
    };
    for (text, code) in [("abc123!", "PWD_LENGTH"), ("abcdefgh", "PWD_CLASSES"), ("abc", "LOCAL_LOCK_FORMAT")]
    {
        let said = with(text, &["init"]);
        assert_eq!((said.code, said.codes()), (1, vec![code.to_owned()]), "{text}");
    }
    with("abcdefg1\n", &["init"]).data(0);
    with("abcdefg1\n", &["order", "list"]).data(0);
    refused(&with("abcdefg2\n", &["order", "list"]), "LOCAL_LOCK_WRONG");
}

/// CM-SEC-01, CM-OFF-01: a backup by hand and one a day; restored into an empty folder, by key file and by code.
#[test]
fn backup_and_restore() {
    let desk = Desk::new("backup");
    let id = desk.order("{\"remark\": \"kept\"}");
    let days = desk.run(&["backups"]).data(0)["backups"].take();
    assert_eq!((days.as_array().unwrap().len(), &days[0]["ok"]), (1, &json!(true)), "{days}");
    let file = desk.path("vault.xinbao-backup");
    desk.run(&["backup", &file]).data(0);
    let base = scratch("restored");
    let restore = |file: &str, folder: &Path, key: &Path, input: &str| {
        let mut command = program(["--json", "restore", file, "--data"]);
        command.arg(folder).arg("--key-file").arg(key);
        run(command, input)
    };
    let shown = |folder: &Path, key: &Path| {
        let mut command = program(["--json", "order", "show", &id, "--data"]);
        command.arg(folder).arg("--key-file").arg(key);
        run(command, "").data(0)["order"]["remark"].clone()
    };
    restore(&file, &base.join("one"), &desk.key, "").data(0);
    assert_eq!(shown(&base.join("one"), &desk.key), "kept");
    let other = key_file(&base, 'b');
    restore(&file, &base.join("two"), &other, &desk.recovery).data(0);
    assert_eq!(shown(&base.join("two"), &other), "kept");
    // Each refusal leaves the folder as it was.
    let empty = base.join("empty");
    refused(&restore(&file, &base.join("one"), &desk.key, ""), "RESTORE_NOT_EMPTY");
    refused(&restore(&file, &empty, &other, "not a code"), "LOCAL_KEY_WRONG");
    refused(&restore(&desk.file("text.txt", "no backup"), &empty, &desk.key, ""), "BACKUP_TYPE");
    refused(&restore("/nowhere", &empty, &desk.key, ""), "FILE_READ");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    refused(&restore(&desk.file("damaged", &bytes), &empty, &desk.key, ""), "BACKUP_DAMAGED");
    refused(&restore(&desk.file("cut", &bytes[..middle]), &empty, &desk.key, ""), "BACKUP_DAMAGED");
    assert!(!empty.join("keys.json").exists());
    // A backup goes over an older one, but over nothing else.
    desk.run(&["backup", &file]).data(0);
    refused(&desk.run(&["backup", &desk.file("letter.txt", "mine")]), "FILE_WRITE");
    refused(&desk.run(&["backup", "/nowhere/at/all"]), "FILE_WRITE");
}

/// CM-OFF-01: a vault that is well, one with a damaged page, one with damaged keys.
#[test]
fn doctor_tells_what_is_wrong() {
    let desk = Desk::new("doctor");
    let id = desk.order("{}");
    desk.given(&["lines", "add", &id, "--file", "-"], &line(1)).data(0);
    let well = desk.run(&["doctor"]).data(0);
    assert_eq!(well["ok"], true);
    let names: Vec<&str> =
        well["checks"].as_array().unwrap().iter().map(|check| check["name"].as_str().unwrap()).collect();
    for name in ["files", "keys", "cipher_pages", "structure", "sums", "audit", "backups"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let database = desk.folder.join("vault.db");
    let bytes = fs::read(&database).unwrap();
    let mut damaged = bytes.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&database, damaged).unwrap();
    let sick = desk.run(&["doctor"]);
    assert_eq!(sick.data(4)["ok"], false);
    assert!(sick.codes().contains(&"LOCAL_STORE_DAMAGED".to_owned()), "{sick:?}");
    fs::write(&database, &bytes).unwrap();
    fs::write(desk.folder.join("keys.json"), "{").unwrap();
    assert_eq!(desk.run(&["doctor"]).data(4)["ok"], false);
    refused(&desk.run(&["order", "list"]), "LOCAL_STORE_DAMAGED");
    refused(&alone(&["--data", scratch("nothing").to_str().unwrap(), "doctor"]), "LOCAL_VAULT_MISSING");
}

/// `BACKUP_NONE`, `LOCAL_OPEN_TO_OTHERS`: doubts of doctor leave the vault well.
#[test]
fn doctor_has_doubts() {
    let desk = Desk::new("doubts");
    let said = desk.run(&["doctor"]);
    assert_eq!((said.data(0)["ok"].clone(), said.codes()), (json!(true), vec!["BACKUP_NONE".to_owned()]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(desk.folder.join("vault.db"), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(desk.run(&["doctor"]).codes().contains(&"LOCAL_OPEN_TO_OTHERS".to_owned()));
    }
}

/// `LOCAL_NEWER`: a vault of a newer program is left alone.
#[test]
fn a_newer_vault_is_left_alone() {
    let desk = Desk::new("newer");
    let keys = desk.folder.join("keys.json");
    let newer = fs::read_to_string(&keys).unwrap().replacen("\"version\": 1", "\"version\": 9", 1);
    fs::write(&keys, &newer).unwrap();
    refused(&desk.run(&["order", "list"]), "LOCAL_NEWER");
    refused(&desk.run(&["init"]), "LOCAL_VAULT_EXISTS");
    assert_eq!(fs::read_to_string(&keys).unwrap(), newer);
}

/// `LOCAL_BUSY`: another program is making something of this vault; after the time that the message names, it is told.
/// Nothing is kept waiting for ever.
#[test]
fn another_program_holds_the_vault() {
    let desk = Desk::new("busy");
    desk.given(&["lock", "set"], "123456\n").data(0);
    let lock = fs::OpenOptions::new().write(true).open(desk.folder.join("vault.lock")).unwrap();
    lock.lock().unwrap();
    let said = desk.given(&["order", "list"], "123456\n");
    refused(&said, "LOCAL_BUSY");
    drop(lock);
    desk.given(&["order", "list"], "123456\n").data(0);
}
