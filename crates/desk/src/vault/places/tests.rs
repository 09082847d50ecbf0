use std::fs;

use super::{choose_vault, first_vault, next_vault, present_vault};

/// The vault that was chosen last is opened next, as long as it is there; what stands in the file leads nowhere else.
#[test]
fn the_vault_chosen_last_is_the_present_one() {
    let data = tempfile::tempdir().expect("a folder");
    let data = data.path();
    assert_eq!(present_vault(data), first_vault(data), "nothing was chosen");
    fs::create_dir(first_vault(data)).expect("the folder is writable");
    let second = next_vault(data);
    choose_vault(data, &second).expect("the folder is writable");
    assert_eq!(present_vault(data), first_vault(data), "it is not there yet");
    fs::create_dir(&second).expect("the folder is writable");
    assert_eq!(present_vault(data), second);
    choose_vault(data, &data.join("elsewhere").join("vault")).expect("nothing is written");
    assert_eq!(present_vault(data), second, "a vault elsewhere is named at each start");
    for text in ["", "..", "/", "../vault", "vault/../..", "vault\0", "\u{fffd}"] {
        fs::write(data.join("present-vault"), text).expect("the folder is writable");
        assert_eq!(present_vault(data), first_vault(data), "{text:?}");
    }
}
