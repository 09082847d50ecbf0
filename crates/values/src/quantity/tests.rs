use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

#[test]
fn yw_ord_08_quantities() {
    check(
        |text| plain_outcome(Quantity::parse(text)),
        &[
            ("1200", "1200.000"),
            ("１，２００．５", "1200.500"),
            ("0.001", "0.001"),
            ("999,999,999.999", "999999999.999"),
            ("1.2500", "1.250"),
            ("0", "NUM_RANGE"),
            ("-1", "NUM_RANGE"),
            ("1000000000", "NUM_RANGE"),
            ("1.0005", "NUM_SCALE"),
            ("12个", "NUM_FORMAT"),
            ("1.2e3", "NUM_FORMAT"),
            ("¥5", "NUM_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    let problem = Quantity::parse("0").unwrap_err().in_field("quantity");
    assert_eq!(problem.message(crate::Lang::Zh), "数量应在 0.001 到 999,999,999.999 之间");
    let problem = Quantity::parse("1.0005").unwrap_err().in_field("quantity");
    assert_eq!(problem.message(crate::Lang::En), "Quantity has at most 3 decimals");
}

#[test]
fn yw_ord_08_packages() {
    check(
        |text| plain_outcome(Packages::parse(text)),
        &[
            ("24", "24"),
            ("24.0", "24"),
            ("9,999,999", "9999999"),
            ("0", "NUM_RANGE"),
            ("10000000", "NUM_RANGE"),
            ("99999999999999999999999", "NUM_RANGE"),
            ("-3", "NUM_RANGE"),
            ("1.5", "NUM_SCALE"),
            ("三", "NUM_FORMAT"),
            ("", "FIELD_REQUIRED"),
        ],
    );
    assert_eq!(Packages::new(0), None);
    assert_eq!(Packages::new(10_000_000), None);
}

#[test]
fn yw_imp_09_measure_cells() {
    let quantities = [
        (12.3450000001, "12.345"),
        (1200.0, "1200.000"),
        (999_999_999.999, "999999999.999"),
        (12.3456, "NUM_SCALE"),
        (0.0, "NUM_RANGE"),
        (-2.0, "NUM_RANGE"),
        (1e9, "NUM_RANGE"),
        (f64::NAN, "NUM_FORMAT"),
    ];
    for (cell, expected) in quantities {
        assert_eq!(plain_outcome(Quantity::from_cell(cell)), expected, "of {cell}");
    }
    let packages = [(24.0, "24"), (24.5, "NUM_SCALE"), (0.0, "NUM_RANGE"), (1e300, "NUM_RANGE")];
    for (cell, expected) in packages {
        assert_eq!(plain_outcome(Packages::from_cell(cell)), expected, "of {cell}");
    }
}

#[test]
fn unit_prices_and_rates_keep_their_bounds() {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let price = UnitPrice::new(decimal("0.125"), Currency::USD).unwrap();
    let three = Quantity::from_thousandths(3_000).unwrap();
    // 0.375 rounds to 0.38.
    assert_eq!(price.times(three), Some(Money::from_minor(38, Currency::USD)));
    assert_eq!(UnitPrice::new(decimal("-0.01"), Currency::USD), None);
    assert_eq!(UnitPrice::new(decimal("0.0000001"), Currency::USD), None);
    assert_eq!(UnitPrice::new(decimal("100000000"), Currency::USD), None);

    let rate = Rate::new(decimal("0.025")).unwrap();
    assert_eq!(
        rate.of(Money::from_minor(10_020, Currency::USD)),
        Some(Money::from_minor(251, Currency::USD))
    );
    assert_eq!(Rate::new(Decimal::ZERO), None);
    assert_eq!(Rate::new(decimal("0.000000001")), None);
}

proptest! {
    /// YW-ORD-08: what a measure displays is read as the same measure.
    #[test]
    fn yw_ord_08_round_trip(thousandths in 1_i64..=999_999_999_999, packages in 1_u32..=9_999_999) {
        let quantity = Quantity::from_thousandths(thousandths).unwrap();
        prop_assert_eq!(quantity.thousandths(), thousandths);
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        let cell: f64 = quantity.to_string().parse().unwrap();
        prop_assert_eq!(Quantity::from_cell(cell), Ok(quantity));
        let packages = Packages::new(packages).unwrap();
        prop_assert_eq!(Packages::parse(&packages.to_string()), Ok(packages));
    }

    #[test]
    fn yw_ord_08_nothing_makes_it_panic(text in any::<String>(), cell in any::<f64>(), units in any::<i64>()) {
        let _ = Quantity::parse(&text);
        let _ = Packages::parse(&text);
        let _ = Quantity::from_cell(cell);
        let _ = Packages::from_cell(cell);
        let _ = Quantity::from_thousandths(units);
    }
}
