//! Synchronisation between real programs: two desks, one server.

#[cfg(unix)]
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::{Desk, many_lines};
#[cfg(unix)]
use crate::server::Talk;
use crate::server::{ONE, PASSWORD, Server};

/// Two desks of one firm, signed in.
fn office(server: &Server) -> (Desk, Desk) {
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    (first, second)
}

/// Synchronises; nothing may be left to be sent.
fn sync(desk: &Desk) -> Value {
    let done = desk.run(&["sync"]).data(0);
    assert_eq!((done["waiting"].as_i64(), done["online"].as_bool()), (Some(0), Some(true)), "{done}");
    done
}

/// What a desk says of its orders: everything but when it was touched here.
fn orders(desk: &Desk) -> Vec<Value> {
    let listed = desk.run(&["order", "list", "--limit", "200", "--sort", "created_at"]).data(0);
    let ids =
        listed["orders"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap().to_owned());
    let mut orders: Vec<Value> = ids
        .map(|id| {
            let mut shown =
                desk.run(&["--reveal", "order", "show", &id, "--lines", "--limit", "5000"]).data(0);
            let order = shown["order"].as_object_mut().unwrap();
            for own in ["updated_at", "created_at", "undo_left", "redo_left", "confirmed_rev"] {
                order.remove(own);
            }
            shown
        })
        .collect();
    orders.sort_by_key(|shown| shown["order"]["id"].to_string());
    orders
}

fn edit(desk: &Desk, order: &str, fields: &Value) {
    assert_eq!(desk.given(&["order", "edit", order, "--file", "-"], &fields.to_string()).code, 0);
}

fn show(desk: &Desk, order: &str, field: &str) -> Value {
    desk.run(&["order", "show", order]).data(0)["order"][field].take()
}

/// CM-SYNC-01, CM-SYNC-03: work of two desks that knew nothing of each other arrives on both, each thing once.
#[test]
fn cm_sync_01_two_desks_offline() {
    let server = Server::start();
    let (first, second) = office(&server);
    let one = first.order_with(&many_lines(3));
    edit(&first, &one, &json!({ "buyer_name": "SAMPLE BUYER ONE", "buyer_passport": "E12345678" }));
    let two = second.order_with(&many_lines(2500));
    second.run(&["lines", "remove", &two, "#7", "#8"]).data(0);
    let three = second.order("{\"contract_no\":\"海豚-2026-3\"}");
    assert!(first.run(&["outbox"]).data(0)["waiting"].as_i64().unwrap() > 0);
    sync(&first);
    sync(&second);
    sync(&first);
    let (here, there) = (orders(&first), orders(&second));
    assert_eq!(here.len(), 3);
    assert_eq!(here, there);
    let counts: Vec<(String, i64)> = here
        .iter()
        .map(|shown| (shown["order"]["id"].as_str().unwrap().to_owned(), shown["total"].as_i64().unwrap()))
        .collect();
    for (order, lines) in [(&one, 3), (&two, 2498), (&three, 0)] {
        assert!(counts.contains(&(order.clone(), lines)), "{order} has {lines} lines: {counts:?}");
    }
    // Again, and nothing more happens.
    for desk in [&first, &second] {
        sync(desk);
    }
    assert_eq!(orders(&first), here);
    assert_eq!(orders(&second), here);
    // What came down is found, and can be worked on.
    let found = first.run(&["order", "list", "--search", "海豚"]).data(0);
    assert_eq!(found["total"], 1);
    edit(&first, &three, &json!({ "remark": "from the first" }));
    sync(&first);
    sync(&second);
    assert_eq!(show(&second, &three, "remark"), "from the first");
}

/// CM-SYNC-02: other groups of one order merge; the same group is a conflict with its three sides, which a person decides.
#[test]
fn cm_sync_02_a_conflict_is_decided() {
    let server = Server::start();
    let (first, second) = office(&server);
    let order = first.order("{\"buyer_name\":\"BEFORE\",\"remark\":\"r\"}");
    sync(&first);
    sync(&second);
    edit(&first, &order, &json!({ "buyer_name": "FIRST", "contract_no": "C-1" }));
    edit(&second, &order, &json!({ "buyer_name": "SECOND", "remark": "merged" }));
    sync(&first);
    let done = sync(&second);
    assert_eq!(done["attention"], 1);
    assert_eq!(show(&second, &order, "buyer_name"), "FIRST", "the server's value stays");
    assert_eq!(
        (show(&second, &order, "remark"), show(&second, &order, "contract_no")),
        (json!("merged"), json!("C-1"))
    );
    let listed = second.run(&["attention", "list"]).data(0);
    assert_eq!(listed["total"], 1);
    let entry = &listed["attention"][0];
    assert_eq!((entry["kind"].as_str(), entry["is_ready"].as_bool()), (Some("conflict"), Some(true)));
    let conflict = &entry["conflicts"][0];
    assert_eq!(
        (conflict["group"].as_str(), conflict["code"].as_str()),
        (Some("buyer"), Some("SYNC_CONFLICT"))
    );
    let name =
        conflict["fields"].as_array().unwrap().iter().find(|field| field["field"] == "buyer_name").unwrap();
    assert_eq!(
        (&name["base"], &name["mine"], &name["theirs"]),
        (&json!("BEFORE"), &json!("SECOND"), &json!("FIRST"))
    );
    let id = entry["id"].as_str().unwrap();
    second.run(&["attention", "resolve", &id[id.len() - 12..], "--take", "mine"]).data(0);
    assert_eq!(second.run(&["attention", "list"]).data(0)["total"], 0);
    sync(&second);
    sync(&first);
    for desk in [&first, &second] {
        assert_eq!(show(desk, &order, "buyer_name"), "SECOND");
    }
    for desk in [&first, &second] {
        assert_eq!(desk.run(&["attention", "list"]).data(0)["total"], 0);
    }
}

/// CM-SYNC-02: the server's side, or something else than both.
#[test]
fn cm_sync_02_other_ways_to_decide() {
    let server = Server::start();
    let (first, second) = office(&server);
    for (take, expected) in [("server", "FIRST"), ("FILE", "THIRD")] {
        let order = first.order("{\"contract_no\":\"C-0\"}");
        sync(&first);
        sync(&second);
        edit(&first, &order, &json!({ "contract_no": "FIRST" }));
        edit(&second, &order, &json!({ "contract_no": "SECOND" }));
        sync(&first);
        assert_eq!(sync(&second)["attention"], 1);
        let id =
            second.run(&["attention", "list"]).data(0)["attention"][0]["id"].as_str().unwrap().to_owned();
        let file = second.file("choices.json", "[{\"contract_no\":\"THIRD\"}]");
        let bad = second.file("bad.json", "[\"theirs\"]");
        assert_eq!(second.run(&["attention", "resolve", &id, "--take", &bad]).codes(), ["REQ_MALFORMED"]);
        let take = if take == "FILE" { &file } else { take };
        let told = second.run(&["attention", "resolve", &id, "--take", take]).data(0);
        assert_eq!(told["server_told"], true);
        assert_eq!(second.run(&["attention", "resolve", &id, "--take", take]).codes(), ["NOT_FOUND"]);
        sync(&second);
        sync(&first);
        for desk in [&first, &second] {
            assert_eq!(show(desk, &order, "contract_no"), expected);
        }
    }
}

/// CM-SYNC-01, CM-SYNC-03: without a server everything waits, with its age; afterwards it arrives.
#[test]
fn cm_sync_03_the_server_is_away() {
    let mut server = Server::start();
    let (first, second) = office(&server);
    let order = first.order("{\"contract_no\":\"C-9\"}");
    server.kill();
    let said = first.run(&["sync"]);
    assert_eq!((said.code, said.codes()), (3, vec!["NET_REQUIRED".to_owned()]));
    assert_eq!(said.json()["data"]["waiting"], 1);
    let waits = first.run(&["outbox"]).data(0);
    assert_eq!((waits["mode"].as_str(), waits["total"].as_i64()), (Some("account"), Some(1)));
    assert_eq!(waits["orders"][0]["order"].as_str(), Some(order.as_str()));
    let out = first.path("unsent.ndjson");
    assert_eq!(first.run(&["outbox", "--export", &out]).data(0)["count"], 1);
    let line = std::fs::read_to_string(&out).unwrap();
    let body: Value = serde_json::from_str(line.trim()).unwrap();
    assert_eq!(body["what"], "create_order");
    assert!(line.contains("C-9"));
    server.again();
    sync(&first);
    sync(&second);
    assert_eq!(show(&second, &order, "contract_no"), "C-9");
}

/// CM-SYNC-03: whoever watches hears of something new long before the next poll; one program at a time synchronises a vault.
#[cfg(unix)]
#[test]
#[allow(clippy::disallowed_methods, reason = "measures the program that it starts")]
fn cm_sync_03_hints_come_at_once() {
    let server = Server::start();
    let (first, second) = office(&server);
    let mut watching = Talk::start(&first, &["sync", "--watch"]);
    watching.line();
    let also = first.run(&["sync"]).data(0);
    assert_eq!(also["by_another_program"], true);
    let order = second.order("{}");
    let start = Instant::now();
    sync(&second);
    while first.run(&["order", "show", &order]).code != 0 {
        watching.line();
    }
    assert!(start.elapsed() < Duration::from_secs(30), "a poll comes after 48 s at the earliest");
    // What is written here meanwhile is sent by the one who watches.
    let own = first.order("{}");
    while first.run(&["outbox"]).data(0)["waiting"] != 0 {
        watching.line();
    }
    sync(&second);
    second.run(&["order", "show", &own]).data(0);
    watching.interrupt();
    assert_eq!(watching.end().data(0)["waiting"], 0);
}

/// CM-SYNC-01, YW-AUTH-06: whoever is not signed in works on, and syncs later; a session that was ended says so.
#[test]
fn cm_sync_01_without_a_session() {
    let server = Server::start();
    let (first, second) = office(&server);
    first.run(&["sign-out"]).data(0);
    let order = first.order("{}");
    let said = first.run(&["sync"]);
    assert_eq!((said.code, said.codes()), (1, vec!["AUTH_REQUIRED".to_owned()]));
    assert_eq!(first.run(&["outbox"]).data(0)["reason"], "not_signed_in");
    let devices = second.run(&["devices", "list"]).data(0);
    let own = devices["devices"][0]["session_id"].as_str().unwrap();
    server.sign_in(&first, &[], PASSWORD).data(0);
    first.run(&["devices", "revoke", own]).data(0);
    let said = second.run(&["sync"]);
    assert_eq!((said.code, said.codes()), (1, vec!["AUTH_SESSION_REVOKED".to_owned()]));
    sync(&first);
    server.sign_in(&second, &[], PASSWORD).data(0);
    sync(&second);
    second.run(&["order", "show", &order]).data(0);
}
