//! `Idempotency-Key` (CM-API-01, decision 0010).

use axum::http::Method;
use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{FIRM_ONE, PASSWORD, Server};

const KEY: &str = "01930d3c-7c00-7abc-8def-0123456789ab";

store_contract! {
    /// CM-API-01: the same request gets the same answer, tokens and all, and takes effect once.
    #[test]
    async fn cm_api_01_a_repeated_request_takes_effect_once(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let visitor = server.visitor(1);
        let (captcha_id, captcha) = visitor.captcha().await;
        let body = json!({
            "mode": "user", "name": FIRM_ONE.uscc, "password": PASSWORD, "captcha_id": captcha_id, "captcha": captcha,
            "device": visitor.device,
        });
        let first = visitor.post_keyed("/auth/login", body.clone(), KEY).await.well();
        let again = visitor.post_keyed("/auth/login", body.clone(), KEY).await.well();
        assert_eq!(first.body, again.body);
        let devices = firm.owner.get("/auth/devices").await.well();
        assert_eq!(devices.body["devices"].as_array().unwrap().len(), 2);
        let mut other = body;
        other["device_name"] = json!("办公室");
        assert_eq!(visitor.post_keyed("/auth/login", other, KEY).await.codes(), "REQ_IDEMPOTENCY_KEY");
    }

    /// CM-API-01: a key is asked for, is a UUIDv7, and belongs to one person and one route.
    #[test]
    async fn cm_api_01_keys_are_asked_for_and_belong_to_somebody(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let body = json!({ "short_name": "wang", "name": "示例丁", "role": "clerk", "password": "First-pass1" });
        let at = "/yw/firm/people";
        assert_eq!(firm.owner.call(Method::POST, at, body.clone(), None).await.codes(), "REQ_IDEMPOTENCY_KEY");
        let version_4 = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
        assert_eq!(firm.owner.post_keyed(at, body.clone(), version_4).await.codes(), "REQ_IDEMPOTENCY_KEY");
        let first = firm.owner.post_keyed(at, body.clone(), KEY).await.well();
        assert_eq!(firm.owner.post_keyed(at, body.clone(), KEY).await.well().body, first.body);
        server.pass_seconds(24 * 3_600);
        server.store().sweep_accounts(values::Clock::now(&Now(&server))).await.unwrap();
        let mut owner = server.visitor(2);
        owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        assert_eq!(owner.post_keyed(at, body, KEY).await.codes(), "LOGIN_NAME_IN_USE", "a day later it is a new request");
    }

    /// CM-API-01: the same request twice at the same time takes effect once, and both are answered alike.
    #[test]
    async fn cm_api_01_twins_take_effect_once(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let body = json!({ "short_name": "wang", "name": "示例丁", "role": "clerk", "password": "First-pass1" });
        let call = || {
            let (owner, body) = (firm.owner.clone(), body.clone());
            tokio::spawn(async move { owner.post_keyed("/yw/firm/people", body, KEY).await })
        };
        let (one, two) = (call(), call());
        let (one, two) = (one.await.unwrap(), two.await.unwrap());
        // The slower one may meet the name before it meets the answer; then it is told so, and the next try gets the answer.
        let again = firm.owner.post_keyed("/yw/firm/people", body.clone(), KEY).await.well();
        for answer in [one, two] {
            assert!(answer.body == again.body || answer.codes() == "LOGIN_NAME_IN_USE", "{answer:?}");
        }
        let people = firm.owner.get("/yw/firm/people").await.well();
        assert_eq!(people.body["people"].as_array().unwrap().len(), 2);
    }

    /// CM-API-01: unknown fields, broken JSON, large bodies and unknown paths are told by code.
    #[test]
    async fn cm_api_01_requests_that_do_not_fit(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let unknown = visitor.post("/auth/refresh", json!({ "refresh_token": "", "device": "", "admin": true })).await;
        assert_eq!((unknown.codes().as_str(), unknown.text("/problems/0/params/field").as_str()), ("REQ_UNKNOWN_FIELD", "admin"));
        assert_eq!(visitor.post("/auth/refresh", json!({ "device": 1 })).await.codes(), "REQ_MALFORMED");
        let unknown = visitor.post("/sms/send", json!({ "purpose": "old_mobile", "admin": true })).await;
        assert_eq!(unknown.codes(), "REQ_UNKNOWN_FIELD");
        assert_eq!(visitor.post("/auth/refresh", Value::Null).await.codes(), "REQ_MALFORMED");
        let large = visitor.post("/auth/refresh", json!({ "device": "x".repeat(70_000) })).await;
        assert_eq!((large.codes().as_str(), large.status.as_u16()), ("REQ_TOO_LARGE", 413));
        assert_eq!(visitor.get("/no/such/path").await.codes(), "NOT_FOUND");
        assert_eq!(visitor.get("/auth/login").await.codes(), "NOT_FOUND");
        let told = visitor.get("/no/such/path").await;
        assert_eq!(told.text("/problems/0/request_id"), told.request_id);
        assert_eq!(told.body["problem_count"], 1);
    }
}

/// The server's clock, as its jobs see it.
struct Now<'a>(&'a Server);

impl values::Clock for Now<'_> {
    fn now(&self) -> values::Instant {
        self.0.now()
    }
}
