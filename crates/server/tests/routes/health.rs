//! Whether the server lives and is ready; its figures; floods.

use store_server::testing::Fresh;

use crate::support::Server;

/// CM-ARCH-02, CM-TIME-01: time, oldest client, and whether partners are simulated.
#[tokio::test]
async fn cm_arch_02_time_says_whether_partners_are_simulated() {
    let server = Server::new(Fresh::sqlite().await);
    let time = server.visitor(1).get("/time").await.well();
    assert_eq!(time.text("/now"), "2026-03-15T04:00:00.000Z");
    assert_eq!(time.body["simulated"], true);
    let visitor = server.visitor(1);
    assert_eq!(visitor.get("/healthz").await.body, "ok");
    assert_eq!(visitor.get("/readyz").await.body, "ready");
}

/// Figures count requests by route, never by path, and are for the machine itself.
#[tokio::test]
async fn cm_sec_04_figures_name_routes_only_and_stay_at_home() {
    let server = Server::new(Fresh::sqlite().await);
    let mut visitor = server.visitor(1);
    visitor.get("/ops/accounts/01930d3c-7c00-7abc-8def-0123456789ab?search=19900000001").await;
    assert_eq!(visitor.get("/metrics").await.codes(), "NOT_FOUND");
    visitor.address = [127, 0, 0, 1].into();
    let figures = visitor.get("/metrics").await.body.to_string();
    assert!(figures.contains("/api/v1/ops/accounts/{id}") && figures.contains("401"), "{figures}");
    assert!(!figures.contains("01930d3c") && !figures.contains("19900000001"));
}

/// A flood from one address is turned away; others go on.
#[tokio::test]
async fn cm_api_01_a_flood_is_turned_away() {
    let server = Server::with(Fresh::sqlite().await, |settings| settings.requests_per_minute = 3);
    let (greedy, other) = (server.visitor(1), server.visitor(2));
    for _ in 0..3 {
        greedy.get("/time").await.well();
    }
    let refused = greedy.get("/time").await;
    assert_eq!((refused.codes().as_str(), refused.retry_after.as_deref()), ("RATE_LIMITED", Some("60")));
    other.get("/time").await.well();
    server.pass_seconds(60);
    greedy.get("/time").await.well();
}
