//! `/sim` (CM-SIM-01).

use server::adapters::{Registry, Sms};
use store_server::testing::Fresh;

use crate::support::Server;

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
    assert_eq!(visitor.get("/time").await.body["simulated"], false);
}
