use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use store_server::{store_contract, testing::Fresh};

use crate::support::{Client, FIRM_ONE, PASSWORD, Server};

async fn login(client: &Client, id: &str, text: &str) -> String {
    let body = json!({
        "mode": "user", "name": FIRM_ONE.uscc, "password": PASSWORD, "captcha_id": id, "captcha": text,
        "device": client.device,
    });
    client.post("/auth/login", body).await.codes()
}

store_contract! {
    /// YW-AUTH-03: in either case of letters, once, within 120 s.
    #[test]
    async fn yw_auth_03_a_captcha_works_once_and_in_time(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        let client = server.visitor(1);
        let (id, shown) = client.captcha().await;
        assert_eq!(login(&client, &id, &shown.to_lowercase()).await, "200");
        assert_eq!(login(&client, &id, &shown).await, "CAPTCHA_EXPIRED", "it is used up");
        let (id, shown) = client.captcha().await;
        assert_eq!(login(&client, &id, "0000").await, "CAPTCHA_WRONG");
        assert_eq!(login(&client, &id, &shown).await, "CAPTCHA_EXPIRED", "a wrong answer uses it up");
        let (id, shown) = client.captcha().await;
        server.pass_seconds(120);
        assert_eq!(login(&client, &id, &shown).await, "CAPTCHA_EXPIRED");
        assert_eq!(login(&client, "nonsense", &shown).await, "CAPTCHA_EXPIRED");
        assert_eq!(login(&client, &id, " ").await, "FIELD_REQUIRED");
    }

    /// YW-AUTH-03: thirty a minute for one source, whatever others do.
    #[test]
    async fn yw_auth_03_thirty_a_minute(fresh: Fresh) {
        let server = Server::new(fresh);
        let (greedy, other) = (server.visitor(1), server.visitor(2));
        for _ in 0..30 {
            greedy.get("/auth/captcha").await.well();
        }
        let refused = greedy.get("/auth/captcha").await;
        assert_eq!((refused.codes().as_str(), refused.retry_after.as_deref()), ("RATE_LIMITED", Some("60")));
        other.get("/auth/captcha").await.well();
        server.pass_seconds(60);
        greedy.get("/auth/captcha").await.well();
    }
}

/// YW-AUTH-03: a picture of 120 × 40 that shows each text differently each time.
#[tokio::test]
async fn yw_auth_03_a_picture_of_120_by_40() {
    let server = Server::new(Fresh::sqlite().await);
    let picture = server.visitor(1).get("/auth/captcha").await.well().text("/picture");
    let bytes = BASE64_STANDARD.decode(picture.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (120, 40));
    let (one, again, other) = (
        server::captcha::picture("AB23", 1),
        server::captcha::picture("AB23", 1),
        server::captcha::picture("AB23", 2),
    );
    assert_eq!(one, again);
    assert_ne!(one, other);
}
