use proptest::prelude::*;

use super::*;
use crate::testing::check;

const ACCOUNT: [&str; 2] = ["91330782TE5T00016T", "19900000001"];

fn read(password: &str) -> String {
    match check_password(password, &ACCOUNT) {
        Ok(()) => "valid".to_owned(),
        Err(problem) => {
            assert_eq!((problem.value, problem.params.len()), (None, 0), "a problem never holds a password");
            problem.code.to_string()
        }
    }
}

/// The vector table of specification 18.8, which is the test of YW-PWD-02.
#[test]
fn yw_val_07_vectors() {
    check(
        read,
        &[
            ("abcdefg1", "valid"),
            ("12345678!", "valid"),
            ("Abc!defghijklmnopqrs", "valid"),
            ("abc123!", "PWD_LENGTH"),
            ("abc123!abc123!abc123!", "PWD_LENGTH"),
            ("abcdefgh", "PWD_CLASSES"),
            ("ABCDefgh", "PWD_CLASSES"),
            ("12345678", "PWD_CLASSES"),
            ("!!!!!!!!", "PWD_CLASSES"),
            ("abc 1234", "PWD_CHARS"),
            ("密码abc12345", "PWD_CHARS"),
            ("91330782te5t00016t", "PWD_SAME_AS_ACCOUNT"),
        ],
    );
}

#[test]
fn yw_pwd_02_order_of_checks() {
    check(
        read,
        &[
            ("", "FIELD_REQUIRED"),
            ("密码", "PWD_LENGTH"),
            ("abcdefg ", "PWD_CHARS"),
            ("１２３４５６７a", "PWD_CHARS"),
        ],
    );
    // All 32 marks are special characters.
    for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".chars() {
        assert_eq!(read(&format!("abcdefg{mark}")), "valid", "{mark}");
    }
}

proptest! {
    #[test]
    fn yw_pwd_02_nothing_makes_it_panic(text in any::<String>()) {
        let _ = read(&text);
    }
}
