use serde_json::Value;
use store_server::testing::Fresh;

use crate::support::{Desk, FIRM_ONE, Server, create, edit_remark, lines, mutation, new_order, request};

/// The fields of an answer are those of its description, all of them where none may be missing.
fn compare(document: &Value, name: &str, value: &Value) {
    let schema = &document["components"]["schemas"][name];
    let described = schema["properties"].as_object().unwrap_or_else(|| panic!("{name} is not described"));
    let fields = value.as_object().unwrap_or_else(|| panic!("{name}: {value}"));
    for field in fields.keys() {
        assert!(described.contains_key(field), "{name} does not describe {field}: {value}");
    }
    for field in schema["required"].as_array().into_iter().flatten() {
        assert!(fields.contains_key(field.as_str().unwrap()), "{name} promises {field}: {value}");
    }
}

/// CM-API-01: what `wire` writes and reads is what the description says of it.
#[tokio::test]
async fn cm_api_01_shapes_of_sync_are_described() {
    let server = Server::new(Fresh::sqlite().await);
    let firm = server.firm(&FIRM_ONE).await;
    let document = firm.owner.get("/openapi.json").await.well().body;
    let desk = Desk::new(&firm.owner);
    let order = new_order();
    let add = mutation(order, domain::Deed::AddLines { currency: values::Currency::CNY, lines: lines(2) });
    let (first, second) = (edit_remark(order, "", "甲"), edit_remark(order, "", "乙"));
    let unknown = edit_remark(new_order(), "", "丙");
    let body = request(1, &[create(order), add, first, second, unknown]);
    compare(&document, "PushBody", &body);
    compare(&document, "SealedBody", &body["mutations"][0]);
    let pushed = desk.send(&body).await.well().body;
    compare(&document, "PushedView", &pushed);
    let mut kinds = Vec::new();
    for answered in pushed["answered"].as_array().unwrap() {
        compare(&document, "AnsweredView", answered);
        compare(&document, "OutcomeView", &answered["outcome"]);
        kinds.push(answered["outcome"]["kind"].as_str().unwrap());
    }
    assert_eq!(kinds, ["applied", "applied", "applied", "conflict", "deferred"]);
    let page = firm.owner.get("/sync/changes").await.well().body;
    compare(&document, "PageView", &page);
    compare(&document, "CompleteView", &page["complete"]);
    compare(&document, "OrderCheckView", &page["complete"]["orders"][0]);
    let older = firm.owner.get("/sync/older").await.well().body;
    compare(&document, "OlderView", &older);
}
