//! What goes on without a network, and for how long.

use ::desk::desk::Desk as OpenDesk;
use actions::Host as _;

use crate::desk::{Desk, Said, line};
use crate::server::{ONE, PASSWORD, Server};
use crate::states::{at_work, move_on};

const DAY_MS: i64 = 86_400_000;

/// Sets back, by so many days, when this computer was signed in last.
async fn signed_in_days_ago(desk: &OpenDesk, days: i64) {
    let at = desk.now().millis() - days * DAY_MS;
    desk.store().set_setting("remote.online", &at.to_string()).await.unwrap();
}

/// YW-AUTH-06, `OFFLINE_TOO_LONG`: on the 31st day without a sign-in drafting still works; what only the server can accept is
/// refused until the next one.
#[test]
fn yw_auth_06_the_31st_day() {
    let server = Server::start();
    let desk = server.desk("away");
    server.register(&desk, &ONE);
    server.sign_in(&desk, &[], PASSWORD).data(0);
    let (draft, confirmed) = (desk.order_with(&line(1)), desk.order_with(&line(1)));
    move_on(&desk, &confirmed, |state, at| state.confirm("XB20250304000017".into(), at).unwrap());
    let add = |id: &str, at: u32| desk.given(&["lines", "add", id, "--file", "-"], &line(at));
    at_work(&desk, async |desk| signed_in_days_ago(desk, 29).await);
    add(&confirmed, 2).data(0);
    at_work(&desk, async |desk| signed_in_days_ago(desk, 31).await);
    let refused = add(&confirmed, 3);
    assert_eq!((refused.code, refused.codes()), (3, vec!["OFFLINE_TOO_LONG".to_owned()]));
    assert_eq!(desk.run(&["undo", &confirmed]).codes(), ["OFFLINE_TOO_LONG"]);
    let remark = desk.given(&["order", "edit", &confirmed, "--file", "-"], r#"{"remark": "x"}"#);
    assert_eq!(remark.codes(), ["OFFLINE_TOO_LONG"]);
    assert_eq!(desk.run(&["order", "show", &confirmed]).data(0)["total"], 2, "nothing was changed");
    add(&draft, 2).data(0);
    desk.order("{}");
    server.sign_in(&desk, &[], PASSWORD).data(0);
    add(&confirmed, 3).data(0);
}

/// YW-REG-08, YW-REG-01: the form is checked and kept without a server; on the 31st day after the last change it goes, with a word.
#[test]
fn yw_reg_08_a_draft_goes_with_a_word() {
    let desk = Desk::new("draft");
    let typed = desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &ONE.values());
    assert_eq!(typed.codes(), ["SERVER_NOT_CONNECTED"]);
    let set_back = |days: i64| {
        at_work(&desk, async |desk| {
            let text = desk.store().setting("remote.registration").await.unwrap().expect("it is kept");
            let mut draft: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(draft["company_name"], ONE.name);
            draft["changed_at"] = (desk.now().millis() - days * DAY_MS).into();
            desk.store().set_setting("remote.registration", &draft.to_string()).await.unwrap();
        });
    };
    let word = |said: &Said| said.stderr.contains("30 天") || said.stderr.contains("30 days");
    set_back(29);
    assert!(!word(&desk.run(&["order", "list"])));
    set_back(31);
    let said = desk.run(&["order", "list"]);
    assert!(said.code == 0 && word(&said), "{said:?}");
    assert!(!word(&desk.run(&["order", "list"])), "once");
}
