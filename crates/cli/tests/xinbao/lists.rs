//! `order list`, `order export-list`, `filter`.

use serde_json::{Value, json};

use crate::desk::{Desk, line};

fn ids(page: &Value) -> Vec<String> {
    page["orders"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap().to_owned()).collect()
}

/// YW-ORD-01: newest change first, every filter, the sort, pages and the total.
#[test]
fn yw_ord_01_filters() {
    let desk = Desk::new("list");
    assert_eq!(
        desk.run(&["order", "list"]).data(0),
        json!({"orders": [], "total": 0, "total_is_exact": true})
    );
    let first = desk.order("{\"buyer_name\": \"SAMPLE ONE\", \"buyer_passport\": \"L898902C3\", \"total_usd\": 5, \"destination\": \"AE\"}");
    let second = desk.order("{\"buyer_name\": \"SAMPLE TWO\", \"total_usd\": 700, \"destination\": \"DE\"}");
    let third = desk.order("{\"buyer_name\": \"示例公司\", \"total_usd\": 60}");
    desk.given(&["lines", "add", &first, "--file", "-"], &line(7)).data(0);
    let [a, b, c] = [first.as_str(), &second, &third];
    let cases: [(&[&str], Vec<&str>); 19] = [
        (&[], vec![a, c, b]),
        (&["--search", "SAMPLE"], vec![a, b]),
        (&["--search", "示例商户7"], vec![a]),
        (&["--buyer", "two"], vec![b]),
        (&["--passport", "l898902c3"], vec![a]),
        (&["--destination", "德国"], vec![b]),
        (&["--state", "draft"], vec![a, c, b]),
        (&["--state", "voided"], vec![]),
        (&["--link-state", "none"], vec![a, c, b]),
        (&["--link-state", "all"], vec![]),
        (&["--declaration", "000001"], vec![]),
        (&["--created-from", "2020-01-01", "--created-to", "2099-12-31"], vec![a, c, b]),
        (&["--created-to", "2020-01-01"], vec![]),
        (&["--month", "2026-01"], vec![a]),
        (&["--month-from", "2025-12", "--month-to", "2026-01"], vec![a]),
        (&["--month-to", "2025-12"], vec![]),
        (&["--merchant", "19900000007"], vec![a]),
        (&["--sort", "total_usd"], vec![a, c, b]),
        (&["--sort", "-total_usd", "--limit", "1", "--offset", "1"], vec![c]),
    ];
    for (filters, expected) in cases {
        let page = desk.run(&[&["order", "list"], filters].concat()).data(0);
        assert_eq!(ids(&page), expected, "{filters:?}");
        let total = if filters.contains(&"--limit") { 3 } else { expected.len() };
        assert_eq!(page["total"], total, "{filters:?}");
    }
    let row = desk.run(&["order", "list", "--buyer", "one"]).data(0)["orders"][0].take();
    assert_eq!(row["buyer_passport"], "L8*****C3");
    assert_eq!(
        (&row["line_count"], &row["line_sum"], &row["pending_changes"]),
        (&json!(1), &json!("8600.00"), &json!(2))
    );
    saved_filters(&desk, b);
    exported(&desk);
}

/// CM-UI-02: filters under a name; those given beside it come first.
fn saved_filters(desk: &Desk, second: &str) {
    let saved =
        desk.run(&["filter", "save", "to Germany", "--destination", "DE", "--sort", "total_usd"]).data(0);
    assert_eq!(saved["filter"], json!({"destination": "DE", "sort": "total_usd"}));
    assert_eq!(ids(&desk.run(&["order", "list", "--saved", "to Germany"]).data(0)), [second]);
    assert_eq!(
        ids(&desk.run(&["order", "list", "--saved", "to Germany", "--state", "voided"]).data(0)),
        [""; 0]
    );
    let again = desk.run(&["filter", "save", "to Germany", "--destination", "AE"]).data(0);
    assert_eq!(again["id"], saved["id"]);
    assert_eq!(desk.run(&["filter", "list"]).data(0)["filters"].as_array().unwrap().len(), 1);
    desk.run(&["filter", "delete", "to Germany"]).data(0);
    assert_eq!(desk.run(&["filter", "delete", "to Germany"]).codes(), ["NOT_FOUND"]);
    assert_eq!(desk.run(&["filter", "save", " "]).problems(), ["FIELD_REQUIRED filter_name"]);
    assert_eq!(desk.run(&["filter", "save", &"x".repeat(51)]).problems(), ["FIELD_TOO_LONG filter_name"]);
}

/// CM-UI-02, `FILE_WRITE`: the filtered list as a file, masked.
fn exported(desk: &Desk) {
    let out = desk.path("orders.csv");
    assert_eq!(desk.run(&["order", "export-list", &out]).data(0)["orders"], 3);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        text.contains("SAMPLE ONE") && text.contains("L8*****C3") && !text.contains("L898902C3"),
        "{text}"
    );
    let said = desk.run(&["order", "export-list", "/nowhere/orders.xlsx"]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_WRITE".to_owned()]));
}

/// `CODE_UNKNOWN`, `DATE_INVALID`, `DATE_RANGE`, `MONTH_FORMAT`, `PASSPORT_FORMAT`, `NOT_FOUND`: wrong filters.
#[test]
fn wrong_filters() {
    let desk = Desk::shared();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--destination", "Atlantis"], &["CODE_UNKNOWN destination"]),
        (&["--created-from", "2025-02-30"], &["DATE_INVALID created_from"]),
        (&["--created-from", "2025-03-02", "--created-to", "2025-03-01"], &["DATE_RANGE created_to"]),
        (
            &["--month", "spring", "--passport", "?"],
            &["PASSPORT_FORMAT buyer_passport", "MONTH_FORMAT order_month"],
        ),
        (&["--month-from", "2026-02", "--month-to", "2026-01"], &["DATE_RANGE month_to"]),
        (&["--month-to", "spring"], &["MONTH_FORMAT month_to"]),
        (&["--sort", "beauty"], &["CODE_UNKNOWN sort"]),
        (&["--saved", "nothing"], &["NOT_FOUND filter_name"]),
        (&["--created-to", "soon"], &["DATE_INVALID created_to"]),
    ];
    for (filters, expected) in cases {
        let said = desk.run(&[&["order", "list"], filters].concat());
        assert_eq!(
            (said.code, said.problems()),
            (1, expected.iter().map(|code| (*code).to_owned()).collect()),
            "{filters:?}"
        );
    }
}
