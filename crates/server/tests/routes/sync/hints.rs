use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::Request,
};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use server::jobs;
use store_server::{Hint, store_contract, testing::Fresh};
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::support::{Client, Desk, FIRM_ONE, FIRM_TWO, Server, create, new_order};

/// Nothing here takes so long; a stream that says nothing fails its test instead of holding it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A stream of hints, without its heartbeats.
struct Listener {
    body: BodyDataStream,
    rest: String,
}

impl Listener {
    async fn open(client: &Client) -> Result<Self, u16> {
        let token = client.token.clone().unwrap_or_default();
        let request =
            Request::builder().uri("/api/v1/sync/hints").header("authorization", format!("Bearer {token}"));
        let response = client.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        if response.status() != 200 {
            return Err(response.status().as_u16());
        }
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut listener = Self { body: response.into_body().into_data_stream(), rest: String::new() };
        assert_eq!(listener.next().await, Some(("open".to_owned(), json!({}))));
        Ok(listener)
    }

    /// The next event with its data; `None` at the end.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.rest.split_once("\n\n") {
                let line =
                    |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                let (name, data) = (line("event: "), line("data: "));
                self.rest = rest.to_owned();
                if let Some(name) = name {
                    return Some((name, serde_json::from_str(&data.unwrap()).unwrap()));
                }
                continue;
            }
            let chunk = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("the stream lives")?;
            self.rest.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
    }
}

store_contract! {
    /// CM-SYNC-03: who listens hears of the firm's changes, with the revision, and of no other firm's.
    #[test]
    async fn cm_sync_03_a_change_is_heard_at_once(fresh: Fresh) {
        let server = Server::new(fresh);
        let (firm, other) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let mut listener = Listener::open(&clerk).await.unwrap();
        let mut theirs = Listener::open(&other.owner).await.unwrap();
        Desk::new(&firm.owner).push(&[create(new_order())]).await;
        assert_eq!(listener.next().await, Some(("hint".to_owned(), json!({ "rev": 1 }))));
        let mut desk = Desk::new(&other.owner);
        desk.push(&[create(new_order())]).await;
        assert_eq!(theirs.next().await, Some(("hint".to_owned(), json!({ "rev": 1 }))));
        desk.push(&[create(new_order())]).await;
        assert_eq!(theirs.next().await, Some(("hint".to_owned(), json!({ "rev": 2 }))), "what they heard is their own");
        server.app.end_streams();
        assert_eq!((listener.next().await, theirs.next().await), (None, None), "a server that stops ends its streams");
    }

    /// CM-SEC-02: a stream ends with its session, and a device has four at most.
    #[test]
    async fn cm_sec_02_a_stream_ends_with_its_session(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, id) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let mut listener = Listener::open(&clerk).await.unwrap();
        firm.owner.delete(&format!("/yw/firm/people/{id}")).await.well();
        assert_eq!(listener.next().await, Some(("closed".to_owned(), json!({ "code": "AUTH_SESSION_REVOKED" }))));
        assert_eq!(listener.next().await, None);
        let mut streams = Vec::new();
        for _ in 0..4 {
            streams.push(Listener::open(&firm.owner).await.unwrap());
        }
        assert_eq!(Listener::open(&firm.owner).await.err(), Some(429));
        drop(streams.pop());
        let mut last = Listener::open(&firm.owner).await.unwrap();
        server.pass_seconds(30 * 60);
        assert_eq!(last.next().await, Some(("closed".to_owned(), json!({ "code": "AUTH_SESSION_EXPIRED" }))));
        assert_eq!(last.next().await, None);
    }
}

/// CM-SYNC-03, CM-SEC-02: two nodes on one PostgreSQL. A session of one is one of the other, parts of an import meet, what is
/// pushed here is heard there, and a session that ends here ends there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cm_sync_03_two_nodes_are_one_server() {
    let server = Server::new(Fresh::postgres().await);
    let there = server.another_node().await;
    let (stop, stopping) = watch::channel(false);
    let mut carried = Vec::new();
    for app in [&server.app, &there.app] {
        // Whoever carries hints says so once, since what was before is unknown.
        let mut heard = app.store().hints();
        carried.push(tokio::spawn(jobs::carry_hints(app.clone(), stopping.clone())));
        let first = tokio::time::timeout(PATIENCE, heard.recv()).await.unwrap().unwrap();
        assert_eq!(first, Hint::Anywhere);
    }
    let firm = server.firm(&FIRM_ONE).await;
    let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
    let clerk_there = there.client(&clerk);
    let mut listener = Listener::open(&clerk_there).await.unwrap();
    let order = new_order();
    let (mut here, at_both) = (Desk::new(&firm.owner), there.client(&firm.owner));
    assert_eq!(here.push(&[create(order)]).await, ["applied"]);
    assert_eq!(listener.next().await, Some(("hint".to_owned(), json!({ "rev": 1 }))));
    let (parts, _) = super::imports::parts(order, 2, &[]);
    assert_eq!(here.push(&parts[..1]).await, ["staged"]);
    here.client = at_both;
    assert_eq!(here.push(&parts[1..]).await, ["applied"]);
    assert_eq!(super::imports::live_lines(&Desk::new(&clerk)).await, 4);
    clerk.post("/auth/logout", Value::Null).await.well();
    loop {
        let (event, data) = listener.next().await.unwrap();
        if event == "closed" {
            assert_eq!(data["code"], "AUTH_SESSION_REVOKED");
            break;
        }
    }
    stop.send(true).unwrap();
    for job in carried {
        job.await.unwrap();
    }
    there.app.store().close().await;
}
