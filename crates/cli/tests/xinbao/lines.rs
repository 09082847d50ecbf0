//! `lines add | edit | remove | find`.

use serde_json::json;

use crate::desk::{Desk, line, many_lines};

/// YW-ORD-08: each column's codes, by paste (kept, status 1; warnings 0) and by 【+】 (`--strict`, nothing is added).
#[test]
fn yw_ord_08_columns() {
    let desk = Desk::shared();
    for (field, text, code, status) in [
        ("merchant_no", "§", "MPN_FORMAT", 1),
        ("merchant_name", "", "FIELD_REQUIRED", 1),
        ("merchant_name", "示例😀", "NAME_CHARS", 1),
        ("merchant_phone", "12345678901", "PHONE_FORMAT", 1),
        ("order_month", "soon", "MONTH_FORMAT", 1),
        ("order_month", "2099-12", "MONTH_FUTURE", 1),
        ("order_month", "2010-01", "MONTH_OLD", 0),
        ("order_month", "2026-01-15", "IMP_MONTH_DAY", 0),
        ("goods_name", "\u{e000}", "TEXT_CHARS", 1),
        ("quantity", "1.2e3", "NUM_FORMAT", 1),
        ("quantity", "1.2345", "NUM_SCALE", 1),
        ("quantity", "0", "NUM_RANGE", 1),
        ("packages", "1.5", "NUM_SCALE", 1),
        ("packages", "10000000", "NUM_RANGE", 1),
        ("amount", "many", "MONEY_FORMAT", 1),
        ("amount", "1.234", "MONEY_SCALE", 1),
        ("amount", "-1", "MONEY_RANGE", 1),
        ("amount", "$5", "MONEY_CURRENCY_MISMATCH", 1),
    ] {
        let id = desk.order("{}");
        let mut fields: serde_json::Value = serde_json::from_str(&line(1)).unwrap();
        fields[field] = json!(text);
        let expected = if code.is_empty() { Vec::new() } else { vec![format!("{code} lines[0].{field}")] };
        let strict = desk.given(&["lines", "add", &id, "--strict", "--file", "-"], &fields.to_string());
        assert_eq!((strict.code, strict.problems()), (status, expected.clone()), "{field} {text}");
        assert_eq!(
            desk.run(&["order", "show", &id]).data(0)["total"],
            i32::from(status == 0),
            "{field} {text}"
        );
        let pasted = desk.given(&["lines", "add", &id, "--file", "-"], &format!("[{fields}]"));
        assert_eq!(pasted.code, status, "{field} {text}");
        assert_eq!(pasted.problems().first(), expected.first(), "{field} {text}");
        let shown = desk.run(&["order", "show", &id, "--lines"]).data(0);
        let last = shown["lines"].as_array().unwrap().last().unwrap();
        if status == 1 && !text.is_empty() {
            assert_eq!(last[field], json!({ "raw": text }));
        }
        assert_eq!(shown["order"]["wrong_lines"], status, "{field} {text}");
    }
}

/// YW-ORD-08, YW-ORD-14: lines come back with ids, positions and sums; pages of them, too.
#[test]
fn yw_ord_14_lines_and_sums() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let added = desk.given(&["lines", "add", &id, "--file", "-"], &many_lines(5)).data(0);
    let ids: Vec<_> = added["ids"].as_array().unwrap().clone();
    let page = desk.run(&["order", "show", &id, "--lines", "--limit", "2", "--offset", "1"]).data(0);
    let lines = page["lines"].as_array().unwrap();
    assert_eq!(page["total"], 5);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["id"], ids[1]);
    assert_eq!(lines[0]["position"], 2);
    assert_eq!(lines[0]["merchant_phone"], "19900000002");
    assert_eq!(lines[0]["quantity"], "1200.000");
    assert_eq!(lines[0]["packages"], "24");
    assert_eq!(lines[0]["amount"], "8600.00");
    assert_eq!(lines[0]["order_month"], "2026-01");
    assert_eq!(lines[0]["merchant_lookup"], "none");
    assert_eq!(page["order"]["line_sum"], "43000.00");
    assert_eq!(page["order"]["packages_sum"], 120);
    assert_eq!(page["order"]["line_count"], 5);
}

/// `LINE_DUPLICATE` (YW-ORD-13), `ORD_TOTAL_DIFF` (YW-ORD-14): warnings, status 0.
#[test]
fn warnings_of_lines() {
    let desk = Desk::shared();
    let id = desk.order_with(&line(1));
    let said = desk.given(&["lines", "add", &id, "--file", "-"], &line(1));
    assert_eq!((said.code, said.problems()), (0, vec!["LINE_DUPLICATE lines[0]".to_owned()]));
    let id = desk.order("{\"line_currency\": \"USD\"}");
    desk.given(&["lines", "add", &id, "--file", "-"], &line(1)).data(0);
    let said = desk.given(&["order", "edit", &id, "--file", "-"], "{\"total_usd\": 1}");
    assert_eq!((said.code, said.codes()), (0, vec!["ORD_TOTAL_DIFF".to_owned()]));
}

/// YW-ORD-09: `FIELD_RETYPE`: a text that was no amount of the former currency becomes none of the new one by itself.
#[test]
fn yw_ord_09_an_amount_to_be_typed_again() {
    let desk = Desk::shared();
    let id = desk.order_with(&line(1).replace("8600.00", "7.50").replace("塑料玩具", "雨伞"));
    let edit = |json: &str| desk.given(&["lines", "edit", &id, "#1", "--file", "-"], json);
    let wrong = edit(r#"{"amount": "US$7.50"}"#);
    assert_eq!((wrong.code, wrong.codes()), (1, vec!["MONEY_CURRENCY_MISMATCH".to_owned()]), "{wrong:?}");
    desk.given(&["order", "edit", &id, "--file", "-"], r#"{"line_currency": "USD"}"#).data(0);
    let told = |said: &crate::desk::Said| {
        let lines = said.json()["data"]["lines"].take();
        (lines[0]["amount"].clone(), lines[0]["problems"][0]["code"].clone())
    };
    let shown = desk.run(&["order", "show", &id, "--lines"]);
    assert_eq!(told(&shown), (json!({"raw": "US$7.50"}), json!("FIELD_RETYPE")));
    edit(r#"{"amount": "US$7.50"}"#).data(0);
    assert_eq!(told(&desk.run(&["order", "show", &id, "--lines"])), (json!("7.50"), json!(null)));
}

/// YW-ORD-11: by whole id, by `#n`, by a unique ending; undo brings the same line back under its id.
#[test]
fn yw_ord_11_edited_and_removed() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let added = desk.given(&["lines", "add", &id, "--file", "-"], &many_lines(4)).data(0);
    let ids: Vec<&str> = added["ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    desk.given(&["lines", "edit", &id, ids[1], "--file", "-"], "{\"amount\": \"1.50\"}").data(0);
    let wrong = desk.given(&["lines", "edit", &id, "#2", "--file", "-"], "{\"packages\": \"no\"}");
    assert_eq!((wrong.code, wrong.codes()), (1, vec!["NUM_FORMAT".to_owned()]));
    let tail = &ids[2][ids[2].len() - 8..];
    let removed = desk.run(&["lines", "remove", &id, tail, "#1", ids[0]]).data(0);
    assert_eq!(removed["ids"], json!([ids[2], ids[0]]));
    desk.run(&["undo", &id]).data(0);
    let lines = desk.run(&["order", "show", &id, "--lines"]).data(0)["lines"].take();
    let back: Vec<&str> = lines.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(back, ids);
    assert_eq!(lines[1]["amount"], "1.50");
    assert_eq!(lines[1]["packages"], json!({ "raw": "no" }));
    for (line, code) in
        [("#9", "NOT_FOUND"), ("#0", "ID_INVALID"), ("zz", "ID_INVALID"), ("ffffffff", "NOT_FOUND")]
    {
        let said = desk.run(&["lines", "remove", &id, line]);
        assert_eq!((said.code, said.codes()), (1, vec![code.to_owned()]), "{line}");
    }
}

/// Refused line files store nothing; an empty one is no step.
#[test]
fn refused_line_files() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    for (input, expected) in [
        ("[{\"merchant\": 1}]", "REQ_UNKNOWN_FIELD lines[0].merchant"),
        ("{\"amount\": true}", "REQ_MALFORMED lines[0].amount"),
        ("[1]", "REQ_MALFORMED"),
    ] {
        let said = desk.given(&["lines", "add", &id, "--file", "-"], input);
        assert_eq!((said.code, said.problems()), (1, vec![expected.to_owned()]), "{input}");
    }
    assert_eq!(desk.given(&["lines", "add", &id, "--file", "-"], "[]").data(0)["ids"], json!([]));
    assert_eq!(desk.run(&["undo", &id]).codes(), ["UNDO_NONE"]);
}

/// Search within an order, right after the lines were added.
#[test]
fn lines_are_found() {
    let desk = Desk::shared();
    let id = desk.order_with(&many_lines(12));
    let found = desk.run(&["lines", "find", &id, "19900000011"]).data(0);
    assert_eq!(found["total"], 1);
    assert_eq!(found["lines"][0]["position"], 11);
    assert_eq!(
        desk.run(&["lines", "find", &id, "塑料", "--limit", "5", "--offset", "10"]).data(0)["lines"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

/// `LINE_LIMIT` (YW-IMP-03): an order has at most 100,000 lines; nothing is added then.
#[test]
fn yw_imp_03_line_limit() {
    let desk = Desk::shared();
    let id = desk.order("{}");
    let said = desk.given(&["lines", "add", &id, "--file", "-"], &"{}\n".repeat(100_001));
    assert_eq!((said.code, said.codes()), (1, vec!["LINE_LIMIT".to_owned()]));
    assert_eq!(desk.run(&["order", "show", &id]).data(0)["total"], 0);
}
