use axum::{
    body::{Body, to_bytes},
    http::{Method, Request},
};
use serde_json::{Value, json};
use store_server::store_contract;
use tower::ServiceExt as _;

use crate::support::{Client, Desk, FIRM_ONE, FIRM_TWO, Server, create, new_order, request};

/// A request with any headers and any bytes: status, the code of its first problem, its encoding.
async fn raw(
    server: &Server,
    client: &Client,
    headers: &[(&str, &str)],
    method: Method,
    path: &str,
    body: Vec<u8>,
) -> (u16, String, Option<String>) {
    let mut request = Request::builder().method(method).uri(path);
    let token = client.token.clone().unwrap_or_default();
    request = request.header("authorization", format!("Bearer {token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = server.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let encoding = response.headers().get("content-encoding").map(|value| value.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    (status, body["problems"][0]["code"].as_str().unwrap_or_default().to_owned(), encoding)
}

const PUSH: &str = "/api/v1/sync/push";

store_contract! {
    /// CM-SYNC-01: malformed, oversized, reordered, forged and outdated requests get their code and change nothing.
    #[test]
    async fn cm_sync_01_bad_pushes_change_nothing(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let desk = Desk::new(&firm.owner);
        let good = request(1, &[create(new_order()), create(new_order())]);
        let with = |change: &dyn Fn(&mut Value)| {
            let mut body = good.clone();
            change(&mut body);
            body.to_string().into_bytes()
        };
        let many: Vec<_> = (0..201).map(|_| create(new_order())).collect();
        let cases: Vec<(&str, Vec<u8>, u16, &str)> = vec![
            ("nothing", Vec::new(), 400, "REQ_MALFORMED"),
            ("no JSON", b"{".to_vec(), 400, "REQ_MALFORMED"),
            ("no UTF-8", vec![b'"', 0xff, b'"'], 400, "REQ_MALFORMED"),
            ("too deep", "[".repeat(100_000).into_bytes(), 400, "REQ_MALFORMED"),
            ("unknown field", with(&|body| body["firm"] = json!("x")), 400, "REQ_UNKNOWN_FIELD"),
            ("old", with(&|body| body["protocol"] = json!(0)), 426, "CLIENT_TOO_OLD"),
            ("from the future", with(&|body| body["protocol"] = json!(wire::PROTOCOL + 1)), 400, "REQ_MALFORMED"),
            ("forged", with(&|body| body["mutations"][1]["body"]["at"] = json!(1)), 409, "SYNC_MISMATCH"),
            ("a float", with(&|body| body["mutations"][1]["body"]["at"] = json!(1.5)), 400, "REQ_MALFORMED"),
            ("a gap", with(&|body| body["mutations"][1]["seq"] = json!(3)), 400, "REQ_MALFORMED"),
            ("reordered", with(&|body| body["mutations"].as_array_mut().unwrap().reverse()), 400, "REQ_MALFORMED"),
            ("below one", request(0, &[create(new_order())]).to_string().into_bytes(), 400, "REQ_MALFORMED"),
            ("too many", request(1, &many).to_string().into_bytes(), 413, "SYNC_BATCH_TOO_LARGE"),
            ("too large", vec![b' '; 3 * wire::BODY_BYTES], 413, "SYNC_BATCH_TOO_LARGE"),
        ];
        for (what, body, status, code) in cases {
            let (answered, problem, _) = raw(&server, &firm.owner, &[], Method::POST, PUSH, body).await;
            assert_eq!((answered, problem.as_str()), (status, code), "{what}");
        }
        assert_eq!(desk.pull("").await.0, Vec::<Value>::new());
        desk.send(&good).await.well();
    }

    /// CM-SYNC-03: a desk that says it is older than this server speaks with is told which release to install.
    #[test]
    async fn cm_sync_03_an_outdated_desk_is_told_kindly(fresh: Fresh) {
        let server = Server::with(fresh, |settings| settings.min_client_version = "2.1.0".to_owned());
        let firm = server.firm(&FIRM_ONE).await;
        let old = [("x-client-version", "2.0.9")];
        for path in ["/api/v1/sync/changes", "/api/v1/sync/orders/01930d3c-7c00-7abc-8def-0123456789ab"] {
            let (status, code, _) = raw(&server, &firm.owner, &old, Method::GET, path, Vec::new()).await;
            assert_eq!((status, code.as_str()), (426, "CLIENT_TOO_OLD"), "{path}");
        }
        let mut body = request(1, &[create(new_order())]);
        body["protocol"] = json!(0);
        let answer = Desk::new(&firm.owner).send(&body).await;
        assert_eq!(answer.body["problems"][0]["params"]["min_version"], "2.1.0");
    }

    /// CM-SYNC-03: rows travel compressed where the desk understands that.
    #[test]
    async fn cm_sync_03_rows_travel_compressed(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        desk.push(&[create(new_order())]).await;
        for (accepted, expected) in [("gzip", Some("gzip")), ("br", Some("br")), ("identity", None)] {
            let headers = [("accept-encoding", accepted)];
            let path = "/api/v1/sync/changes";
            let (status, _, encoding) = raw(&server, &firm.owner, &headers, Method::GET, path, Vec::new()).await;
            assert_eq!((status, encoding.as_deref()), (200, expected));
        }
    }

    /// CM-SYNC-03, `RATE_LIMITED`: a firm that pushes without pause is asked to wait; the others are not.
    #[test]
    async fn cm_sync_03_one_firm_does_not_keep_the_others_waiting(fresh: Fresh) {
        let server = Server::with(fresh, |settings| settings.pushes_per_minute = 2);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (mut first, mut other) = (Desk::new(&one.owner), Desk::new(&two.owner));
        for _ in 0..2 {
            assert_eq!(first.push(&[create(new_order())]).await, ["applied"]);
        }
        let asked_to_wait = first.send(&request(3, &[create(new_order())])).await;
        assert_eq!((asked_to_wait.codes().as_str(), asked_to_wait.retry_after.is_some()), ("RATE_LIMITED", true));
        assert_eq!(other.push(&[create(new_order())]).await, ["applied"]);
        server.pass_seconds(60);
        assert_eq!(first.push(&[create(new_order())]).await, ["applied"]);
    }
}
