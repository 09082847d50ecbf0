use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn cm_money_01_parse() {
    check(
        |text| plain_outcome(Money::parse(text, Currency::CNY)),
        &[
            ("750", "750.00"),
            ("750.00", "750.00"),
            ("12.500", "12.50"),
            ("１，２３４．５６", "1234.56"),
            ("¥1,234.50", "1234.50"),
            ("0", "0.00"),
            ("-0.00", "0.00"),
            ("99,999,999.99", "99999999.99"),
            ("12.345", "MONEY_SCALE"),
            ("0.001", "MONEY_SCALE"),
            ("100000000", "MONEY_RANGE"),
            ("-0.01", "MONEY_RANGE"),
            ("99999999999999999999999999999999999999999", "MONEY_RANGE"),
            ("$5", "MONEY_CURRENCY_MISMATCH"),
            ("1.2e3", "MONEY_FORMAT"),
            ("1,23,4", "MONEY_FORMAT"),
            ("1.234,50", "MONEY_FORMAT"),
            ("abc", "MONEY_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

#[test]
fn yw_ord_03_a_total_is_positive() {
    check(
        |text| plain_outcome(Money::parse_positive(text, Currency::USD)),
        &[("0.01", "0.01"), ("$99999999.99", "99999999.99"), ("0", "MONEY_RANGE"), ("-1", "MONEY_RANGE")],
    );
    let problem = Money::parse_positive("0", Currency::USD).unwrap_err();
    assert_eq!(problem.message(crate::Lang::En), "The amount must lie between 0.01 and 99,999,999.99");
}

/// CM-MONEY-01: 0.1 + 0.2 is 0.30; 2.505 rounds to 2.51.
#[test]
fn cm_money_01_arithmetic_is_exact() {
    let sum = Money::parse("0.1", Currency::USD).unwrap().checked_add(usd(20)).unwrap();
    assert_eq!(sum.to_string(), "0.30");
    assert_eq!(usd(10).checked_sub(usd(25)), Some(usd(-15)));
    assert_eq!(usd(1).checked_add(Money::from_minor(1, Currency::CNY)), None);
    assert_eq!(usd(1).checked_sub(Money::from_minor(1, Currency::CNY)), None);
    assert_eq!(usd(i64::MAX).checked_add(usd(1)), None);
    assert_eq!(usd(i64::MIN).checked_sub(usd(1)), None);
}

#[test]
fn cm_money_01_rounding_is_half_away_from_zero() {
    let jpy = Currency::from_code("JPY").unwrap();
    let kwd = Currency::from_code("KWD").unwrap();
    let table = [
        ("2.505", Currency::USD, "2.51"),
        ("-2.505", Currency::USD, "-2.51"),
        ("2.504999999999", Currency::USD, "2.50"),
        ("2.5", Currency::USD, "2.50"),
        ("0.005", Currency::USD, "0.01"),
        ("-0.004", Currency::USD, "0.00"),
        ("0.5", jpy, "1"),
        ("1.0005", kwd, "1.001"),
    ];
    for (amount, currency, expected) in table {
        let rounded = Money::round_half_up(decimal(amount), currency).unwrap();
        assert_eq!(rounded.to_string(), expected, "of {amount} {currency}");
    }
    assert_eq!(Money::round_half_up(Decimal::MAX, Currency::USD), None);
    assert_eq!(Money::round_half_up(decimal("92233720368547758.08"), Currency::USD), None);
}

/// YW-IMP-09: 1234.5600000001 as a cell is 1234.56; 1234.567 is refused.
#[test]
fn yw_imp_09_amount_cells() {
    let table = [
        (1234.5600000001, "1234.56"),
        (0.1 + 0.2, "0.30"),
        (8600.0, "8600.00"),
        (99_999_999.99, "99999999.99"),
        (1234.567, "MONEY_SCALE"),
        (1234.560001, "MONEY_SCALE"),
        (0.0, "MONEY_RANGE"),
        (-0.0, "MONEY_RANGE"),
        (-5.0, "MONEY_RANGE"),
        (1e-9, "MONEY_RANGE"),
        (1e8, "MONEY_RANGE"),
        (1e300, "MONEY_RANGE"),
        (f64::NAN, "MONEY_FORMAT"),
        (f64::INFINITY, "MONEY_FORMAT"),
    ];
    for (cell, expected) in table {
        assert_eq!(plain_outcome(Money::from_cell(cell, Currency::CNY)), expected, "of {cell}");
    }
}

#[test]
fn cm_money_01_text_has_the_decimals_of_the_currency() {
    assert_eq!(usd(75_000).to_string(), "750.00");
    assert_eq!(usd(-5).to_string(), "-0.05");
    assert_eq!(usd(i64::MIN).to_string(), "-92233720368547758.08");
    assert_eq!(Money::from_minor(750, Currency::from_code("JPY").unwrap()).to_string(), "750");
    assert_eq!(format!("{:?}", usd(1)), "USD 0.01");
}

/// The ceiling has eight digits before the point whatever the minor unit.
#[test]
fn cm_money_01_range_of_other_minor_units() {
    let jpy = Currency::from_code("JPY").unwrap();
    assert_eq!(plain_outcome(Money::parse("JPY 99999999", jpy)), "99999999");
    assert_eq!(plain_outcome(Money::parse("100000000", jpy)), "MONEY_RANGE");
    assert_eq!(plain_outcome(Money::parse("¥0.5", jpy)), "MONEY_SCALE");
}

proptest! {
    /// CM-MONEY-01: what an amount displays is read as the same amount.
    #[test]
    fn cm_money_01_round_trip(minor in 0_i64..=9_999_999_999) {
        let money = usd(minor);
        prop_assert_eq!(Money::parse(&money.to_string(), Currency::USD), Ok(money));
        prop_assert_eq!(Money::round_half_up(money.decimal(), Currency::USD), Some(money));
    }

    /// YW-IMP-09: a cell and its text mean the same.
    #[test]
    fn yw_imp_09_cell_and_text_agree(minor in 1_i64..=9_999_999_999) {
        let cell: f64 = usd(minor).to_string().parse().unwrap();
        prop_assert_eq!(Money::from_cell(cell, Currency::USD), Ok(usd(minor)));
    }

    /// CM-MONEY-01: rounding moves by at most half a minor unit, a tie away from zero.
    #[test]
    fn cm_money_01_rounding_is_nearest(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..8) {
        let exact = Decimal::new(mantissa, scale);
        let rounded = Money::round_half_up(exact, Currency::USD).unwrap().decimal();
        let off = (rounded - exact).abs();
        prop_assert!(off <= Decimal::new(5, 3));
        prop_assert!(off < Decimal::new(5, 3) || rounded.abs() > exact.abs());
    }

    #[test]
    fn cm_money_01_nothing_makes_it_panic(text in any::<String>(), cell in any::<f64>()) {
        let _ = Money::parse(&text, Currency::CNY);
        let _ = Money::from_cell(cell, Currency::CNY);
    }
}
