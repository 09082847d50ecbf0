use proptest::prelude::*;

use super::*;
use crate::testing::{check, outcome, today};

fn read(text: &str) -> String {
    outcome(DeclarationNumber::parse(text, today(), Month::new(2025, 3)))
}

/// The vector table of specification 18.5.
#[test]
fn yw_val_05_vectors() {
    check(
        read,
        &[
            ("292120250000000001", "292120250000000001"),
            ("2921 2025 0 000123456", "292120250000123456"),
            ("２９２１２０２５０００００００００２", "292120250000000002"),
            ("292120251000000001", "DECL_NOT_EXPORT"),
            ("29212025000000001", "DECL_LENGTH"),
            ("292120240000000001", "DECL_YEAR"),
            ("292120260000000001", "DECL_YEAR"),
            ("292120252000000001", "DECL_CHARS"),
            ("29212025E000000001", "DECL_CHARS"),
            ("E20250000000000001", "DECL_PRE_ENTRY"),
            ("000020250000000001", "000020250000000001 with DECL_DISTRICT"),
        ],
    );
}

/// YW-VAL-05: the order of checks, and the serial that no declaration has.
#[test]
fn yw_val_05_order_of_checks() {
    check(
        read,
        &[
            ("", "FIELD_REQUIRED"),
            ("i20250000000000001", "DECL_PRE_ENTRY"),
            ("E2025000000000000", "DECL_LENGTH"),
            ("X20250000000000001", "DECL_CHARS"),
            ("292120250000000000", "DECL_CHARS"),
            ("000020241000000001", "DECL_NOT_EXPORT"),
            ("000020240000000001", "DECL_YEAR"),
            ("报关单号报关单号报关单号报关单号报关", "DECL_CHARS"),
        ],
    );
    let problem = DeclarationNumber::parse("2921", today(), None).unwrap_err();
    assert_eq!(problem.message(crate::Lang::En), "The declaration number has 18 digits; this one has 4");
    let problem = DeclarationNumber::parse("292120240000000001", today(), Month::new(2025, 3)).unwrap_err();
    assert_eq!(
        problem.message(crate::Lang::En),
        "The year 2024 in the declaration number must lie between 2025 and 2025"
    );
}

#[test]
fn yw_val_05_years_without_lines_begin_with_2013() {
    let read = |text| outcome(DeclarationNumber::parse(text, today(), None));
    assert_eq!(read("292120130000000001"), "292120130000000001");
    assert_eq!(read("292120120000000001"), "DECL_YEAR");
    let old = Month::new(2001, 1);
    let read = |text| outcome(DeclarationNumber::parse(text, today(), old));
    assert_eq!(read("292120120000000001"), "DECL_YEAR");
}

#[test]
fn cm_data_01_all_direct_customs_are_known() {
    assert_eq!(DIRECT_CUSTOMS.len(), 42);
    assert!(is_direct_customs("29"));
}

proptest! {
    #[test]
    fn yw_val_05_round_trip(text in "[0-9]{4}20(1[3-9]|2[0-5])0[0-9]{8}[1-9]", other in any::<String>()) {
        let number = DeclarationNumber::parse(&text, today(), None).unwrap().value;
        prop_assert_eq!(number.to_string(), &*text);
        prop_assert_eq!(DeclarationNumber::restore(&text), Some(number));
        let _ = DeclarationNumber::parse(&other, today(), None);
        let _ = DeclarationNumber::restore(&other);
    }
}
