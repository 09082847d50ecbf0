//! `/sim` (CM-SIM-01).

use axum::http::Method;
use serde_json::{Value, json};
use server::adapters::{Registry, Sms};
use store_server::{store_contract, testing::Fresh};

use crate::support::{FIRM_ONE, Server};

/// CM-SIM-01: none of these paths exist when no partner is simulated.
#[tokio::test]
async fn cm_sim_01_absent_where_nothing_is_simulated() {
    let server = Server::with(Fresh::sqlite().await, |settings| {
        settings.registry = Registry::Absent;
        settings.sms = Sms::Absent;
    });
    let visitor = server.visitor(1);
    let id = visitor.get("/auth/captcha").await.well().text("/id");
    assert_eq!(visitor.get(&format!("/sim/captcha/{id}")).await.codes(), "NOT_FOUND");
    assert_eq!(visitor.get("/sim/outbox").await.codes(), "NOT_FOUND");
    let event = json!({ "event": "time_passes", "seconds": 60 });
    assert_eq!(visitor.call(Method::POST, "/sim/events", event, None).await.codes(), "NOT_FOUND");
    assert_eq!(visitor.get("/time").await.body["simulated"], false);
}

store_contract! {
    /// CM-SIM-01, `EXT_UNAVAILABLE`: what a tester makes happen: time passes for tokens and codes, partners cannot be reached, a
    /// company is struck off.
    #[test]
    async fn cm_sim_01_events_happen(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let happen = async |event: Value| visitor.call(Method::POST, "/sim/events", event, None).await.codes();
        assert_eq!(happen(json!({ "event": "partner", "partner": "registry", "away": true })).await, "204");
        let check = async || {
            let answer = visitor.post("/yw/registrations/verify", FIRM_ONE.applicant(&visitor.device)).await;
            answer.codes()
        };
        assert_eq!(check().await, "EXT_UNAVAILABLE");
        assert_eq!(happen(json!({ "event": "partner", "partner": "registry", "away": false })).await, "204");
        assert_eq!(happen(json!({ "event": "company_status", "uscc": FIRM_ONE.uscc, "status": "吊销" })).await, "204");
        assert_eq!(check().await, "REG_COMPANY_INACTIVE");
        assert_eq!(happen(json!({ "event": "company_status", "uscc": FIRM_ONE.uscc, "status": "存续" })).await, "204");
        let firm = server.firm(&FIRM_ONE).await;
        assert_eq!(happen(json!({ "event": "partner", "partner": "sms", "away": true })).await, "204");
        assert_eq!(happen(json!({ "event": "time_passes", "seconds": 60 })).await, "204");
        assert_eq!(firm.owner.post("/sms/send", json!({ "purpose": "old_mobile" })).await.codes(), "EXT_UNAVAILABLE");
        assert_eq!(happen(json!({ "event": "partner", "partner": "sms", "away": false })).await, "204");
        assert_eq!(firm.owner.post("/sms/send", json!({ "purpose": "old_mobile" })).await.codes(), "200");
        assert_eq!(happen(json!({ "event": "time_passes", "seconds": 30 * 60 })).await, "204");
        assert_eq!(firm.owner.get("/yw/firm").await.codes(), "AUTH_SESSION_EXPIRED");
        assert_eq!(happen(json!({ "event": "time_passes", "seconds": 401 * 24 * 3_600 })).await, "REQ_MALFORMED");
        assert_eq!(happen(json!({ "event": "rain" })).await, "REQ_MALFORMED");
    }
}

/// CM-SIM-01: in production nobody moves the clock, whatever is simulated there.
#[tokio::test]
async fn cm_sim_01_no_moved_clock_in_production() {
    let server = Server::with(Fresh::sqlite().await, |settings| settings.movable_clock = false);
    let event = json!({ "event": "time_passes", "seconds": 60 });
    assert_eq!(server.visitor(1).call(Method::POST, "/sim/events", event, None).await.codes(), "NOT_FOUND");
}
