//! Every route of the description: without a token, with one that never was, an old one, an ended one (CM-SEC-05).

use axum::http::Method;
use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{Client, FIRM_ONE, Server};

/// Method and path of every route that asks for a token, with an id that names nothing.
fn guarded() -> Vec<(Method, String)> {
    let document = serde_json::to_value(server::routes::description()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            // An answer to HEAD has no body, and so no code: the test of the uploads asks for its status.
            if method != "head" && operation.get("security").is_some() {
                let id = "01930d3c-7c00-7abc-8def-0123456789ab";
                let path =
                    path.replace("{id}", id).replace("{session_id}", id).replace("{name}", "picture_days");
                found.push((method.to_uppercase().parse().unwrap(), path));
            }
        }
    }
    found
}

async fn codes(client: &Client) -> Vec<String> {
    let mut codes = Vec::new();
    for (method, path) in guarded() {
        let body = if method == Method::GET { Value::Null } else { json!({}) };
        let key = "01930d3c-7c00-7abc-8def-0123456789ac";
        codes.push(client.call(method, &path, body, Some(key)).await.codes());
    }
    codes.sort();
    codes.dedup();
    codes
}

store_contract! {
    /// CM-SEC-05, CM-SEC-02
    #[test]
    async fn cm_sec_05_no_route_opens_without_a_living_token(fresh: Fresh) {
        assert!(guarded().len() >= 19, "{:?}", guarded());
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut nobody = server.visitor(1);
        assert_eq!(codes(&nobody).await, ["AUTH_REQUIRED"]);
        for token in ["", "nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "你好"] {
            nobody.token = Some(token.to_owned()).filter(|token| token.is_ascii());
            assert_eq!(codes(&nobody).await, ["AUTH_REQUIRED"], "{token}");
        }
        server.pass_seconds(30 * 60);
        assert_eq!(codes(&firm.owner).await, ["AUTH_SESSION_EXPIRED"]);
        let mut owner = firm.owner.clone();
        owner.rotate().await.well();
        owner.post("/auth/logout", Value::Null).await.well();
        assert_eq!(codes(&owner).await, ["AUTH_SESSION_REVOKED"]);
    }

    /// YW-ACT-01: what a clerk may not do is refused on every route that administers or operates.
    #[test]
    async fn yw_act_01_a_clerk_administers_nothing(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        for (path, body) in [
            ("/yw/firm/people", json!({ "short_name": "li", "name": "示例丁", "role": "clerk", "password": "First-pass1" })),
            ("/ops/accounts/01930d3c-7c00-7abc-8def-0123456789ab/unlock", Value::Null),
            ("/ops/people/01930d3c-7c00-7abc-8def-0123456789ab/password", Value::Null),
        ] {
            assert_eq!(clerk.post(path, body).await.codes(), "FORBIDDEN", "{path}");
        }
        let owner = format!("/yw/firm/people/{}", firm.owner_id);
        assert_eq!(clerk.get("/yw/firm/people").await.codes(), "FORBIDDEN");
        assert_eq!(clerk.patch(&owner, json!({ "role": "clerk" })).await.codes(), "FORBIDDEN");
        assert_eq!(clerk.delete(&owner).await.codes(), "FORBIDDEN");
        assert_eq!(clerk.get("/ops/accounts").await.codes(), "FORBIDDEN");
    }
}
