//! Folders that cannot be written and disks that are nearly full.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, line, program, run, scratch};

/// The same command with no more rights than its user has: who is root is not kept out by permissions otherwise.
fn without_rights(plain: &Command) -> Command {
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--bounding-set=-dac_override,-dac_read_search", "--"]).arg(plain.get_program());
        command
    } else {
        Command::new(plain.get_program())
    };
    command.args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Takes the right to write from a folder and everything in it, or gives it back.
fn set_writable(folder: &Path, is_writable: bool) {
    let (of_folders, of_files) = if is_writable { (0o700, 0o600) } else { (0o500, 0o400) };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            set_writable(&path, is_writable);
        } else {
            fs::set_permissions(&path, Permissions::from_mode(of_files)).unwrap();
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(of_folders)).unwrap();
}

/// CM-OFF-01: `LOCAL_READ_ONLY`, `LOCAL_UNWRITABLE`: a vault in a folder that may not be written can be read; it takes no change, and none is
/// made there.
#[test]
fn cm_off_01_a_folder_that_cannot_be_written() {
    let desk = Desk::new("read-only");
    let id = desk.order_with(&line(1));
    let before = desk.run(&["order", "show", &id, "--lines"]).data(0);
    set_writable(&desk.folder, false);
    for (arguments, input) in [
        (&["lines", "add", &id, "--file", "-"][..], line(2).as_str()),
        (&["order", "new", "--file", "-"], "{}"),
        (&["undo", &id], ""),
        (&["lock", "set"], "123456\n"),
    ] {
        let said = run(without_rights(&desk.command(arguments)), input);
        assert_eq!((said.code, said.codes()), (4, vec!["LOCAL_READ_ONLY".to_owned()]), "{said:?}");
    }
    let read = |arguments: &[&str]| run(without_rights(&desk.command(arguments)), "").data(0);
    assert_eq!(read(&["order", "show", &id, "--lines"]), before);
    for arguments in [&["order", "list"][..], &["history", &id], &["imports", &id], &["outbox"], &["backups"]]
    {
        read(arguments);
    }
    assert_eq!(read(&["order", "list", "--search", "19900000001"])["total"], 1);
    // The doctor looks at everything that can be read, and at each page.
    let looked_over = || run(without_rights(&desk.command(&["doctor"])), "");
    let well = looked_over();
    assert_eq!(well.data(0)["ok"], true);
    assert_eq!(well.codes(), ["LOCAL_UNWRITABLE"]);
    let checks = well.data(0)["checks"].to_string();
    for name in ["cipher_pages", "structure", "sums", "search", "audit"] {
        assert!(checks.contains(name), "{name}: {checks}");
    }
    set_writable(&desk.folder, true);
    let (database, whole) = (desk.folder.join("vault.db"), fs::read(desk.folder.join("vault.db")).unwrap());
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&database, damaged).unwrap();
    set_writable(&desk.folder, false);
    let sick = looked_over();
    assert_eq!(sick.data(4)["ok"], false);
    assert!(sick.codes().contains(&"LOCAL_STORE_DAMAGED".to_owned()), "{sick:?}");
    set_writable(&desk.folder, true);
    fs::write(&database, whole).unwrap();
    assert_eq!(desk.run(&["order", "show", &id, "--lines"]).data(0), before);
    assert_eq!(desk.run(&["order", "list"]).data(0)["total"], 1);
    assert!(desk.run(&["doctor"]).data(0)["ok"].as_bool().unwrap());

    let base = scratch("nothing-new");
    set_writable(&base, false);
    let mut init = program(["--json", "init", "--data"]);
    init.arg(base.join("vault")).arg("--key-file").arg(&desk.key);
    let said = run(without_rights(&init), "");
    assert_eq!((said.code, said.codes()), (4, vec!["LOCAL_READ_ONLY".to_owned()]), "{said:?}");
    set_writable(&base, true);
    assert_eq!(fs::read_dir(&base).unwrap().count(), 0);
}

/// CM-OFF-01: `LOCAL_SPACE_LOW`: a database that the disk could not hold once more. It is measured whether or not the
/// vault opens; its file is made that long here without filling the disk.
#[test]
fn cm_off_01_no_room_for_the_database_again() {
    const LONG: u64 = 8 << 40;
    let desk = Desk::new("long");
    let id = desk.order_with(&line(1));
    let database = fs::File::options().write(true).open(desk.folder.join("vault.db")).unwrap();
    let length = database.metadata().unwrap().len();
    database.set_len(LONG).unwrap();
    let mut doctor = program(["--json", "doctor", "--data"]);
    doctor.arg(&desk.folder).arg("--key-file").arg(crate::desk::key_file(&scratch("other"), 'd'));
    let said = run(doctor, "");
    assert_eq!(
        (said.code, said.codes()),
        (4, vec!["LOCAL_KEY_WRONG".to_owned(), "LOCAL_SPACE_LOW".to_owned()])
    );
    database.set_len(length).unwrap();
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 1);
    assert!(desk.run(&["doctor"]).data(0)["ok"].as_bool().unwrap());
}

/// CM-OFF-01: `LOCAL_SPACE_LOW`: on a small disk a vault is well, with a doubt. The disk is one in memory, where the system
/// lets a test have one; says so where it does not.
#[test]
fn cm_off_01_a_small_disk() {
    const OWN_MOUNTS: [&str; 3] = ["--map-root-user", "--mount", "--"];
    let allowed = Command::new("unshare").args(OWN_MOUNTS).arg("true").output();
    if !allowed.is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: this system lets nobody mount a disk of their own");
        return;
    }
    let desk = Desk::new("small");
    let id = desk.order_with(&line(1));
    let disk = scratch("disk");
    let on_disk = |arguments: &[&str]| {
        let mut command = program(["--json", "--data"]);
        command.arg(&disk).arg("--key-file").arg(&desk.key).args(arguments);
        let script =
            "mount -t tmpfs -o size=48m disk \"$1\" && cp -a \"$2\"/. \"$1\" && shift 2 && exec \"$@\"";
        let mut there = Command::new("unshare");
        there.args(OWN_MOUNTS).args(["sh", "-c", script, "sh"]).arg(&disk).arg(&desk.folder);
        there.arg(command.get_program()).args(command.get_args());
        run(there, "")
    };
    let said = on_disk(&["doctor"]);
    assert_eq!(
        (said.data(0)["ok"].clone(), said.codes().pop()),
        (json!(true), Some("LOCAL_SPACE_LOW".to_owned()))
    );
    let told = said.json()["problems"].as_array().unwrap().last().unwrap().clone();
    let mib: u32 = told["params"]["mib"].as_str().unwrap().parse().unwrap();
    assert!((1..=48).contains(&mib), "{told}");
    assert_eq!(on_disk(&["order", "show", &id]).data(0)["total"], 1);
}
