use proptest::prelude::*;

use super::*;
use crate::testing::{check, day, outcome, today};

fn text(cell: &str) -> String {
    outcome(Month::parse(cell, today()))
}

fn number(cell: f64) -> String {
    outcome(Month::from_number(cell, today()))
}

fn serial(cell: f64, is_1904: bool) -> String {
    outcome(Month::from_serial(cell, is_1904, today()))
}

/// The vector table of specification 18.6. YW-VAL-06, YW-IMP-08.
#[test]
fn yw_val_06_vectors() {
    check(
        text,
        &[
            ("2025-03", "2025-03"),
            ("2025-3", "2025-03"),
            ("2025/03", "2025-03"),
            ("2025.3", "2025-03"),
            ("202503", "2025-03"),
            ("2025年3月", "2025-03"),
            ("２０２５－０３", "2025-03"),
            ("Mar-25", "2025-03"),
            ("2025-03-15", "2025-03 with IMP_MONTH_DAY"),
            ("2025-13", "MONTH_FORMAT"),
            ("25-03", "MONTH_FORMAT"),
            ("三月", "MONTH_FORMAT"),
            ("2025-07", "MONTH_FUTURE"),
            ("2022-05", "2022-05 with MONTH_OLD"),
        ],
    );
    assert_eq!(number(202_503.0), "2025-03");
    assert_eq!(serial(45_717.0, false), "2025-03");
    assert_eq!(serial(44_255.0, true), "2025-03");
    assert_eq!(number(45_717.0), "2025-03 with IMP_MONTH_SERIAL");
    assert_eq!(number(2025.1), "IMP_MONTH_AMBIGUOUS");
}

#[test]
fn yw_imp_08_other_text_forms() {
    check(
        text,
        &[
            ("2025/3", "2025-03"),
            ("2025.03", "2025-03"),
            ("2025年03月", "2025-03"),
            ("Mar-2025", "2025-03"),
            ("mar-25", "2025-03"),
            ("Dec-00", "2000-12 with MONTH_OLD"),
            ("2025/3/15", "2025-03 with IMP_MONTH_DAY"),
            ("2025年3月15日", "2025-03 with IMP_MONTH_DAY"),
            ("2022-05-01", "2022-05 with MONTH_OLD, IMP_MONTH_DAY"),
            ("2022-06", "2022-06"),
            ("2025-06", "2025-06"),
            (" 2025-03\u{3000}", "2025-03"),
            ("", "FIELD_REQUIRED"),
        ],
    );
}

#[test]
fn yw_imp_08_month_format_refuses_other_texts() {
    let refused = [
        "2025",
        "03",
        "2025-",
        "-03",
        "2025-003",
        "2025-00",
        "1999-12",
        "2100-01",
        "202513",
        "20253",
        "2025-02-29",
        "2025-03-32",
        "2025-3/15",
        "2025-03-",
        "2025-03-15-1",
        "2025年3",
        "2025 - 03",
        "Mar 25",
        "Mar/25",
        "Mar-5",
        "Mar-025",
        "Mar-1999",
        "March-25",
        "25-Mar",
        "45717",
        "2025.1.",
        "+2025-03",
        "2025年三月",
        "２０２５",
    ];
    for cell in refused {
        assert_eq!(text(cell), "MONTH_FORMAT", "of {cell:?}");
    }
}

#[test]
fn yw_imp_08_number_cells() {
    let table = [
        (200_001.0, "2000-01 with MONTH_OLD"),
        (202_506.0, "2025-06"),
        (202_507.0, "MONTH_FUTURE"),
        (209_912.0, "MONTH_FUTURE"),
        (202_500.0, "MONTH_FORMAT"),
        (202_513.0, "MONTH_FORMAT"),
        (36_526.0, "2000-01 with MONTH_OLD, IMP_MONTH_SERIAL"),
        (36_525.0, "MONTH_FORMAT"),
        (73_050.0, "MONTH_FUTURE"),
        (73_051.0, "MONTH_FORMAT"),
        (45_717.5, "IMP_MONTH_AMBIGUOUS"),
        (2025.0, "MONTH_FORMAT"),
        (0.0, "MONTH_FORMAT"),
        (-202_503.0, "MONTH_FORMAT"),
        (1e300, "MONTH_FORMAT"),
        (f64::NAN, "MONTH_FORMAT"),
        (f64::NEG_INFINITY, "MONTH_FORMAT"),
    ];
    for (cell, expected) in table {
        assert_eq!(number(cell), expected, "of {cell}");
    }
    let problem = Month::from_number(2025.1, today()).unwrap_err();
    assert!(problem.message(crate::Lang::En).contains("the number 2025.1;"));
}

#[test]
fn yw_imp_08_date_cells() {
    let table = [
        (45_716.0, false, "2025-02"),
        (45_717.75, false, "2025-03"),
        // 2025-03-01 as arithmetic in a sheet leaves it.
        (45_716.999_999_999, false, "2025-03"),
        (36_526.0, false, "2000-01 with MONTH_OLD"),
        (36_525.0, false, "MONTH_FORMAT"),
        (35_064.0, true, "2000-01 with MONTH_OLD"),
        (202_503.0, false, "MONTH_FORMAT"),
        (-1.0, true, "MONTH_FORMAT"),
        (f64::NAN, false, "MONTH_FORMAT"),
        (1e300, true, "MONTH_FORMAT"),
    ];
    for (cell, is_1904, expected) in table {
        assert_eq!(serial(cell, is_1904), expected, "of {cell}");
    }
}

#[test]
fn yw_val_06_sentences() {
    let problem = Month::parse("2025-07", today()).unwrap_err();
    assert_eq!(problem.message(crate::Lang::Zh), "下单月份不能晚于本月（2025-06）");
    let accepted = Month::parse("2025/3/15", today()).unwrap();
    assert_eq!(accepted.warnings[0].message(crate::Lang::En), "The day was dropped, month 2025-03 is used");
    let accepted = Month::from_number(45_717.0, today()).unwrap();
    assert_eq!(
        accepted.warnings[0].message(crate::Lang::En),
        "The number 45717 was read as a date serial: 2025-03"
    );
}

fn any_month() -> impl Strategy<Value = Month> {
    (2000_u16..=2099, 1_u8..=12).prop_map(|(year, month)| Month::new(year, month).unwrap())
}

proptest! {
    /// YW-VAL-06, YW-IMP-08: every form of a month is that month.
    #[test]
    fn yw_val_06_round_trip(month in any_month(), date in 1_u8..=28) {
        let last = day(2099, 12, 31);
        let (y, m) = (month.year(), month.month());
        let name = SHORT_NAMES[usize::from(m) - 1];
        let texts = [
            month.to_string(), format!("{y}-{m}"), format!("{y}/{m:02}"), format!("{y}.{m}"), format!("{y}年{m}月"),
            month.yyyymm().to_string(), format!("{name}-{:02}", y % 100), format!("{name}-{y}"),
            format!("{y}-{m:02}-{date:02}"), format!("{y}/{m}/{date}"),
        ];
        for text in texts {
            prop_assert_eq!(Month::parse(&text, last).map(|accepted| accepted.value), Ok(month), "{}", text);
        }
        prop_assert_eq!(Month::from_yyyymm(month.yyyymm()), Some(month));
        let serial = f64::from(day(y, m, date).days_since(day(1899, 12, 30)));
        prop_assert_eq!(Month::from_number(serial, last).map(|accepted| accepted.value), Ok(month));
        prop_assert_eq!(Month::from_serial(serial - 1462.0, true, last).map(|accepted| accepted.value), Ok(month));
    }

    /// Months are ordered as their numbers.
    #[test]
    fn yw_val_06_order(a in any_month(), b in any_month()) {
        prop_assert_eq!(a.cmp(&b), a.yyyymm().cmp(&b.yyyymm()));
    }

    /// YW-VAL-06: of any month and day exactly one holds: future, old, neither.
    #[test]
    fn yw_val_06_check_agrees_with_the_calendar(month in any_month(), now in any_month()) {
        let today = day(now.year(), now.month(), 15);
        let age = i32::from(now.index) - i32::from(month.index);
        let expected = match age {
            ..0 => "MONTH_FUTURE".to_owned(),
            0..=36 => month.to_string(),
            _ => format!("{month} with MONTH_OLD"),
        };
        prop_assert_eq!(outcome(month.check(today)), expected);
    }

    #[test]
    fn yw_val_06_nothing_makes_it_panic(cell in any::<String>(), near in "[0-9年月日/.a-z-]{0,12}", number in any::<f64>()) {
        let _ = text(&cell);
        let _ = text(&near);
        let _ = Month::from_number(number, today());
        let _ = Month::from_serial(number, true, today());
    }
}
