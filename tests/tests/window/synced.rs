//! The journeys with a server: two clerks at one draft, and a day without the server.

use house_tests::window::keys;
use serde_json::json;

use crate::{
    firm::{Desk, Firm},
    person::Person,
};

/// Fills in a field of the order whose page is open, until it is stored.
fn fills(person: &mut Person, field: &str, label: &str, text: &str) {
    person.fills(label, text);
    person.types(&keys::TAB.to_string());
    shows(person, field, text);
    person.sees("已暂存");
}

/// Looks until a field of the order's page has a text.
fn shows(person: &mut Person, field: &str, text: &str) {
    let script = format!(
        "return document.querySelector('[data-field={field}]')?.querySelector('input, textarea')?.value === {}",
        json!(text)
    );
    person.waits(&format!("{field} is {text}"), &script);
}

/// Looks until the status bar says something.
fn stands(person: &mut Person, words: &str) {
    let script =
        format!("return document.querySelector('footer')?.innerText.includes({}) ?? false", json!(words));
    person.waits(&format!("the status bar says {words}"), &script);
}

/// Everything was sent and fetched: Rust says so, asked from now on, since the status bar may be a moment behind an edit; then the
/// bar does.
fn is_synced(person: &mut Person) {
    let now = person.window.run("return performance.now()").expect("the page is there");
    let script = format!(
        "window.__TAURI_INTERNALS__.invoke('sync_state').then((state) => {{ window['__sync{now}'] = state }}); \
         return window['__sync{now}']?.waiting === 0 && document.querySelector('footer')?.innerText.includes('已同步')"
    );
    person.waits("everything is sent", &script);
}

/// The values of a field in an order's history, as a desk has it.
fn values(desk: &Desk, order: &str, field: &str) -> Vec<String> {
    let history = desk.xinbao(&["history", order]);
    let changes = history["history"].as_array().expect("a list of changes");
    let edits = changes.iter().filter_map(|change| change["edits"].as_array()).flatten();
    edits
        .filter(|edit| edit["field"] == field)
        .filter_map(|edit| edit["after"].as_str())
        .map(str::to_owned)
        .collect()
}

/// CM-SYNC-02, CM-OFF-02, CM-AUD-01: two clerks edit the same drafts on two computers, one of them without a network. What fits
/// together is merged and noted; what does not waits for a person who sees both; nothing is lost, and both see what happened.
#[test]
fn two_clerks_edit_the_same_draft_one_of_them_offline() {
    let Firm { owner, clerk, server: _server, .. } = &Firm::founded();
    let draft = owner.drafts(&json!({ "buyer_name": "SAMPLE BUYER" }));
    let other = owner.drafts(&json!({ "buyer_name": "OTHER BUYER" }));
    owner.xinbao(&["sync"]);
    clerk.xinbao(&["sync"]);

    clerk.line.goes_down();
    let mut away = clerk.opens();
    away.goes(&format!("/orders/{draft}"));
    fills(&mut away, "buyer_name", "采购商姓名", "AWAY TRADING");
    away.goes(&format!("/orders/{other}"));
    fills(&mut away, "contract_no", "合同号", "EX-AWAY");
    stands(&mut away, "离线");
    stands(&mut away, "待同步 2");
    drop(away);

    let mut here = owner.opens();
    here.goes(&format!("/orders/{draft}"));
    fills(&mut here, "buyer_name", "采购商姓名", "HERE TRADING");
    here.goes(&format!("/orders/{other}"));
    fills(&mut here, "remark", "备注", "分两柜出运");
    is_synced(&mut here);
    drop(here);

    clerk.line.comes_back();
    let mut away = clerk.opens();
    stands(&mut away, "需处理 1");
    away.goes(&format!("/orders/{other}?panel=history"));
    shows(&mut away, "contract_no", "EX-AWAY");
    shows(&mut away, "remark", "分两柜出运");
    away.sees("与他人同时的修改合并");
    away.goes("/attention");
    away.presses("处理");
    let page = away.sees("同一订单有两份修改");
    for side in ["SAMPLE BUYER", "AWAY TRADING", "HERE TRADING"] {
        assert!(page.contains(side), "{side}: {page}");
    }
    away.waits("the first choice", "return document.activeElement?.type === 'radio'");
    away.types(&keys::LEFT.to_string());
    away.sees("已选 1 / 1");
    away.presses("保存合并结果");
    away.sees("没有需要处理的内容");
    is_synced(&mut away);
    drop(away);

    let mut here = owner.opens();
    here.goes(&format!("/orders/{draft}?panel=history"));
    shows(&mut here, "buyer_name", "AWAY TRADING");
    let history = here.sees("人员 ");
    for value in ["SAMPLE BUYER", "HERE TRADING", "AWAY TRADING"] {
        assert!(history.contains(value), "{value}: {history}");
    }
}

/// CM-OFF-02, CM-SYNC-01, CM-SYNC-03: the server is down when the day begins, and the network breaks in the middle of the first push
/// afterwards: the queue says what waits and why, and is empty in the end without anybody's doing, everything once.
#[test]
fn a_day_without_the_server_ends_by_itself() {
    let mut firm = Firm::founded();
    let draft = firm.owner.drafts(&json!({ "buyer_name": "SAMPLE BUYER" }));
    firm.owner.xinbao(&["sync"]);
    firm.server.ends();

    let mut person = firm.owner.opens();
    stands(&mut person, "离线");
    person.goes(&format!("/orders/{draft}"));
    fills(&mut person, "contract_no", "合同号", "EX-2025-0401");
    stands(&mut person, "待同步 1");
    stands(&mut person, "最早一条等了");
    person.goes("/outbox");
    let page = person.sees("等网络");
    assert!(page.contains("SAMPLE BUYER") && page.contains("1 单，共 1 项改动"), "{page}");

    firm.owner.line.breaks_at_the_next_push();
    firm.server.starts_again();
    firm.owner.line.leads_to(firm.server.address());
    firm.clerk.line.leads_to(firm.server.address());
    is_synced(&mut person);
    person.sees("没有等待同步的内容");
    assert_eq!(firm.owner.line.broken(), 1, "the answer to the first push was lost");
    drop(person);

    firm.clerk.xinbao(&["sync"]);
    assert_eq!(values(&firm.clerk, &draft, "contract_no"), ["EX-2025-0401"], "once");
}
