use std::sync::mpsc;

use super::{Start, start};

#[test]
fn a_second_start_on_a_vault_calls_the_first_and_another_vault_is_another_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let Ok(Start::First(first)) = start(&vault) else { panic!("nobody has it") };
    let (summoned, heard) = mpsc::channel();
    first.listen(move || summoned.send(()).expect("the test waits"));
    std::fs::create_dir(&vault).expect("the folder is writable");
    assert!(matches!(start(&folder.path().join(".").join("vault")), Ok(Start::HandedOver)));
    heard.recv().expect("the first window was called");
    assert!(matches!(start(&folder.path().join("other")), Ok(Start::First(_))));
}
