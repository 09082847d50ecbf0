use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

/// The vector table of specification 02, TA-VAL-01.
#[test]
fn ta_val_01_vectors() {
    let long = format!("{}@example.com", "a".repeat(65));
    check(
        |text| plain_outcome(Email::parse(text)),
        &[
            ("buyer@example.com", "buyer@example.com"),
            ("Buyer.One+po1@Example.COM", "Buyer.One+po1@example.com"),
            ("buyer@例子.com", "buyer@xn--fsqu00a.com"),
            ("a@b.co", "a@b.co"),
            ("buyer@example", "EMAIL_FORMAT"),
            ("buyer..one@example.com", "EMAIL_FORMAT"),
            (".buyer@example.com", "EMAIL_FORMAT"),
            ("buyer@-example.com", "EMAIL_FORMAT"),
            ("买家@example.com", "EMAIL_FORMAT"),
            (&long, "EMAIL_FORMAT"),
        ],
    );
}

#[test]
fn ta_val_01_other_forms() {
    check(
        |text| plain_outcome(Email::parse(text)),
        &[
            ("", "FIELD_REQUIRED"),
            (" ｂｕｙｅｒ＠example．com ", "buyer@example.com"),
            ("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"),
            ("a@b@c.com", "EMAIL_FORMAT"),
            ("@example.com", "EMAIL_FORMAT"),
            ("buyer@", "EMAIL_FORMAT"),
            ("buyer", "EMAIL_FORMAT"),
            ("buyer.@example.com", "EMAIL_FORMAT"),
            ("buyer one@example.com", "EMAIL_FORMAT"),
            ("\"buyer\"@example.com", "EMAIL_FORMAT"),
            ("buyer@[127.0.0.1]", "EMAIL_FORMAT"),
            ("buyer@127.0.0.1", "EMAIL_FORMAT"),
            ("buyer@example.c", "EMAIL_FORMAT"),
            ("buyer@example.com.", "EMAIL_FORMAT"),
            ("buyer@exa_mple.com", "EMAIL_FORMAT"),
            ("buyer@example-.com", "EMAIL_FORMAT"),
            ("buyer@.com", "EMAIL_FORMAT"),
        ],
    );
}

#[test]
fn ta_val_01_lengths_are_bytes() {
    let label = "a".repeat(63);
    let domain = |last: usize| format!("{label}.{label}.{label}.{}", "a".repeat(last));
    let at = |local: usize, last| format!("{}@{}", "a".repeat(local), domain(last));
    assert!(Email::parse(&at(1, 60)).is_ok(), "254 bytes");
    assert!(Email::parse(&at(2, 60)).is_err(), "255 bytes");
    assert!(Email::parse(&at(1, 64)).is_err(), "a label of 64");
    assert!(Email::parse(&format!("{}@b.co", "a".repeat(64))).is_ok());
    assert!(Email::parse(&"a@例子.com".repeat(10_000)).is_err());
}

#[test]
fn ta_val_01_case_does_not_make_another_mailbox() {
    let read = |text| Email::parse(text).unwrap();
    assert!(read("Buyer@example.com").is_same(&read("buyer@EXAMPLE.com")));
    assert!(!read("buyer1@example.com").is_same(&read("buyer@example.com")));
    assert_eq!(format!("{:?}", read("buyer@example.com")), "Email(b***@example.com)");
}

proptest! {
    /// TA-VAL-01: an address is read as the same address.
    #[test]
    fn ta_val_01_round_trip(text in "[a-z!#$+]{1,9}(\\.[a-z0-9]{1,9})?@([a-z0-9例子]{1,9}\\.){1,3}[a-z]{2,5}", other in any::<String>()) {
        if let Ok(address) = Email::parse(&text) {
            prop_assert!(address.as_str().is_ascii());
            prop_assert_eq!(Email::parse(address.as_str()), Ok(address));
        }
        let _ = Email::parse(&other);
        let _ = Email::parse(&format!("a@{other}.com"));
    }
}
