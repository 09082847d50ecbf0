use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

#[test]
fn yw_ord_03_phone_intl_format() {
    check(
        |text| plain_outcome(IntlPhone::parse(text)),
        &[
            ("12345", "12345"),
            ("+971 50-000 0000", "+971500000000"),
            ("＋９７１５００００００００", "+971500000000"),
            ("1234567890123456789", "1234567890123456789"),
            ("1234", "PHONE_INTL_FORMAT"),
            ("12345678901234567890", "PHONE_INTL_FORMAT"),
            ("++12345", "PHONE_INTL_FORMAT"),
            ("12345+", "PHONE_INTL_FORMAT"),
            ("(0)12345", "PHONE_INTL_FORMAT"),
            ("+", "PHONE_INTL_FORMAT"),
            ("电话12345", "PHONE_INTL_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    assert_eq!(IntlPhone::parse("+971500000000").unwrap().masked(), "+97******0000");
    assert_eq!(format!("{:?}", IntlPhone::parse("12345").unwrap()), "IntlPhone(***45)");
}

proptest! {
    #[test]
    fn yw_ord_03_phones_round_trip(number in "\\+?[0-9]{5,19}", text in any::<String>()) {
        let phone = IntlPhone::parse(&number).unwrap();
        prop_assert_eq!(phone.as_str(), &number);
        let _ = phone.masked();
        let _ = IntlPhone::parse(&text);
    }
}
