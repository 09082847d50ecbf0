//! Nothing sensitive in logs (CM-SEC-04): a journey with marked values, at the most talkative level of everything.

use std::{
    io,
    sync::{Arc, Mutex, OnceLock},
};

use serde_json::json;
use store_server::testing::Fresh;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{FIRM_ONE, PASSWORD, Server};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn kept() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| {
        let kept = Kept::default();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(kept.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("no other test sets one");
        kept
    })
}

/// CM-SEC-04
#[tokio::test]
async fn cm_sec_04_marked_values_are_in_no_log() {
    let log = kept();
    let server = Server::new(Fresh::sqlite().await);
    let firm = server.firm(&FIRM_ONE).await;
    let mut owner = firm.owner.clone();
    let mut visitor = server.visitor(77);
    visitor.sign_in("marked-name-7f3a", "Marked-pass-7f3a").await;
    visitor.sign_in("19912345678", "Marked-pass-7f3a").await;
    let (captcha_id, captcha) = visitor.captcha().await;
    visitor.get("/ops/accounts?search=marked-search-7f3a").await;
    visitor.post("/auth/refresh", json!({ "marked_field_7f3a": "marked-value-7f3a" })).await;
    visitor
        .post(
            "/auth/password/reset/start",
            json!({
                "name": FIRM_ONE.uscc, "mobile": "19912345678", "captcha_id": captcha_id, "captcha": captcha,
            }),
        )
        .await;
    owner.rotate().await.well();
    owner.change_password(PASSWORD, "Marked-pass-8b2c").await.well();
    let code = visitor.newest_code(FIRM_ONE.mobile).await.unwrap();
    let written = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(
        written.contains("\"answered\"") && written.contains("/api/v1/auth/login"),
        "the journey is in the log"
    );
    let token = owner.token.clone().unwrap();
    let secrets = [
        PASSWORD,
        "Marked-pass",
        "marked-name-7f3a",
        "MARKED-NAME-7F3A",
        "MARKEDNAME7F3A",
        "marked-search",
        "marked_field",
        "marked-value",
        "19912345678",
        FIRM_ONE.mobile,
        FIRM_ONE.number,
        FIRM_ONE.company,
        FIRM_ONE.representative,
        FIRM_ONE.uscc,
        "示例乙",
        "浙江省义乌市",
        "192.0.2.77",
        &token,
        &owner.refresh,
    ];
    for secret in secrets {
        assert!(!written.contains(secret), "{secret} is in the log");
    }
    assert!(!written.contains(&format!("验证码 {code}")));
}
