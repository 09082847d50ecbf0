use values::{Code, Instant};

use super::super::{Draft, draft, keep_draft};
use super::{Office, codes, desk, json, refusal};

const DAY_MS: i64 = 86_400_000;

fn form(name: &str) -> Draft {
    let mut form = Draft::default();
    form.company_name = name.to_owned();
    form.uscc = "91330782TE5T00016T".to_owned();
    form.legal_rep_name = "示例甲".to_owned();
    form.legal_rep_doc_type = "resident_id".to_owned();
    form.legal_rep_doc_no = "330782190101010013".to_owned();
    form
}

/// YW-REG-08: a draft is kept for 30 days after its last change, and its end is told once.
#[tokio::test]
async fn yw_reg_08_thirty_days() {
    let (desk, _folder) = desk().await;
    let at = |day: i64| Instant::from_millis(1_000_000 + day * DAY_MS);
    keep_draft(desk.store(), &form("示例进出口有限公司"), at(0)).await.unwrap();
    keep_draft(desk.store(), &form("示例进出口有限公司"), at(5)).await.unwrap();
    let (kept, ended) = draft(desk.store(), at(35)).await.unwrap();
    assert_eq!((kept.unwrap().company_name.as_str(), ended), ("示例进出口有限公司", false));
    let later = Instant::from_millis(at(35).millis() + 1);
    assert_eq!(draft(desk.store(), later).await.unwrap(), (None, true));
    assert_eq!(draft(desk.store(), later).await.unwrap(), (None, false));
}

fn verified() -> String {
    json(
        "200 OK",
        "{\"verification_token\":\"token-1\",\"expires_at\":\"2100-01-01T00:00:00.000Z\",\"registry_status\":\"存续\",\
         \"registered_address\":null}",
    )
}

/// YW-REG-02, YW-REG-08, spec 01 §19.1: the registry's answer moves the state, an unreachable registry does not; other values drop
/// what was confirmed.
#[tokio::test]
async fn yw_reg_02_states_of_a_registration() {
    let office = Office::new().await;
    let seen = [Code::RidAgeHigh];
    let own = form("示例进出口有限公司");
    let state = async || {
        let (kept, _) = draft(office.desk.store(), Instant::from_millis(0)).await.unwrap();
        let kept = kept.unwrap();
        (kept.state.clone(), kept.failed.clone())
    };
    let later = refusal("503 Service Unavailable", "EXT_UNAVAILABLE");
    let cases = [
        (later.as_str(), Some(Code::ExtUnavailable), ("draft", None)),
        (
            &refusal("409 Conflict", "REG_COMPANY_MISMATCH"),
            Some(Code::RegCompanyMismatch),
            ("verify_failed", Some("REG_COMPANY_MISMATCH")),
        ),
        (&later, Some(Code::ExtUnavailable), ("verify_failed", Some("REG_COMPANY_MISMATCH"))),
        (
            &refusal("422 Unprocessable Entity", "CAPTCHA_WRONG"),
            Some(Code::CaptchaWrong),
            ("verify_failed", Some("REG_COMPANY_MISMATCH")),
        ),
        (&verified(), None, ("verified", None)),
    ];
    for (answer, code, (name, failed)) in cases {
        office.script.then(&[answer]);
        let said = office.remote.verify(&own, &seen, None).await;
        match code {
            Some(code) => assert_eq!(codes(said), [code]),
            None => drop(said.unwrap()),
        }
        assert_eq!(state().await, (name.to_owned(), failed.map(str::to_owned)));
    }
    assert_eq!(office.remote.verification_token().await.unwrap().reveal(), "token-1");
    let now = office.remote.clock.now();
    keep_draft(office.desk.store(), &form("示例别家有限公司"), now).await.unwrap();
    assert_eq!(state().await.0, "draft");
    assert_eq!(codes(office.remote.verification_token().await), [Code::RegTokenExpired]);
}
