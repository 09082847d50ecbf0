//! `check` and `template`: what needs no vault.

use serde_json::Value;

use crate::desk::{alone, program, run, scratch};

/// Each kind with values that are right, doubtful and wrong: value, normal form, code.
#[test]
fn yw_val_kinds() {
    const CASES: &[(&str, &str, Option<&str>, Option<&str>)] = &[
        ("uscc", "9133 0782-te5t００016t", Some("91330782TE5T00016T"), None),
        ("uscc", "91330782TE5T000108", Some("91330782TE5T000108"), Some("USCC_ORG_CHECK")),
        ("uscc", "91330782TE5T00016Y", None, Some("USCC_CHECK")),
        ("uscc", "91330782TE5T00O16T", None, Some("USCC_CHARS")),
        ("uscc", "91330782TE5T00016", None, Some("USCC_LENGTH")),
        ("uscc", "913307A2TE5T00016T", None, Some("USCC_REGION")),
        ("uscc", "51330782TE5T00016Y", None, Some("USCC_KIND")),
        ("uscc", "", None, Some("FIELD_REQUIRED")),
        ("resident-id", "440524188001010014", Some("440524188001010014"), Some("RID_AGE_HIGH")),
        ("resident-id", "11010519491231002x", Some("11010519491231002X"), None),
        ("resident-id", "810000190303030030", None, Some("RID_KIND")),
        ("resident-id", "330782190302290023", None, Some("RID_DATE")),
        ("resident-id", "990782190101010016", None, Some("RID_REGION")),
        ("resident-id", "330782190101010014", None, Some("RID_CHECK")),
        ("resident-id", "330782010101001", None, Some("RID_LENGTH")),
        ("resident-id", "33078219010101001A", None, Some("RID_CHARS")),
        ("mobile", "+86 199 0000 0001", Some("19900000001"), None),
        ("mobile", "12900000001", None, Some("PHONE_FORMAT")),
        ("passport", "ab 123-4567", Some("AB1234567"), None),
        ("passport", "AB12345678", Some("AB12345678"), Some("PASSPORT_LONG")),
        ("passport", "A1234", None, Some("PASSPORT_FORMAT")),
        ("passport", "330782190101010013", None, Some("PASSPORT_LOOKS_LIKE_ID")),
        ("declaration", "2921 2025 0 000123456", Some("292120250000123456"), None),
        ("declaration", "000020250000000001", Some("000020250000000001"), Some("DECL_DISTRICT")),
        ("declaration", "292120251000000001", None, Some("DECL_NOT_EXPORT")),
        ("declaration", "29212025000000001", None, Some("DECL_LENGTH")),
        ("declaration", "292120120000000001", None, Some("DECL_YEAR")),
        ("declaration", "29212025E000000001", None, Some("DECL_CHARS")),
        ("declaration", "E20250000000000001", None, Some("DECL_PRE_ENTRY")),
        ("month", "2025年3月", Some("2025-03"), None),
        ("month", "2025-03-15", Some("2025-03"), Some("IMP_MONTH_DAY")),
        ("month", "2022-05", Some("2022-05"), Some("MONTH_OLD")),
        ("month", "2025-07", None, Some("MONTH_FUTURE")),
        ("month", "25-03", None, Some("MONTH_FORMAT")),
        ("password", "abcdefg1", Some("abcdefg1"), None),
        ("password", "abc123!", None, Some("PWD_LENGTH")),
        ("password", "abcdefgh", None, Some("PWD_CLASSES")),
        ("password", "abc 1234", None, Some("PWD_CHARS")),
        ("email", "Buyer@Example.COM", Some("Buyer@example.com"), None),
        ("email", "buyer@example", None, Some("EMAIL_FORMAT")),
        ("person-name", "阿依古丽•买买提", Some("阿依古丽·买买提"), None),
        ("person-name", "示例1", None, Some("NAME_CHARS")),
        ("person-name", "示", None, Some("FIELD_TOO_SHORT")),
        ("person-name", "示例\u{e000}", None, Some("TEXT_CHARS")),
        ("company-name", "示例进出口有限公司", Some("示例进出口有限公司"), None),
        ("company-name", "示例😀", None, Some("NAME_CHARS")),
    ];
    let mut kinds: Vec<&str> = CASES.iter().map(|(kind, ..)| *kind).collect();
    kinds.dedup();
    for kind in kinds {
        let cases: Vec<_> = CASES.iter().filter(|(of, ..)| *of == kind).collect();
        let values = cases.iter().map(|(_, value, ..)| *value);
        let said =
            run(program(["check", kind, "--json", "--today", "2025-06-30"].into_iter().chain(values)), "");
        let answer = said.json();
        let results = answer["data"]["results"].as_array().unwrap();
        assert_eq!(results.len(), cases.len(), "{said:?}");
        for ((_, value, normalized, code), result) in cases.iter().zip(results) {
            assert_eq!(result["value"], *value);
            assert_eq!(result["normalized"], normalized.map_or(Value::Null, Value::from), "{kind} {value}");
            assert_eq!(result["ok"], normalized.is_some(), "{kind} {value}");
            assert_eq!(
                result["problems"][0]["code"],
                code.map_or(Value::Null, Value::from),
                "{kind} {value}"
            );
        }
        let is_all_right = cases.iter().all(|(_, _, normalized, _)| normalized.is_some());
        assert_eq!(said.code, i32::from(!is_all_right), "{kind}");
    }
}

/// `RID_UNDER_AGE`, `RID_REGION_UNKNOWN`, and the numbers of other documents.
#[test]
fn yw_val_02_choices() {
    let check = |arguments: &[&str]| {
        let fixed = ["check", "resident-id", "--today", "2025-06-30"];
        alone(&fixed.into_iter().chain(arguments.iter().copied()).collect::<Vec<_>>())
    };
    assert_eq!(check(&["810000190303030030", "--kind", "hmt_permit"]).codes(), ["RID_AGE_HIGH"]);
    assert_eq!(check(&["933840190404040048", "--kind", "prc_card"]).codes(), ["RID_AGE_HIGH"]);
    assert_eq!(check(&["11010519491231002X", "--min-age", "76"]).codes(), ["RID_UNDER_AGE"]);
    assert_eq!(check(&["11010519491231002X", "--min-age", "75"]).code, 0);
}

/// `DECL_YEAR` against the earliest order month; `DATE_INVALID` for a day that there is not.
#[test]
fn yw_val_05_dates() {
    let number = "292120240000000001";
    let with =
        |today, earliest| alone(&["check", "declaration", number, "--today", today, "--earliest", earliest]);
    assert_eq!(with("2025-06-30", "2024-11").code, 0);
    assert_eq!(with("2025-06-30", "2025-03").codes(), ["DECL_YEAR"]);
    let said = with("2025-02-30", "2025-01");
    assert_eq!((said.code, said.problems()), (1, vec!["DATE_INVALID today".to_owned()]));
}

#[test]
fn values_from_standard_input() {
    let said = run(program(["check", "month", "-", "--json"]), "2025-03\n2025-04\n");
    assert_eq!(said.data(0)["results"].as_array().unwrap().len(), 2);
}

/// YW-IMP-01, `FILE_WRITE`.
#[test]
fn template_is_written_or_refused() {
    let path = scratch("template").join("模板.xlsx");
    let said = alone(&["template", path.to_str().unwrap(), "--currency", "USD"]);
    assert_eq!(said.data(0)["currency"], "USD");
    assert!(path.exists());
    let said = alone(&["template", "/nowhere/at/all.xlsx"]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_WRITE".to_owned()]));
}
