use std::{io, sync::mpsc, time::Duration};

use super::{ListenerOptions, Start, is_taken, name, start, summon_within};

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

#[test]
fn the_first_start_ever_holds_the_place_of_the_second() {
    let folder = tempfile::tempdir().expect("a folder");
    #[cfg(unix)]
    let reached = {
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).expect("the folder is writable");
        link
    };
    #[cfg(not(unix))]
    let reached = folder.path().to_owned();
    let vault = reached.join("no folder yet").join("vault");
    let Ok(Start::First(first)) = start(&vault) else { panic!("nobody has it") };
    first.listen(|| true);
    std::fs::create_dir_all(&vault).expect("the folder is writable");
    assert!(matches!(start(&vault), Ok(Start::HandedOver)));
}

#[test]
fn a_place_that_is_held_is_known_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let Ok(Start::First(_first)) = start(&vault) else { panic!("nobody has it") };
    let again = ListenerOptions::new().name(name(&vault).expect("a name")).create_sync();
    assert!(is_taken(&again.expect_err("it is held")));
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
