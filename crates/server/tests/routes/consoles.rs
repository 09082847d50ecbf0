//! The consoles out of the program (PRODUCT; SECURITY, Hostile web content).

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use store_server::testing::Fresh;
use tower::ServiceExt as _;

use crate::support::Server;

async fn get(server: &Server, path: &str) -> (u16, HeaderMap, Vec<u8>) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = server.router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, to_bytes(response.into_body(), 1 << 24).await.unwrap().to_vec())
}

/// CM-SEC-05: a console is one page with a strict policy, whatever stands behind its name in the address; files that are not
/// there are not; a console that was not built is not there at all.
#[tokio::test]
async fn cm_sec_05_consoles_are_shown_under_a_strict_policy() {
    let server = Server::new(Fresh::sqlite().await);
    for console in ["ops", "firm"] {
        let expected = if server::consoles::has(console) { 200 } else { 404 };
        for place in ["", "/", "/accounts", "/accounts/01930d3c-7c00-7abc-8def-0123456789ab"] {
            let (status, headers, body) = get(&server, &format!("/{console}{place}")).await;
            assert_eq!(status, expected, "/{console}{place}");
            if status == 200 {
                assert!(String::from_utf8_lossy(&body).to_lowercase().starts_with("<!doctype html>"));
                let policy = headers["content-security-policy"].to_str().unwrap();
                assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
                assert_eq!(headers["cache-control"], "no-cache");
            }
        }
        for missing in ["/assets/nothing.js", "/../Cargo.toml", "/index.php", "/.env"] {
            assert_eq!(get(&server, &format!("/{console}{missing}")).await.0, 404, "/{console}{missing}");
        }
    }
    assert_eq!(get(&server, "/other").await.0, 404);
}
