use proptest::prelude::*;

use super::*;
use crate::testing::{check, outcome};

/// The vector table of specification 18.4.
#[test]
fn yw_val_04_vectors() {
    check(
        |text| outcome(Passport::parse(text)),
        &[
            ("L898902C3", "L898902C3"),
            ("E00000001", "E00000001"),
            ("ab 123-4567", "AB1234567"),
            ("000000001", "000000001"),
            ("AB12345678", "AB12345678 with PASSPORT_LONG"),
            ("A1234", "PASSPORT_FORMAT"),
            ("ABCDEFGH", "PASSPORT_FORMAT"),
            ("护照123456", "PASSPORT_FORMAT"),
            ("330782190101010013", "PASSPORT_LOOKS_LIKE_ID"),
        ],
    );
}

#[test]
fn yw_val_04_bounds_and_identity_numbers() {
    check(
        |text| outcome(Passport::parse(text)),
        &[
            ("", "FIELD_REQUIRED"),
            ("A12345", "A12345"),
            ("A12345678901", "A12345678901 with PASSPORT_LONG"),
            ("A123456789012", "PASSPORT_FORMAT"),
            // The old form of 15 digits, permits and foreigners' cards look like identity numbers as well.
            ("330782 010101001", "PASSPORT_LOOKS_LIKE_ID"),
            ("810000190303030030", "PASSPORT_LOOKS_LIKE_ID"),
            ("33078219020202019x", "PASSPORT_LOOKS_LIKE_ID"),
            // 18 digits with a wrong check character are merely too long.
            ("330782190101010014", "PASSPORT_FORMAT"),
        ],
    );
}

#[test]
fn cm_sec_03_passports_are_masked() {
    let passport = Passport::parse("L898902C3").unwrap().value;
    assert_eq!(passport.masked(), "L8*****C3");
    assert_eq!(format!("{passport:?}"), "Passport(L8*****C3)");
}

proptest! {
    #[test]
    fn yw_val_04_round_trip(number in "[A-Z0-9]{5,11}[0-9]", text in any::<String>()) {
        let passport = Passport::parse(&number).unwrap().value;
        prop_assert_eq!(passport.as_str(), &number);
        let dressed = format!("{}- {}", &number[..2].to_lowercase(), &number[2..]);
        prop_assert_eq!(Passport::parse(&dressed).unwrap().value, passport);
        let _ = Passport::parse(&text);
    }
}
