use proptest::prelude::*;

use super::*;
use crate::testing::{check, day, outcome, today};

fn read(text: &str, kind: DocumentKind) -> String {
    outcome(ResidentId::parse(text, kind, today(), None))
}

/// The vector table of specification 18.2.
#[test]
fn yw_val_02_vectors() {
    check(
        |text| read(text, DocumentKind::ResidentId),
        &[
            ("11010519491231002X", "11010519491231002X"),
            ("440524188001010014", "440524188001010014 with RID_AGE_HIGH"),
            ("330782190101010013", "330782190101010013 with RID_AGE_HIGH"),
            ("33078219020202019x", "33078219020202019X with RID_AGE_HIGH"),
            ("330782190402290020", "330782190402290020 with RID_AGE_HIGH"),
            ("810000190303030030", "RID_KIND"),
            ("330782190302290023", "RID_DATE"),
            ("330782190002290013", "RID_DATE"),
            ("990782190101010016", "RID_REGION"),
            ("330782190101010014", "RID_CHECK"),
            ("330782010101001", "RID_LENGTH"),
            ("33078219010101001A", "RID_CHARS"),
        ],
    );
    let permit = read("810000190303030030", DocumentKind::HmtPermit);
    assert_eq!(permit, "810000190303030030 with RID_AGE_HIGH");
    let card = read("933840190404040048", DocumentKind::PrcCard);
    assert_eq!(card, "933840190404040048 with RID_AGE_HIGH");
}

/// YW-VAL-02: the first failing check is reported: length, characters, region, date, check character, kind, age.
#[test]
fn yw_val_02_order_of_checks() {
    check(
        |text| read(text, DocumentKind::ResidentId),
        &[
            ("", "FIELD_REQUIRED"),
            ("A", "RID_LENGTH"),
            ("00000000000000000A", "RID_CHARS"),
            ("X30782190101010013", "RID_CHARS"),
            ("000000000000000000", "RID_REGION"),
            ("330782179912310010", "RID_DATE"),
            ("330782202507010010", "RID_DATE"),
            ("330782000001010010", "RID_DATE"),
            ("811111190303030030", "RID_CHECK"),
        ],
    );
}

#[test]
fn yw_val_02_rid_region_unknown_warns_of_divisions_we_do_not_know() {
    let number = made(b"33999919010101001");
    let expected = format!("{number} with RID_REGION_UNKNOWN, RID_AGE_HIGH");
    assert_eq!(read(&number, DocumentKind::ResidentId), expected);
    let accepted = ResidentId::parse(&number, DocumentKind::ResidentId, today(), None).unwrap();
    let sentence = accepted.warnings[0].message(crate::Lang::En);
    assert!(sentence.contains("339999"), "{sentence}");
    // An abolished one is known.
    let abolished = made(b"11010319010101001");
    assert_eq!(read(&abolished, DocumentKind::ResidentId), format!("{abolished} with RID_AGE_HIGH"));
}

/// YW-VAL-02: birthday today minus 16 years is accepted, one day younger is refused.
#[test]
fn yw_val_02_rid_under_age_on_the_day() {
    let read = |number: &[u8; 17], min| {
        let number = made(number);
        outcome(ResidentId::parse(&number, DocumentKind::ResidentId, today(), Some(min)))
    };
    assert_eq!(read(b"33078220090630001", 16), made(b"33078220090630001"));
    assert_eq!(read(b"33078220090701001", 16), "RID_UNDER_AGE");
    assert_eq!(read(b"33078220070630001", 18), made(b"33078220070630001"));
    assert_eq!(read(b"33078220070701001", 18), "RID_UNDER_AGE");
    // 120 years are no reason for doubt, 121 are.
    assert_eq!(read(b"33078219050630001", 16), made(b"33078219050630001"));
    let old = made(b"33078219040630001");
    assert_eq!(read(b"33078219040630001", 16), format!("{old} with RID_AGE_HIGH"));
}

#[test]
fn cm_sec_03_numbers_are_masked() {
    let read = ResidentId::parse("330782190101010013", DocumentKind::ResidentId, today(), None).unwrap();
    assert_eq!(read.value.masked(), "330***********0013");
    assert_eq!(format!("{:?}", read.value), "ResidentId(330***********0013)");
    assert_eq!(read.value.birth(), day(1901, 1, 1));
    assert_eq!(ResidentId::restore("330782190101010013"), Some(read.value));
    assert_eq!(ResidentId::restore("330782190101010014"), None);
}

fn made(first_17: &[u8; 17]) -> String {
    let mut number = [b'0'; 18];
    number[..17].copy_from_slice(first_17);
    number[17] = check_character(&number);
    String::from_utf8(number.to_vec()).unwrap()
}

/// A number that satisfies the standard, of any kind.
fn any_number() -> impl Strategy<Value = String> {
    let head = prop_oneof!["(11|33|54|65|71|81|83)[0-9]{4}", "9(11|33|65)[0-9]{3}"];
    let date = (1800_u16..=2024, 1_u8..=12, 1_u8..=28).prop_map(|(y, m, d)| format!("{y}{m:02}{d:02}"));
    (head, date, "[0-9]{3}")
        .prop_map(|(head, date, tail)| made(format!("{head}{date}{tail}").as_bytes().try_into().unwrap()))
}

fn has_right_check(number: &[u8; 18]) -> bool {
    // An X before the end is refused for its place, before the check.
    number[..17].iter().all(u8::is_ascii_digit) && check_character(number) == number[17]
}

proptest! {
    /// YW-VAL-02: every single wrong character is found, by the check character alone.
    #[test]
    fn yw_val_02_every_substitution_is_caught(number in any_number()) {
        let number: [u8; 18] = number.as_bytes().try_into().unwrap();
        prop_assert!(has_right_check(&number));
        for at in 0..18 {
            for other in b"0123456789X".iter().filter(|other| **other != number[at]) {
                let mut wrong = number;
                wrong[at] = *other;
                prop_assert!(!has_right_check(&wrong), "{} at {at}", *other as char);
                prop_assert!(!ResidentId::is_one(std::str::from_utf8(&wrong).unwrap()));
            }
        }
    }

    /// YW-VAL-02: every exchange of two different neighbours is found, by the check character alone.
    #[test]
    fn yw_val_02_every_adjacent_transposition_is_caught(number in any_number()) {
        let number: [u8; 18] = number.as_bytes().try_into().unwrap();
        for at in (0..17).filter(|at| number[*at] != number[at + 1]) {
            let mut wrong = number;
            wrong.swap(at, at + 1);
            prop_assert!(!has_right_check(&wrong), "at {at}");
            prop_assert!(!ResidentId::is_one(std::str::from_utf8(&wrong).unwrap()));
        }
    }

    /// YW-VAL-02: a number's text is read as the same number, however it is dressed.
    #[test]
    fn yw_val_02_round_trip(number in any_number()) {
        let read = ResidentId::restore(&number).unwrap();
        prop_assert_eq!(read.as_str(), &number);
        let dressed = format!("{} {}", &number[..6], number[6..].to_lowercase());
        let again = ResidentId::parse(&dressed, read.kind(), today(), None);
        prop_assert_eq!(again.map(|accepted| accepted.value), Ok(read));
    }

    #[test]
    fn yw_val_02_nothing_makes_it_panic(text in any::<String>(), near in "[0-9]{17}[0-9X]") {
        for text in [text, near] {
            let _ = ResidentId::parse(&text, DocumentKind::ResidentId, today(), Some(16));
        }
    }
}
