use proptest::prelude::*;

use super::*;
use crate::testing::{check, outcome};

/// The vector table of specification 18.1.
#[test]
fn yw_val_01_vectors() {
    check(
        |text| outcome(Uscc::parse(text)),
        &[
            ("91350100M000100Y43", "91350100M000100Y43"),
            ("91350100M000100Y4Z", "USCC_CHARS"),
            ("91330782TE5T00016T", "91330782TE5T00016T"),
            ("91330782TE5T00024M", "91330782TE5T00024M"),
            ("92330782TE5T00032D", "92330782TE5T00032D"),
            ("9133 0782-te5t００016t", "91330782TE5T00016T"),
            ("91330782TE5T000108", "91330782TE5T000108 with USCC_ORG_CHECK"),
            ("91330782TE5T00016Y", "USCC_CHECK"),
            ("91330782TE5T00O16T", "USCC_CHARS"),
            ("91330782TE5T00016", "USCC_LENGTH"),
            ("913307A2TE5T00016T", "USCC_REGION"),
            ("51330782TE5T00016Y", "USCC_KIND"),
            ("91330700TE5T00040J", "91330700TE5T00040J"),
        ],
    );
}

/// YW-VAL-01: the first failing check is reported: length, characters, region, check character, kind.
#[test]
fn yw_val_01_order_of_checks() {
    check(
        |text| outcome(Uscc::parse(text)),
        &[
            ("", "FIELD_REQUIRED"),
            ("9133078\u{e000}", "TEXT_CHARS"),
            ("OIO", "USCC_LENGTH"),
            ("913307A2TE5T00O16T", "USCC_CHARS"),
            ("513307A2TE5T00016Y", "USCC_REGION"),
            ("51330782TE5T00016T", "USCC_CHECK"),
            ("统一社会信用代码统一社会信用代码统一", "USCC_CHARS"),
        ],
    );
    assert_eq!(outcome(Uscc::parse_any_kind("51330782TE5T00016Y")), "51330782TE5T00016Y");
}

/// A code that satisfies the standard, of any kind.
fn any_code() -> impl Strategy<Value = [u8; 18]> {
    let place = (0..ALPHABET.len()).prop_map(|at| ALPHABET[at]);
    (prop::array::uniform18(place), prop::array::uniform6(b'0'..=b'9')).prop_map(|(mut code, region)| {
        code[2..8].copy_from_slice(&region);
        code[17] = check_character(&code);
        code
    })
}

fn accepts(code: &[u8; 18]) -> bool {
    Uscc::parse_any_kind(std::str::from_utf8(code).unwrap()).is_ok()
}

proptest! {
    /// YW-VAL-01: every single wrong character is found.
    #[test]
    fn yw_val_01_every_substitution_is_caught(code in any_code()) {
        prop_assert!(accepts(&code));
        for at in 0..18 {
            for other in ALPHABET.iter().filter(|other| **other != code[at]) {
                let mut wrong = code;
                wrong[at] = *other;
                prop_assert!(!accepts(&wrong), "{} for {} at {at}", *other as char, code[at] as char);
            }
        }
    }

    /// YW-VAL-01: every exchange of two different characters is found, neighbours or not, except the first with the
    /// last, which weigh the same; that one is never found by the check character.
    #[test]
    fn yw_val_01_every_transposition_but_one_is_caught(code in any_code()) {
        for a in 0..18 {
            for b in a + 1..18 {
                let mut wrong = code;
                wrong.swap(a, b);
                let is_caught = !accepts(&wrong);
                prop_assert_eq!(is_caught, code[a] != code[b] && (a, b) != (0, 17), "{} and {}", a, b);
            }
        }
    }

    /// YW-VAL-01: a code's text is read as the same code, however it is dressed.
    #[test]
    fn yw_val_01_round_trip(code in any_code()) {
        let text = std::str::from_utf8(&code).unwrap();
        let read = Uscc::parse_any_kind(text).unwrap().value;
        prop_assert_eq!(read.as_str(), text);
        let dressed = format!(" {}-{}\u{3000}", &text[..6].to_lowercase(), &text[6..]);
        prop_assert_eq!(Uscc::parse_any_kind(&dressed).map(|accepted| accepted.value), Ok(read));
    }

    #[test]
    fn yw_val_01_nothing_makes_it_panic(text in any::<String>(), near in "[0-9A-Z ]{16,20}") {
        let _ = Uscc::parse(&text);
        let _ = Uscc::parse(&near);
    }
}
