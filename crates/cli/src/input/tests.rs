use std::io::Write as _;

use domain::{LineField, OrderField};

use super::{line_fields, lines, order_fields};
use crate::answer::Failure;

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn codes(failure: &Failure) -> Vec<String> {
    let named = |problem: &values::Problem| match &problem.field {
        Some(field) => format!("{} {field}", problem.code),
        None => problem.code.to_string(),
    };
    failure.0.iter().map(named).collect()
}

/// Texts, numbers with all their digits, nulls, lists and raw texts of an earlier answer.
#[test]
fn values_of_every_kind() {
    let written = file(
        "\u{feff}{\"total_usd\": 12345678901234567890.10, \"buyer_name\": \"\\u4e00\", \"remark\": null, \
         \"purchase_order_nos\": [\"A-1\", 2], \"buyer_passport\": {\"raw\": \"??\"}}",
    );
    let fields = order_fields(written.path()).unwrap();
    let expected = [
        (OrderField::TotalUsd, "12345678901234567890.10"),
        (OrderField::BuyerName, "一"),
        (OrderField::Remark, ""),
        (OrderField::PurchaseOrderNos, "A-1\n2"),
        (OrderField::BuyerPassport, "??"),
    ];
    assert_eq!(fields, expected.map(|(field, text)| (field, text.to_owned())));
}

/// `REQ_MALFORMED`, `REQ_UNKNOWN_FIELD`: each names its field; all of them are told.
#[test]
fn what_is_refused() {
    let cases = [
        ("{\"buyer\": 1, \"state\": \"draft\"}", vec!["REQ_UNKNOWN_FIELD buyer", "REQ_UNKNOWN_FIELD state"]),
        ("{\"remark\": true}", vec!["REQ_MALFORMED remark"]),
        ("{\"remark\": [\"a\"]}", vec!["REQ_MALFORMED remark"]),
        ("{\"remark\": {\"raw\": 1}}", vec!["REQ_MALFORMED remark"]),
        ("{\"remark\": \"a\", \"remark\": \"b\"}", vec!["REQ_MALFORMED remark"]),
        ("[]", vec!["REQ_MALFORMED"]),
        ("{\"remark\": \"a\"", vec!["REQ_MALFORMED"]),
        ("", vec!["REQ_MALFORMED"]),
    ];
    for (text, expected) in cases {
        assert_eq!(codes(&order_fields(file(text).path()).unwrap_err()), expected, "{text}");
    }
}

#[test]
fn the_place_of_broken_json_is_told() {
    let failure = order_fields(file("{\n  \"remark\": ,\n}").path()).unwrap_err();
    let params: Vec<_> = failure.0[0].params.iter().map(|(name, text)| format!("{name}={text}")).collect();
    assert_eq!(params, ["line=2", "column=13"]);
}

/// Arrays, NDJSON and single objects give the same lines.
#[test]
fn lines_in_each_form() {
    let cases = [
        "[{\"packages\": 2}, {\"packages\": \"3\"}]",
        "{\"packages\": 2}\n{\"packages\": \"3\"}\n",
        "{\"packages\": 2}\r\n\r\n{\"packages\": \"3\"}",
    ];
    for text in cases {
        let typed = lines(file(text).path()).unwrap();
        assert_eq!(
            typed,
            [vec![(LineField::Packages, "2".to_owned())], vec![(LineField::Packages, "3".to_owned())]],
            "{text}"
        );
    }
    assert_eq!(lines(file("[]").path()).unwrap(), Vec::<Vec<_>>::new());
    let wrong = lines(file("[{\"packages\": 2}, {\"package\": 3}]").path()).unwrap_err();
    assert_eq!(codes(&wrong), ["REQ_UNKNOWN_FIELD lines[1].package"]);
    assert_eq!(codes(&line_fields(file("[]").path()).unwrap_err()), ["REQ_MALFORMED"]);
}

/// A file that Windows PowerShell wrote with `>` says the same as one in UTF-8: UTF-16 with its mark and other line ends.
#[test]
fn files_as_windows_writes_them() {
    let text = "{\"buyer_name\": \"示例\"}\r\n";
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes), [b"\xef\xbb\xbf", text.as_bytes()].concat()]
    {
        let mut written = tempfile::NamedTempFile::new().unwrap();
        written.write_all(&bytes).unwrap();
        assert_eq!(order_fields(written.path()).unwrap(), [(OrderField::BuyerName, "示例".to_owned())]);
        written.write_all(b"\xff").unwrap();
        assert_eq!(codes(&order_fields(written.path()).unwrap_err()), ["REQ_MALFORMED"], "a half character");
    }
}
