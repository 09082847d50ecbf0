use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

/// The vector table of specification 18.3.
#[test]
fn yw_val_03_vectors() {
    check(
        |text| plain_outcome(Mobile::parse(text)),
        &[
            ("19900000001", "19900000001"),
            ("+86 199 0000 0001", "19900000001"),
            ("008619900000002", "19900000002"),
            ("１９９００００００３３", "19900000033"),
            ("12900000001", "PHONE_FORMAT"),
            ("1990000000", "PHONE_FORMAT"),
            ("199000000011", "PHONE_FORMAT"),
            ("0579-85250715", "PHONE_FORMAT"),
        ],
    );
}

#[test]
fn yw_val_03_prefixes() {
    check(
        |text| plain_outcome(Mobile::parse(text)),
        &[
            ("8619900000001", "19900000001"),
            ("＋８６-199-0000-0001", "19900000001"),
            ("86199000000", "PHONE_FORMAT"),
            ("+8686199000000", "PHONE_FORMAT"),
            ("+86+8619900000001", "PHONE_FORMAT"),
            ("+19900000001", "PHONE_FORMAT"),
            ("1990000000a", "PHONE_FORMAT"),
            ("1990000000１a", "PHONE_FORMAT"),
            ("手机号", "PHONE_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

/// YW-IMP-07: as number, text, with `'`, full-width and with +86 the same phone.
#[test]
fn yw_imp_07_phone_cells() {
    let same = Mobile::parse("19900000001").unwrap();
    for text in
        ["'19900000001", "１９９０００００００１", "+8619900000001", "199-0000-0001", " 19900000001\t"]
    {
        assert_eq!(Mobile::parse(text), Ok(same), "{text}");
    }
    assert_eq!(Mobile::from_cell(19_900_000_001.0), Ok(same));
    assert_eq!(Mobile::from_cell(8_619_900_000_001.0), Ok(same));
    for cell in [19_900_000_001.5, -19_900_000_001.0, 1e300, f64::NAN, f64::INFINITY, 0.0] {
        assert_eq!(plain_outcome(Mobile::from_cell(cell)), "PHONE_FORMAT", "{cell}");
    }
}

#[test]
fn cm_sec_03_mobiles_are_masked() {
    let mobile = Mobile::parse("19900000001").unwrap();
    assert_eq!(mobile.masked(), "199****0001");
    assert_eq!(format!("{mobile:?}"), "Mobile(199****0001)");
}

proptest! {
    /// YW-VAL-03: a number's text is read as the same number, as a cell too.
    #[test]
    fn yw_val_03_round_trip(number in 13_000_000_000_u64..=19_999_999_999, text in any::<String>(), cell in any::<f64>()) {
        let mobile = Mobile::from_number(number).unwrap();
        prop_assert_eq!(Mobile::parse(&mobile.as_string()), Ok(mobile));
        prop_assert_eq!(Mobile::parse(&format!("+86 {mobile}")), Ok(mobile));
        prop_assert_eq!(Mobile::from_cell(number as f64), Ok(mobile));
        let _ = Mobile::parse(&text);
        let _ = Mobile::from_cell(cell);
    }
}
