use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{FIRM_ONE, FIRM_TWO, PASSWORD, Server};

const NEW: &str = "19900000077";

store_contract! {
    /// YW-AUTH-09: the new number signs in, the old one no longer does.
    #[test]
    async fn yw_auth_09_the_new_number_signs_in(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        server.firm(&FIRM_TWO).await;
        server.pass_seconds(60);
        let owner = &firm.owner;
        let taken = json!({ "purpose": "new_mobile", "mobile": FIRM_TWO.mobile });
        assert_eq!(owner.post("/sms/send", taken).await.codes(), "PHONE_IN_USE");
        owner.post("/sms/send", json!({ "purpose": "old_mobile" })).await.well();
        owner.post("/sms/send", json!({ "purpose": "new_mobile", "mobile": NEW })).await.well();
        let old_code = owner.newest_code(FIRM_ONE.mobile).await.unwrap();
        let new_code = owner.newest_code(NEW).await.unwrap();
        let body = |password: &str, old: &str, new: &str| {
            json!({ "password": password, "old_code": old, "mobile": NEW, "new_code": new })
        };
        let at = "/auth/mobile/change";
        assert_eq!(owner.post(at, body("Wrong-pass1", &old_code, &new_code)).await.codes(), "AUTH_BAD_CREDENTIALS");
        // A code for one purpose does not work for another (YW-AUTH-07).
        let crossed = owner.post(at, body(PASSWORD, &new_code, &old_code)).await.codes();
        assert!(crossed == "SMS_WRONG" || old_code == new_code, "{crossed}");
        owner.post(at, body(PASSWORD, &old_code, &new_code)).await.well();
        assert_eq!(server.visitor(1).sign_in(FIRM_ONE.mobile, PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
        server.visitor(1).sign_in(NEW, PASSWORD).await.well();
    }

    /// YW-OPS-03: an operator replaces a lost number; the next sign-in proves it by a code.
    #[test]
    async fn yw_ops_03_a_replaced_number_is_proven_at_the_next_sign_in(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let at = format!("/ops/people/{}/mobile", firm.owner_id);
        assert_eq!(operator.post(&at, json!({ "mobile": NEW, "reason": "" })).await.codes(), "REASON_REQUIRED");
        operator.post(&at, json!({ "mobile": NEW, "reason": "来函 2026-03-15" })).await.well();
        assert_eq!(firm.owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        let mut visitor = server.visitor(1);
        let unproven = visitor.sign_in(FIRM_ONE.uscc, PASSWORD).await;
        assert_eq!((unproven.codes().as_str(), unproven.text("/problems/0/field").as_str()), ("FIELD_REQUIRED", "sms_code"));
        let wanted = json!({ "purpose": "sign_in", "mode": "phone", "name": NEW });
        visitor.post("/sms/send", wanted).await.well();
        let code = visitor.newest_code(NEW).await.unwrap();
        let login: Value = json!({
            "mode": "phone", "name": NEW, "password": PASSWORD, "sms_code": code, "device": visitor.device,
        });
        visitor.post("/auth/login", login).await.well();
        visitor.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
    }
}
