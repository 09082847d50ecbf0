use std::{io, sync::mpsc, time::Duration};

use super::{Start, name, start, summon_within};

#[test]
fn a_second_start_on_a_vault_calls_the_first_and_another_vault_is_another_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let Ok(Start::First(first)) = start(&vault) else { panic!("nobody has it") };
    let (summoned, heard) = mpsc::channel();
    first.listen(move || summoned.send(()).is_ok());
    std::fs::create_dir(&vault).expect("the folder is writable");
    assert!(matches!(start(&folder.path().join(".").join("vault")), Ok(Start::HandedOver)));
    heard.recv().expect("the first window was called");
    assert!(matches!(start(&folder.path().join("other")), Ok(Start::First(_))));
}

/// CM-OFF-01: a first window that makes room is waited for and not believed to be there.
#[test]
fn a_window_without_a_page_keeps_a_second_start_waiting_for_its_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let Ok(Start::First(first)) = start(&vault) else { panic!("nobody has it") };
    first.listen(|| false);
    let name = name(&vault).expect("folders have names");
    let unanswered = summon_within(name, Duration::from_millis(50)).expect_err("this program does not end");
    assert_eq!(unanswered.kind(), io::ErrorKind::TimedOut);
}
