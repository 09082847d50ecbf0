//! `lock set | change | off`, `recover` (DECISIONS, Keys and locks).

use crate::desk::{Desk, key_file, program, run};

fn codes(said: &crate::desk::Said) -> (i32, Vec<String>) {
    (said.code, said.codes())
}

/// `LOCAL_LOCKED`, `LOCAL_LOCK_WRONG`, `LOCAL_LOCK_FORMAT`: a lock is set, asked for, changed and taken off; secrets come
/// from standard input.
#[test]
fn a_lock_and_its_keys() {
    let desk = Desk::new("lock");
    let list = |input: &str| desk.given(&["order", "list"], input);
    assert_eq!(codes(&desk.given(&["lock", "set"], "12345\n")), (1, vec!["LOCAL_LOCK_FORMAT".to_owned()]));
    list("").data(0);
    desk.given(&["lock", "set"], "123456\n").data(0);
    assert_eq!(codes(&list("")), (4, vec!["LOCAL_LOCKED".to_owned()]));
    assert_eq!(codes(&list("654321\n")), (4, vec!["LOCAL_LOCK_WRONG".to_owned()]));
    list("123456\n").data(0);
    list(&desk.recovery).data(0);
    assert_eq!(codes(&desk.given(&["lock", "set"], "999999\n")), (4, vec!["LOCAL_LOCKED".to_owned()]));
    desk.given(&["lock", "change"], "123456\n888888\n").data(0);
    assert_eq!(codes(&list("123456\n")), (4, vec!["LOCAL_LOCK_WRONG".to_owned()]));
    // A secret line first, then the order that is made.
    desk.given(&["order", "new", "--file", "-"], "888888\n{\"remark\": \"after the PIN\"}").data(0);
    assert_eq!(list("888888\n").data(0)["total"], 1);
    desk.given(&["lock", "off"], "888888\n").data(0);
    list("").data(0);
}

/// DECISIONS, Keys and locks: a forgotten PIN is changed by the recovery code; the key file goes on being asked for.
#[test]
fn a_forgotten_pin() {
    let desk = Desk::new("forgotten");
    let list = |input: &str| desk.given(&["order", "list"], input);
    desk.given(&["lock", "set"], "123456\n").data(0);
    desk.given(&["lock", "change"], &format!("{}\n888888\n", desk.recovery)).data(0);
    assert_eq!(codes(&list("123456\n")), (4, vec!["LOCAL_LOCK_WRONG".to_owned()]));
    list("888888\n").data(0);
    desk.given(&["lock", "off"], &desk.recovery).data(0);
    list("").data(0);
}

/// `LOCAL_LOCK_SPENT`: after ten wrong tries only the recovery code helps, and it ends the lock.
#[test]
fn ten_wrong_tries() {
    let desk = Desk::new("tries");
    desk.given(&["lock", "set"], "123456\n").data(0);
    for left in (0..10).rev() {
        let said = desk.given(&["order", "list"], "000000\n");
        let problem = said.json()["problems"][0].take();
        let is_told = problem["code"] == "LOCAL_LOCK_SPENT" || problem["params"]["left"] == format!("{left}");
        assert!(is_told, "{left}: {problem}");
    }
    assert_eq!(codes(&desk.given(&["order", "list"], "123456\n")), (4, vec!["LOCAL_LOCK_SPENT".to_owned()]));
    assert_eq!(codes(&desk.given(&["recover"], "no code\n")), (4, vec!["LOCAL_KEY_WRONG".to_owned()]));
    let other = key_file(&crate::desk::scratch("other"), 'c');
    let mut command = program(["--json", "recover", "--data"]);
    command.arg(&desk.folder).arg("--key-file").arg(&other);
    run(command, &desk.recovery).data(0);
    let mut command = program(["--json", "order", "list", "--data"]);
    command.arg(&desk.folder).arg("--key-file").arg(&other);
    run(command, "").data(0);
    assert_eq!(codes(&desk.run(&["order", "list"])), (4, vec!["LOCAL_KEY_WRONG".to_owned()]));
}
