//! Live partners over HTTP (CM-ARCH-02): what they say, and what becomes of answers that cannot be used.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

use axum::{Json, Router, http::StatusCode, response::IntoResponse, routing::post};
use domain::account::{Applicant, RegistryAnswer, TypedApplicant};
use serde_json::{Value, json};
use server::adapters::{Registry, Sms};
use values::{Code, Day, Instant, Mobile, Secret};

/// A partner that answers every request so; its address.
async fn partner(answer: impl Fn(Value) -> (StatusCode, Value) + Clone + Send + Sync + 'static) -> String {
    // The cipher library is chosen once a process, whichever test comes first.
    let _ = server::serve::choose_ciphers();
    let router = Router::new().route(
        "/",
        post(move |Json(body): Json<Value>| {
            let (status, answer) = answer(body);
            async move { (status, Json(answer)).into_response() }
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/")
}

fn applicant() -> Applicant {
    let typed = TypedApplicant {
        company_name: "示例进出口有限公司".into(),
        uscc: "91330782TE5T00016T".into(),
        legal_rep_name: "示例甲".into(),
        legal_rep_doc_type: "resident_id".into(),
        legal_rep_doc_no: "330782190101010013".into(),
    };
    Applicant::parse(&typed, Day::new(2026, 3, 15).unwrap()).unwrap().value
}

async fn asked(answer: (StatusCode, Value)) -> Result<RegistryAnswer, Code> {
    let url = partner(move |_| answer.clone()).await;
    Registry::live(&url, None).unwrap().ask(&applicant()).await.map_err(|problem| problem.code)
}

#[tokio::test]
async fn cm_arch_02_the_registrys_answers_are_read() {
    let ok = StatusCode::OK;
    let found =
        asked((ok, json!({ "result": "match", "status": "存续", "address": "义乌市" }))).await.unwrap();
    assert!(matches!(found, RegistryAnswer::Match(company) if &*company.status == "存续"));
    for (answer, expected) in [
        ("not_found", RegistryAnswer::Unknown),
        ("company_mismatch", RegistryAnswer::CompanyMismatch),
        ("legal_rep_mismatch", RegistryAnswer::RepresentativeMismatch),
    ] {
        assert_eq!(asked((ok, json!({ "result": answer }))).await, Ok(expected));
    }
    let unusable = Err(Code::ExtUnavailable);
    assert_eq!(asked((ok, json!({ "result": "match" }))).await, unusable, "a match without a status");
    assert_eq!(asked((ok, json!({ "result": "perhaps" }))).await, unusable);
    assert_eq!(asked((ok, json!("x".repeat(100_000)))).await, unusable, "too much to be an answer");
    assert_eq!(asked((StatusCode::BAD_GATEWAY, json!({ "result": "not_found" }))).await, unusable);
    let nobody = Registry::live("http://127.0.0.1:1/", None).unwrap().ask(&applicant()).await;
    assert_eq!(nobody.map_err(|problem| problem.code), unusable);
}

#[tokio::test]
async fn cm_arch_02_the_gateway_must_accept() {
    let now = Instant::from_millis(0);
    for (accepted, expected) in [(true, None), (false, Some(Code::ExtUnavailable))] {
        let url = partner(move |body| {
            assert_eq!(body["mobile"], "19900000001");
            (StatusCode::OK, json!({ "accepted": accepted }))
        })
        .await;
        let sms = Sms::live(&url, Some(Secret::new("token".into()))).unwrap();
        let sent = sms.send(Mobile::parse("19900000001").unwrap(), "text".into(), now).await;
        assert_eq!(sent.err().map(|problem| problem.code), expected);
    }
}

/// CM-SEC-02: partners are reached by https; plain HTTP only on the machine itself.
#[test]
fn cm_sec_02_partners_are_reached_by_https() {
    let _ = server::serve::choose_ciphers();
    assert!(Registry::live("http://registry.example/", None).is_err());
    assert!(Sms::live("nonsense", None).is_err());
    assert!(Registry::live("https://registry.example/", None).is_ok());
}
