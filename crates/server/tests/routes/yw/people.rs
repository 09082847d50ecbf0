use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{FIRM_ONE, FIRM_TWO, PASSWORD, Server};

fn body(name: &str, role: &str) -> Value {
    json!({ "short_name": name, "name": "示例丁", "role": role, "password": "First-pass1" })
}

store_contract! {
    /// YW-ACT-01 (DECISIONS, Sub-accounts): owners add, change and end; the first password is changed first.
    #[test]
    async fn yw_act_01_an_owner_keeps_the_firms_people(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (mut clerk, id) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        assert_eq!(firm.owner.post("/yw/firm/people", body("WANG", "clerk")).await.codes(), "LOGIN_NAME_IN_USE");
        assert_eq!(firm.owner.post("/yw/firm/people", body("li", "operator")).await.codes(), "CODE_UNKNOWN");
        assert_eq!(firm.owner.post("/yw/firm/people", body("a/b", "clerk")).await.codes(), "LOGIN_NAME_FORMAT");
        let mut with_phone = body("li", "clerk");
        with_phone["mobile"] = json!(FIRM_ONE.mobile);
        assert_eq!(firm.owner.post("/yw/firm/people", with_phone).await.codes(), "PHONE_IN_USE");
        let at = format!("/yw/firm/people/{id}");
        firm.owner.patch(&at, json!({ "role": "documents", "grant_identity": true })).await.well();
        let rights = clerk.get("/yw/firm").await.well().body["person"]["rights"].clone();
        assert_eq!(rights, json!(["read_orders", "draft_orders", "declare", "identity"]));
        firm.owner.delete(&at).await.well();
        assert_eq!(clerk.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        let name = format!("{}/wang", FIRM_ONE.uscc);
        assert_eq!(clerk.sign_in(&name, PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
        assert_eq!(firm.owner.delete(&at).await.codes(), "NOT_FOUND");
        server.clerk(&firm, &FIRM_ONE, "wang", "finance").await; // the name is free again
        let people = firm.owner.get("/yw/firm/people").await.well();
        assert_eq!(people.body["people"].as_array().unwrap().len(), 3);
    }

    /// CM-SEC-05: people of other firms do not exist; the owner who registered the firm stays.
    #[test]
    async fn cm_sec_05_people_of_others_do_not_exist(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (_, clerk) = server.clerk(&one, &FIRM_ONE, "wang", "owner").await;
        for id in [&clerk, &one.owner_id] {
            let at = format!("/yw/firm/people/{id}");
            assert_eq!(two.owner.patch(&at, json!({ "role": "finance" })).await.codes(), "NOT_FOUND");
            assert_eq!(two.owner.delete(&at).await.codes(), "NOT_FOUND");
        }
        let own = format!("/yw/firm/people/{}", one.owner_id);
        assert_eq!(one.owner.delete(&own).await.codes(), "FORBIDDEN");
        let (second, _) = server.clerk(&one, &FIRM_ONE, "li", "owner").await;
        assert_eq!(second.delete(&own).await.codes(), "FORBIDDEN");
        assert_eq!(two.owner.get("/yw/firm/people").await.well().body["people"].as_array().unwrap().len(), 1);
    }
}
