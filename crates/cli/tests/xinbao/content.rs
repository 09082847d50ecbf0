//! Notices and what the start page counts, against the real server.

use serde_json::{Value, json};

use crate::desk::{Desk, line};
use crate::server::{ONE, PASSWORD, Server};

fn training() -> Value {
    json!({
        "kind": "training", "title": "系统操作培训", "text": "请携带营业执照。", "from": "2020-01-01", "to": "2999-12-31",
        "training_on": "2999-12-30", "training_place": "示例会议室",
    })
}

/// YW-HELP-02: a new training appears after synchronising with an unread mark, is read here without a server, and the other
/// computer learns of that.
#[test]
fn yw_help_02_a_training_appears_after_sync() {
    let mut server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    let operator = server.operator();
    let id = server.send("POST", "/ops/notices", Some(&operator), &training())["id"].clone();
    assert_eq!(first.run(&["whoami"]).data(0)["unread_notices"], 0, "nothing was fetched yet");
    first.run(&["sync"]).data(0);
    assert_eq!(first.run(&["whoami"]).data(0)["unread_notices"], 1);
    server.kill();
    let known = first.run(&["notices", "list"]);
    assert_eq!((known.code, known.codes()), (3, vec!["NET_REQUIRED".to_owned()]));
    let notice = known.json()["data"]["notices"][0].take();
    assert_eq!((&notice["title"], &notice["read"]), (&json!("系统操作培训"), &json!(false)));
    assert_eq!(notice["training_place"], "示例会议室");
    first.run(&["notices", "read", id.as_str().unwrap()]).data(0);
    assert_eq!(first.run(&["notices", "list"]).json()["data"]["unread"], 0);
    server.again();
    first.run(&["sync"]).data(0);
    assert_eq!(second.run(&["notices", "list"]).data(0)["unread"], 0, "one's own mark comes along");
    assert_eq!(first.run(&["notices", "read", "x"]).codes(), ["ID_INVALID"]);
    let other = "01920000-0000-7000-8000-000000000000";
    assert_eq!(first.run(&["notices", "read", other]).codes(), ["NOT_FOUND"]);
}

/// YW-HELP-01, YW-OPS-04: the numbers to call are shipped, and those that the operator sets come with the next look.
#[test]
fn yw_ops_04_what_the_operator_sets_comes_down() {
    let alone = Desk::new("local").run(&["notices", "list"]).data(0);
    assert_eq!(alone["service_phones"], "0579-85250715, 0579-85250725");
    assert_eq!((&alone["insurer_phone"], &alone["notices"]), (&json!("0579-85250210"), &json!([])));
    let server = Server::start();
    let desk = server.desk("visitor");
    let operator = server.operator();
    let set = |name: &str, from: &str| {
        let typed = json!({ "value": "0579-00000000", "from": from });
        server.send("PATCH", &format!("/ops/params/{name}"), Some(&operator), &typed);
    };
    set("insurer_phone", "2999-01-01");
    // The day in China, and the next one, should the test run at midnight there.
    let day = |ahead: i64| {
        let now = values::Instant::parse(server.get("/time")["now"].as_str().unwrap()).unwrap();
        values::Instant::from_millis(now.millis() + ahead).china_day().to_string()
    };
    set("service_phones", &day(60_000));
    server.pass_seconds(60);
    let told = desk.run(&["notices", "list"]).data(0);
    assert_eq!(
        (&told["service_phones"], &told["insurer_phone"]),
        (&json!("0579-00000000"), &json!("0579-85250210"))
    );
}

/// YW-AUTH-05: the counts are those of the lists, with and without a server.
#[test]
fn yw_auth_05_counts_are_those_of_the_lists() {
    let mut server = Server::start();
    let desk = server.desk("counts");
    server.register(&desk, &ONE);
    server.sign_in(&desk, &[], PASSWORD).data(0);
    desk.order_with(&format!("[{}]", line(1)));
    desk.order("{}");
    let told = |code: i32| {
        let data = desk.run(&["whoami"]).data(code);
        (data["orders"].clone(), data["waiting"].clone(), data["attention"].clone())
    };
    let listed = desk.run(&["order", "list", "--state", "draft"]).data(0)["total"].clone();
    let waiting = desk.run(&["outbox"]).data(0)["waiting"].clone();
    let expected =
        (json!({ "draft": listed, "confirmed": 0, "declared": 0, "voided": 0 }), waiting, json!(0));
    assert_eq!(told(0), expected);
    assert_eq!(desk.run(&["whoami"]).data(0)["account"]["kyc_status"], "none");
    server.kill();
    assert_eq!(told(3), expected);
}

/// CM-SYNC-03: a new computer gets 24 months; what is older is listed, and comes whole when it is asked for.
#[test]
fn cm_sync_03_older_orders_are_listed_and_fetched() {
    const DAYS: u32 = 24 * 3_600;
    let server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    let old = first.order_with(&format!("[{}]", line(1)));
    first.run(&["sync"]).data(0);
    server.pass_seconds(400 * DAYS);
    server.pass_seconds(400 * DAYS);
    server.sign_in(&first, &[], PASSWORD).data(0);
    let young = first.order("{}");
    first.run(&["sync"]).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    second.run(&["sync"]).data(0);
    assert_eq!(second.run(&["order", "list"]).data(0)["total"], 1);
    second.run(&["order", "show", &young]).data(0);
    let older = second.run(&["order", "older"]).data(0);
    let row = &older["orders"][0];
    assert_eq!((&row["id"], &row["lines"], &row["here"]), (&json!(old), &json!(1), &json!(false)));
    second.run(&["order", "fetch", &old]).data(0);
    assert_eq!(second.run(&["order", "show", &old, "--lines"]).data(0)["total"], 1);
    assert_eq!(second.run(&["order", "older"]).data(0)["orders"][0]["here"], true);
    let nothing = "01920000-0000-7000-8000-000000000000";
    assert_eq!(second.run(&["order", "fetch", nothing]).codes(), ["NOT_FOUND"]);
    second.run(&["sync"]).data(0);
}
