use super::*;

/// YW-IMP-08: a date format makes a number a date.
#[test]
fn date_formats() {
    for code in
        ["yyyy-mm-dd", "yyyy\"年\"m\"月\"", "mmm-yy", "[$-804]yyyy/m/d", "[h]:mm", "m/d;@", "yyyy\\-mm"]
    {
        assert!(is_date_format(code), "{code}");
    }
    for code in [
        "General",
        "G/通用格式",
        "0.00",
        "#,##0.00_);[Red](#,##0.00)",
        "@",
        "\"days\"0",
        "0;\"s\"",
        "\\d0",
        "_d0",
        "0.00E+00",
    ] {
        assert!(!is_date_format(code), "{code}");
    }
}

/// YW-VAL-06: serial 45717 is 2025-03-01.
#[test]
fn iso_dates() {
    for (text, serial) in [
        ("2025-03-01", 45_717.0),
        ("2025-03-01T08:00:00", 45_717.0),
        ("1970-01-01", 25_569.0),
        ("2000-02-29", 36_585.0),
    ] {
        assert_eq!(iso_serial(text), Some(serial), "{text}");
    }
    for text in ["", "2025", "2025-13-01", "PT8H", "2025-03-x"] {
        assert_eq!(iso_serial(text), None, "{text}");
    }
}
