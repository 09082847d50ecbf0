//! `order new | edit | delete | restore | show`.

use actions::{Host as _, Tx as _};
use domain::Order;
use serde_json::json;
use values::OrderId;

use crate::desk::Desk;
use crate::states::at_work;

const SAMPLE: &str = r#"{"buyer_name": "SAMPLE BUYER ONE", "buyer_passport": "L898902C3", "destination": "AE",
    "total_usd": 12500, "buyer_nationality": "德国", "buyer_phone": "+971500000001", "buyer_email": "buyer@example.com",
    "contract_no": "C-1", "remark": null, "purchase_order_nos": ["PO-1", "PO-2"], "consolidation_no": ""}"#;

/// YW-ORD-02, YW-ORD-03, YW-ORD-18, CM-SEC-03: fields come back under their names, identity masked unless revealed.
#[test]
fn an_order_comes_back_as_it_was_entered() {
    let desk = Desk::shared();
    let id = desk.order(SAMPLE);
    let order = desk.run(&["order", "show", &id]).data(0)["order"].take();
    for (field, expected) in [
        ("buyer_name", json!("SAMPLE BUYER ONE")),
        ("buyer_kind", json!("person")),
        ("buyer_passport", json!("L8*****C3")),
        ("buyer_phone", json!("+97******0001")),
        ("buyer_email", json!("b***@example.com")),
        ("buyer_nationality", json!("DE")),
        ("destination", json!("AE")),
        ("total_usd", json!("12500.00")),
        ("line_currency", json!("CNY")),
        ("purchase_order_nos", json!(["PO-1", "PO-2"])),
        ("remark", json!(null)),
        ("consolidation_no", json!(null)),
        ("state", json!("draft")),
        ("order_no", json!(null)),
        ("line_count", json!(0)),
        ("line_sum", json!("0.00")),
        ("link_state", json!("none")),
        ("problems", json!([])),
    ] {
        assert_eq!(order[field], expected, "{field}");
    }
    let draft_no = order["draft_no"].as_str().unwrap();
    assert_eq!(desk.run(&["order", "show", draft_no]).data(0)["order"]["id"], id.as_str());
    let revealed = desk.run(&["--reveal", "order", "show", &id]).data(0);
    assert_eq!(revealed["order"]["buyer_passport"], "L898902C3");
    assert_eq!(revealed["total"], 0);
    assert!(revealed.get("lines").is_none());
}

/// CM-ID-01: the last four characters and more name an order, however they are written, as long as they name only one.
#[test]
fn cm_id_01_an_order_by_the_end_of_its_number() {
    let desk = Desk::new("endings");
    let id = OrderId::parse(&desk.order("{}")).unwrap();
    let alike = ["019a9f3c-0000-7000-8000-00000abc1234", "019a9f3c-0000-7000-8000-00000def1234"];
    at_work(&desk, async |desk| {
        let mut tx = desk.begin().await.unwrap();
        let one = tx.order(id).await.unwrap().unwrap();
        for id in alike {
            let another = Order { id: OrderId::parse(id).unwrap(), ..one.clone() };
            tx.insert_order(&another).await.unwrap();
        }
        tx.commit().await.unwrap();
    });
    let named = |ending: &str| desk.run(&["order", "show", ending]);
    for (ending, at) in [
        ("c1234", 0),
        ("草稿-BC1234", 0),
        (" 草稿-EF1234 ", 1),
        ("0-8000-00000DEF1234", 1),
        ("000def1234", 1),
    ] {
        assert_eq!(named(ending).data(0)["order"]["id"], alike[at], "{ending}");
    }
    let whole = id.to_string();
    for (ending, problem) in [
        ("1234", "NOT_FOUND id"),
        ("草稿-3A1234", "NOT_FOUND id"),
        ("800000000abc1234", "NOT_FOUND id"),
        ("4----", "NOT_FOUND id"),
        ("234", "ID_INVALID id"),
        ("%234", "ID_INVALID id"),
        (&whole[..35], "NOT_FOUND id"),
    ] {
        let said = named(ending);
        assert_eq!((said.code, said.problems()), (1, vec![problem.to_owned()]), "{ending}");
    }
    desk.run(&["order", "delete", alike[0]]).data(0);
    assert_eq!(named("1234").data(0)["order"]["id"], alike[1], "a deleted order is not meant");
}

/// YW-ORD-03 … 06, 09, 18: each field's codes; what is wrong is kept and marked, with status 1. A warning is status 0.
#[test]
fn wrong_fields_are_kept_and_marked() {
    let desk = Desk::shared();
    for (field, text, code, status) in [
        ("buyer_name", "示例😀", "NAME_CHARS", 1),
        ("buyer_name", "示", "FIELD_TOO_SHORT", 1),
        ("buyer_passport", "??", "PASSPORT_FORMAT", 1),
        ("buyer_passport", "330782190101010013", "PASSPORT_LOOKS_LIKE_ID", 1),
        ("buyer_passport", "AB12345678", "PASSPORT_LONG", 0),
        ("destination", "Atlantis", "CODE_UNKNOWN", 1),
        ("destination", "CN", "DEST_IS_CN", 1),
        ("total_usd", "many", "MONEY_FORMAT", 1),
        ("total_usd", "1.234", "MONEY_SCALE", 1),
        ("total_usd", "0", "MONEY_RANGE", 1),
        ("total_usd", "¥5", "MONEY_CURRENCY_MISMATCH", 1),
        ("total_usd", "150000.01", "ORD_OVER_150K", 0),
        ("buyer_email", "nobody", "EMAIL_FORMAT", 1),
        ("buyer_phone", "12", "PHONE_INTL_FORMAT", 1),
        ("buyer_registration_no", "§", "BUYER_REG_FORMAT", 1),
        ("consolidation_no", "§", "TRACE_FORMAT", 1),
        ("remark", "\u{e000}", "TEXT_CHARS", 1),
    ] {
        let said = desk.given(&["order", "new", "--file", "-"], &json!({ field: text }).to_string());
        assert_eq!((said.code, said.problems()), (status, vec![format!("{code} {field}")]), "{text}");
        let id = said.json()["data"]["id"].as_str().unwrap().to_owned();
        let order = desk.run(&["--reveal", "order", "show", &id]).data(0)["order"].take();
        let stored = if status == 1 { order[field]["raw"].clone() } else { json!("is a value") };
        assert!(status == 0 || stored == text, "{field}: {order}");
        assert_eq!(order["problems"][0]["code"], code);
    }
}

/// `FIELD_TOO_LONG`, `MONEY_CURRENCY`, `CODE_UNKNOWN`, `REQ_UNKNOWN_FIELD`, `REQ_MALFORMED`, `FILE_READ`: nothing is stored.
#[test]
fn refused_files_store_nothing() {
    let desk = Desk::new("refused");
    let long = "9".repeat(60);
    for (input, expected) in [
        (format!("{{\"buyer_passport\": \"{long}\"}}"), "FIELD_TOO_LONG buyer_passport"),
        ("{\"line_currency\": \"EUR\"}".to_owned(), "MONEY_CURRENCY line_currency"),
        ("{\"buyer_kind\": \"robot\"}".to_owned(), "CODE_UNKNOWN buyer_kind"),
        ("{\"buyer\": \"x\"}".to_owned(), "REQ_UNKNOWN_FIELD buyer"),
        ("{\"remark\": [1]}".to_owned(), "REQ_MALFORMED remark"),
        ("{".to_owned(), "REQ_MALFORMED"),
    ] {
        let said = desk.given(&["order", "new", "--file", "-"], &input);
        assert_eq!((said.code, said.problems()), (1, vec![expected.to_owned()]), "{input}");
    }
    let said = desk.run(&["order", "new", "--file", "/nowhere.json"]);
    assert_eq!((said.code, said.codes()), (4, vec!["FILE_READ".to_owned()]));
    assert_eq!(desk.run(&["order", "list"]).data(0)["total"], 0);
}

/// `ID_INVALID`, `NOT_FOUND`: by every command that takes an order.
#[test]
fn cm_id_01_unknown_orders() {
    let desk = Desk::shared();
    let file = desk.file("fields.json", "{}");
    let out = desk.path("out.csv");
    let with = |id: &str| -> Vec<Vec<String>> {
        [
            format!("order show {id}"),
            format!("order edit {id} --file {file}"),
            format!("order delete {id}"),
            format!("lines add {id} --file {file}"),
            format!("lines remove {id} #1"),
            format!("lines find {id} x"),
            format!("import {id} {file}"),
            format!("imports {id}"),
            format!("export {id} {out}"),
            format!("undo {id}"),
            format!("redo {id}"),
            format!("history {id}"),
        ]
        .iter()
        .map(|command| command.split(' ').map(str::to_owned).collect())
        .collect()
    };
    for (id, code) in [
        ("019a0000-0000-7000-8000-000000000000", "NOT_FOUND"),
        ("0f3a9c", "NOT_FOUND"),
        ("019a0000-0000-4000-8000-000000000000", "ID_INVALID"),
        ("order-one", "ID_INVALID"),
    ] {
        for command in with(id) {
            let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            let said = desk.run(&arguments);
            assert_eq!((said.code, said.codes()), (1, vec![code.to_owned()]), "{command:?}");
        }
    }
}

/// YW-ORD-06, YW-ORD-07: edited, deleted, not found, brought back by undo and by restore.
#[test]
fn edited_deleted_and_back() {
    let desk = Desk::shared();
    let id = desk.order(SAMPLE);
    desk.given(&["order", "edit", &id, "--file", "-"], "{\"remark\": \"later\", \"contract_no\": \"\"}")
        .data(0);
    let order = desk.run(&["order", "show", &id]).data(0)["order"].take();
    assert_eq!((&order["remark"], &order["contract_no"]), (&json!("later"), &json!(null)));
    for back in ["undo", "restore"] {
        desk.run(&["order", "delete", &id]).data(0);
        assert_eq!(desk.run(&["order", "show", &id]).codes(), ["NOT_FOUND"]);
        assert_eq!(desk.run(&["order", "delete", &id]).codes(), ["NOT_FOUND"]);
        if back == "undo" {
            assert_eq!(desk.run(&["undo", &id]).data(0)["done"], "delete_order");
        } else {
            desk.run(&["order", "restore", &id]).data(0);
        }
        assert_eq!(desk.run(&["order", "show", &id]).data(0)["order"]["remark"], "later");
    }
}
