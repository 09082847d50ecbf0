use serde_json::{Value, json};
use server::adapters::Registry;
use store_server::{store_contract, testing::Fresh};

use crate::support::{Client, FIRM_ONE, FIRM_TWO, PASSWORD, Server};

async fn verify(visitor: &Client, change: &[(&str, &str)]) -> String {
    let mut body = FIRM_ONE.applicant(&visitor.device);
    for (field, value) in change {
        body[field] = json!(value);
    }
    visitor.post("/yw/registrations/verify", body).await.codes()
}

store_contract! {
    /// YW-REG-02: each answer of the registry leads to its own code, and the legal representative's never tells which is wrong.
    #[test]
    async fn yw_reg_02_each_answer_has_its_code(fresh: Fresh) {
        let server = Server::new(fresh);
        let stopped = [
            ("company_name", "示例停业有限公司"), ("uscc", "91330700TE5T00040J"), ("legal_rep_name", "示例丙"),
            ("legal_rep_doc_no", "33078219020202019X"),
        ];
        for (number, change, expected) in [
            (1, &[][..], "200"),
            (2, &[("company_name", " 示例进出口有限公司 ")][..], "200"),
            (3, &[("uscc", "92330782TE5T00032D")][..], "REG_NOT_FOUND"),
            (4, &[("company_name", "示例贸易有限公司")][..], "REG_COMPANY_MISMATCH"),
            (5, &[("legal_rep_name", "示例丁")][..], "REG_LEGAL_REP_MISMATCH"),
            (6, &[("legal_rep_doc_no", "33078219020202019X")][..], "REG_LEGAL_REP_MISMATCH"),
            (7, &stopped[..], "REG_COMPANY_INACTIVE"),
        ] {
            assert_eq!(verify(&server.visitor(number), change).await, expected, "{change:?}");
            server.pass_seconds(3_600); // so that no captcha is asked for
        }
    }

    /// YW-REG-01, CM-ERR-01, CM-ERR-02: all wrong fields at once; a warning asks to be acknowledged.
    #[test]
    async fn yw_reg_01_all_problems_at_once(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let wrong = verify(&visitor, &[("uscc", "91330782TE5T00016Y"), ("legal_rep_name", "1"), ("legal_rep_doc_no", "33078219010101001A")]);
        assert_eq!(wrong.await, "USCC_CHECK FIELD_TOO_SHORT RID_CHARS");
        let mut body = FIRM_ONE.applicant(&visitor.device);
        body["acknowledged"] = json!([]);
        assert_eq!(visitor.post("/yw/registrations/verify", body).await.codes(), "WARN_ACK_REQUIRED RID_AGE_HIGH");
    }

    /// YW-REG-03: a captcha before the third attempt, five an hour for one code, whoever asks.
    #[test]
    async fn yw_reg_03_the_sixth_attempt_is_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        let wrong = [("legal_rep_name", "示例丁")];
        let visitor = server.visitor(1);
        for _ in 0..2 {
            assert_eq!(verify(&visitor, &wrong).await, "REG_LEGAL_REP_MISMATCH");
        }
        assert_eq!(verify(&visitor, &wrong).await, "FIELD_REQUIRED");
        for number in 2..=4 {
            let visitor = server.visitor(number);
            let (id, shown) = visitor.captcha().await;
            let solved = [wrong[0], ("captcha_id", &id), ("captcha", &shown)];
            assert_eq!(verify(&visitor, &solved).await, "REG_LEGAL_REP_MISMATCH", "{number}");
        }
        let visitor = server.visitor(5);
        let refused = visitor.post("/yw/registrations/verify", FIRM_ONE.applicant(&visitor.device)).await;
        assert_eq!((refused.codes().as_str(), refused.text("/problems/0/params/minutes").as_str()), ("REG_TOO_MANY", "60"));
        server.pass_seconds(3_600);
        assert_eq!(verify(&server.visitor(6), &[]).await, "200");
    }

    /// YW-REG-03, CM-ARCH-02: an unreachable registry is nobody's attempt.
    #[test]
    async fn cm_arch_02_a_missing_registry_changes_nothing(fresh: Fresh) {
        let server = Server::with(fresh, |settings| settings.registry = Registry::Absent);
        let visitor = server.visitor(1);
        for _ in 0..4 {
            assert_eq!(verify(&visitor, &[]).await, "EXT_NOT_CONFIGURED");
        }
    }

    /// YW-REG-05, 06, 07: the account exists once, with its number; the token works once.
    #[test]
    async fn yw_reg_06_activation_makes_one_account(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let (token, code) = server.verified(&visitor, &FIRM_ONE).await;
        let at = "/yw/registrations/activate";
        let mut other = FIRM_ONE.form(&token, &code);
        other["legal_rep_name"] = json!("示例丁");
        assert_eq!(visitor.post(at, other).await.codes(), "REG_TOKEN_EXPIRED", "the token is bound to the four values");
        let mut wrong = FIRM_ONE.form(&token, &code);
        wrong["contact_name"] = json!("");
        wrong["password_repeat"] = json!("Other-pass2");
        wrong["agreement_version"] = json!("");
        let told = visitor.post(at, wrong).await.codes();
        assert_eq!(told, "FIELD_REQUIRED AGREEMENT_REQUIRED PWD_REPEAT");
        let done = visitor.post(at, FIRM_ONE.form(&token, &code)).await.well();
        assert_eq!((done.text("/login_name").as_str(), done.text("/mpn").as_str()), (FIRM_ONE.uscc, "F00000001"));
        assert_eq!(visitor.post(at, FIRM_ONE.form(&token, &code)).await.codes(), "REG_TOKEN_USED");
        assert_eq!(verify(&visitor, &[]).await, "REG_ALREADY");
        server.visitor(2).sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        let next = server.visitor(3);
        let (token, code) = server.verified(&next, &FIRM_TWO).await;
        assert_eq!(next.post(at, FIRM_TWO.form(&token, &code)).await.well().text("/mpn"), "F00000002");
    }

    /// YW-REG-04, YW-REG-05: a number that is bound is refused; YW-REG-06: a check is good for 30 minutes.
    #[test]
    async fn yw_reg_05_a_bound_number_is_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        let visitor = server.visitor(1);
        let verified = visitor.post("/yw/registrations/verify", FIRM_TWO.applicant(&visitor.device)).await.well();
        let token = verified.text("/verification_token");
        let wanted = |mobile: &str| json!({ "purpose": "registration", "verification_token": token, "mobile": mobile });
        assert_eq!(visitor.post("/sms/send", wanted(FIRM_ONE.mobile)).await.codes(), "PHONE_IN_USE");
        server.pass_seconds(30 * 60);
        assert_eq!(visitor.post("/sms/send", wanted(FIRM_TWO.mobile)).await.codes(), "REG_TOKEN_EXPIRED");
    }

    /// YW-ACT-02, YW-REG-06: two activations of one code at the same time make one account.
    #[test]
    async fn yw_act_02_two_activations_at_once_make_one_account(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let (first, code) = server.verified(&visitor, &FIRM_ONE).await;
        server.pass_seconds(60);
        let (second, other_code) = server.verified(&visitor, &FIRM_ONE).await;
        let activate = |token: String, code: String| {
            let visitor = visitor.clone();
            tokio::spawn(async move {
                visitor.post("/yw/registrations/activate", FIRM_ONE.form(&token, &code)).await.codes()
            })
        };
        let (one, two) = (activate(first, code), activate(second, other_code));
        let mut codes = [one.await.unwrap(), two.await.unwrap()];
        codes.sort();
        assert_eq!(codes[0], "200", "{codes:?}");
        assert!(["REG_ALREADY", "PHONE_IN_USE", "INTERNAL"].contains(&codes[1].as_str()), "{codes:?}");
        assert_ne!(codes[1], "INTERNAL");
    }
}

/// What [`Value`] a description promises is what is answered (CM-API-01).
#[tokio::test]
async fn cm_api_01_answers_have_the_described_fields() {
    let server = Server::new(Fresh::sqlite().await);
    let visitor = server.visitor(1);
    let verified = visitor.post("/yw/registrations/verify", FIRM_ONE.applicant(&visitor.device)).await.well();
    let document: Value = visitor.get("/openapi.json").await.well().body;
    let described = |name: &str| -> Vec<String> {
        let properties = document["components"]["schemas"][name]["properties"].as_object().unwrap();
        properties.keys().cloned().collect()
    };
    let fields = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(sorted(fields(&verified.body)), sorted(described("VerifiedView")));
    let problems = visitor.get("/yw/firm").await;
    assert_eq!(sorted(fields(&problems.body)), sorted(described("ProblemsBody")));
}
