//! `undo`, `redo`, `history`: over many processes (DECISIONS, Undo).

use serde_json::json;

use crate::desk::{Desk, line, program, run};
use crate::workbook::{csv, row};

/// `UNDO_NONE`, `REDO_NONE`; every step of the way back and forth, each in a process of its own.
#[test]
fn back_and_forth_across_restarts() {
    let desk = Desk::shared();
    let id = desk.order("{\"remark\": \"one\"}");
    assert_eq!(desk.run(&["undo", &id]).codes(), ["UNDO_NONE"]);
    assert_eq!(desk.run(&["redo", &id]).codes(), ["REDO_NONE"]);
    desk.given(&["order", "edit", &id, "--file", "-"], "{\"remark\": \"two\"}").data(0);
    desk.given(&["lines", "add", &id, "--file", "-"], &line(1)).data(0);
    let state = || {
        let shown = desk.run(&["order", "show", &id]).data(0);
        (shown["order"]["remark"].clone(), shown["total"].clone())
    };
    let done = desk.run(&["undo", &id]).data(0);
    assert_eq!(
        (&done["done"], &done["undo_left"], &done["redo_left"]),
        (&json!("add_lines"), &json!(1), &json!(1))
    );
    assert_eq!(state(), (json!("two"), json!(0)));
    desk.run(&["undo", &id]).data(0);
    assert_eq!(state(), (json!("one"), json!(0)));
    desk.run(&["redo", &id]).data(0);
    let done = desk.run(&["redo", &id]).data(0);
    assert_eq!((&done["undo_left"], &done["redo_left"]), (&json!(2), &json!(0)));
    assert_eq!(state(), (json!("two"), json!(1)));
    let history = desk.run(&["history", &id]).data(0)["history"].take();
    let names: Vec<&str> =
        history.as_array().unwrap().iter().map(|entry| entry["change"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "restore_lines",
            "edit_order",
            "edit_order",
            "remove_lines",
            "add_lines",
            "edit_order",
            "create_order"
        ]
    );
    assert_eq!(
        history[5]["edits"][0],
        json!({"line": null, "field": "remark", "before": "one", "after": "two"})
    );
    let seq = history[1]["seq"].to_string();
    let older = desk.run(&["history", &id, "--before", &seq, "--limit", "2"]).data(0)["history"].take();
    assert_eq!(older.as_array().unwrap().len(), 2);
    assert_eq!(older[0], history[2]);
}

/// CM-UI-01: people read the name of a change in their language, in history and of what they undo; scripts its own name.
#[test]
fn cm_ui_01_changes_by_their_names() {
    let desk = Desk::shared();
    let id = desk.order("{\"remark\": \"one\"}");
    desk.given(&["order", "edit", &id, "--file", "-"], "{\"remark\": \"two\", \"contract_no\": \"A-1\"}")
        .data(0);
    desk.run(&["order", "delete", &id]).data(0);
    desk.run(&["order", "restore", &id]).data(0);
    desk.given(&["lines", "add", &id, "--file", "-"], &line(1)).data(0);
    let shown = desk.run(&["order", "show", &id, "--lines"]).data(0);
    let at_line = shown["lines"][0]["id"].as_str().unwrap();
    desk.given(&["lines", "edit", &id, at_line, "--file", "-"], "{\"quantity\": 7}").data(0);
    desk.run(&["lines", "remove", &id, at_line]).data(0);
    assert_eq!(desk.run(&["undo", &id]).data(0)["done"], "remove_lines");
    desk.run(&["import", &id, &desk.file("rows.csv", csv([row(11), row(12)]))]).data(0);
    let people = |lang: &str, arguments: &[&str]| {
        let mut command = program(["--lang", lang, "--data"]);
        command.arg(&desk.folder).arg("--key-file").arg(&desk.key).args(arguments);
        let said = run(command, "");
        assert_eq!(said.code, 0, "{said:?}");
        said.stdout
    };
    let names: [(&str, &str); 9] = [
        ("批量导入  2 行", "Lines imported  2 lines"),
        ("恢复交易清单  1 行", "Lines restored  1 line"),
        ("删除交易清单  1 行", "Lines removed  1 line"),
        ("修改交易清单  数量", "Lines edited  Quantity"),
        ("新增交易清单  1 行", "Lines added  1 line"),
        ("恢复订单", "Order restored"),
        ("删除订单", "Order deleted"),
        ("修改订单  合同号、备注", "Order edited  Contract number, Remark"),
        ("新增订单  备注", "Order created  Remark"),
    ];
    let single_spaced = |line: &str| {
        let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        cells.skip(2).collect::<Vec<_>>().join("  ")
    };
    for (lang, expected) in [("zh", names.map(|name| name.0)), ("en", names.map(|name| name.1))] {
        let told: Vec<String> = people(lang, &["history", &id]).lines().skip(1).map(single_spaced).collect();
        assert_eq!(told, expected);
    }
    assert_eq!(people("en", &["undo", &id]), "Undone: Lines imported. 5 more can be undone.\n");
    assert_eq!(people("zh", &["redo", &id]), "已重做：批量导入。还可重做 0 步。\n");
}

/// CM-SEC-03: history shows identity numbers masked, unless revealed.
#[test]
fn history_is_masked() {
    let desk = Desk::shared();
    let id = desk.order("{\"buyer_passport\": \"L898902C3\"}");
    assert!(!desk.run(&["history", &id]).stdout.contains("L898902C3"));
    assert!(desk.run(&["--reveal", "history", &id]).stdout.contains("L898902C3"));
}

/// What waits: every change, until there is a server.
#[test]
fn the_outbox_counts_what_waits() {
    let desk = Desk::new("outbox");
    let id = desk.order("{}");
    desk.given(&["lines", "add", &id, "--file", "-"], &line(1)).data(0);
    let data = desk.run(&["outbox"]).data(0);
    let (mode, reason) = (data["mode"].as_str(), data["reason"].as_str());
    assert_eq!((mode, reason, data["waiting"].as_i64()), (Some("local"), Some("no_server"), Some(2)));
    assert_eq!((data["orders"][0]["order"].as_str(), data["total"].as_i64()), (Some(id.as_str()), Some(1)));
}
