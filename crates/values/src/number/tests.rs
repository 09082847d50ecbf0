use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

fn cny(text: &str) -> String {
    plain_outcome(read_number(text, Some(Currency::CNY)))
}

#[test]
fn cm_num_01_reads_what_people_type() {
    check(
        cny,
        &[
            ("1234.5", "1234.5"),
            ("１，２３４．５０", "1234.5"),
            ("１２３４。５", "1234.5"),
            ("¥1,234.50", "1234.5"),
            ("￥ 1234.50", "1234.5"),
            ("CNY1234.5", "1234.5"),
            ("rmb 1,234.5", "1234.5"),
            ("1234.50元", "1234.5"),
            ("1,234.5 人民币", "1234.5"),
            ("\u{3000}＋12\u{a0}", "12"),
            ("－0.5", "-0.5"),
            ("¥-0.5", "-0.5"),
            (".5", "0.5"),
            ("007", "7"),
            ("0.000", "0"),
            ("-0", "0"),
            ("12.5000000000000000000000000000000000", "12.5"),
            ("1,234,567.80", "1234567.8"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ],
    );
}

#[test]
fn cm_num_01_num_format_refuses_other_forms() {
    let refused = [
        "1,23,4",
        "1.2e3",
        "1E5",
        "1.234,50",
        "1 234.50",
        "1,2345",
        "1234,567",
        ",123",
        "1,234,",
        "1,,234",
        "1/2",
        "50%",
        "(5)",
        "（5）",
        "5-",
        "--5",
        "+-5",
        "5.",
        ".",
        "-",
        "+",
        "1.2.3",
        "。5",
        "5。",
        "五",
        "0x10",
        "NaN",
        "inf",
        "٣",
        "¥",
        "元",
        "¥5元",
        "5元元",
        "1.000,000",
        "abc",
        "99999999999999999999999999999999999999",
    ];
    for text in refused {
        assert_eq!(cny(text), "NUM_FORMAT", "of {text:?}");
    }
    assert_eq!(cny("  "), "FIELD_REQUIRED");
    assert_eq!(cny("5\u{e000}"), "TEXT_CHARS");
}

#[test]
fn cm_num_01_money_currency_mismatch() {
    let usd = |text: &str| plain_outcome(read_number(text, Some(Currency::USD)));
    check(
        usd,
        &[
            ("$5", "5"),
            ("US$ 5", "5"),
            ("ＵＳＤ５", "5"),
            ("5美元", "5"),
            ("¥5", "MONEY_CURRENCY_MISMATCH"),
            ("5元", "MONEY_CURRENCY_MISMATCH"),
            ("RMB 5", "MONEY_CURRENCY_MISMATCH"),
            ("EUR 5", "MONEY_CURRENCY_MISMATCH"),
        ],
    );
    check(cny, &[("$5", "MONEY_CURRENCY_MISMATCH"), ("5美元", "MONEY_CURRENCY_MISMATCH")]);
    let problem = read_number("$5", Some(Currency::CNY)).unwrap_err();
    assert_eq!(problem.message(crate::Lang::En), "The currency in \"$5\" is not the field's (CNY)");
    // A field without a currency takes no mark of one.
    assert_eq!(plain_outcome(read_number("¥5", None)), "NUM_FORMAT");
}

#[test]
fn yw_imp_07_scientific_notation_is_seen() {
    for text in ["1.99E+10", "1.99e+10", "1.99Ｅ＋10", "-1.5E-7", "2E+10", "1.2E3"] {
        assert!(is_scientific(text), "{text}");
    }
    for text in ["19900000001", "12E5", "E00000001", "ME+1", "1E+", "1.E+5", "", "1.2.3E+4"] {
        assert!(!is_scientific(text), "{text}");
    }
}

#[test]
fn grouped_thousands() {
    assert_eq!(grouped(9_999_999_999, 2), "99,999,999.99");
    assert_eq!(grouped(1, 2), "0.01");
    assert_eq!(grouped(0, 0), "0");
    assert_eq!(grouped(-123_456, 0), "-123,456");
}

proptest! {
    /// CM-NUM-01: what a number displays is read as the same number.
    #[test]
    fn cm_num_01_round_trip(mantissa in any::<i64>(), scale in 0_u32..=18) {
        let number = Decimal::new(mantissa, scale);
        prop_assert_eq!(read_number(&number.to_string(), None), Ok(number));
    }

    /// CM-NUM-01: commas, full-width digits and marks change nothing.
    #[test]
    fn cm_num_01_dress_changes_nothing(units in 0_i64..=i64::MAX, places in 0_u32..=6) {
        let number = Decimal::new(units, places);
        let dressed = grouped(units, places);
        let wide: String = dressed.chars().map(|c| match c {
            '.' => '．',
            ',' => '，',
            digit => char::from_u32(u32::from(digit) + 0xFEE0).unwrap(),
        }).collect();
        for text in [&dressed, &wide, &format!("￥{dressed}"), &format!("{wide}元")] {
            prop_assert_eq!(read_number(text, Some(Currency::CNY)), Ok(number));
        }
    }

    /// Fixed point and decimal agree.
    #[test]
    fn cm_num_01_scaled_is_exact(text in "[-+]?[0-9]{1,12}(\\.[0-9]{1,5})?", places in 0_u32..=4) {
        let number = read_number(&text, None).unwrap();
        let expected = if number.normalize().scale() > places {
            Err(Excess::Scale)
        } else {
            let units = number * Decimal::from(10_i64.pow(places));
            Ok(i64::try_from(units.normalize().mantissa()).unwrap())
        };
        prop_assert_eq!(scaled(&text, places), expected);
    }

    /// A cell that a spreadsheet computed for an amount is that amount.
    #[test]
    fn yw_imp_09_cells_are_the_decimals_they_show(units in 0_i64..100_000_000_000, places in 0_u32..=3) {
        let cell: f64 = Decimal::new(units, places).to_string().parse().unwrap();
        prop_assert_eq!(scaled_cell(cell, places), Ok(units));
        prop_assert_eq!(scaled_cell(-cell, places), Ok(-units));
    }

    #[test]
    fn cm_num_01_nothing_makes_it_panic(text in any::<String>(), cell in any::<f64>()) {
        let _ = read_number(&text, Some(Currency::USD));
        let _ = is_scientific(&text);
        for places in 0..=4 {
            let _ = scaled_cell(cell, places);
        }
    }
}
