//! `undo`, `redo`, `history`: over many processes (DECISIONS, Undo).

use serde_json::json;

use crate::desk::{Desk, line};

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
    assert_eq!(data, json!({"mode": "local", "waiting": 2, "reason": "no_server"}));
}
