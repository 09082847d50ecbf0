use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{Client, FIRM_ONE, FIRM_TWO, PASSWORD, Server};

async fn start(visitor: &Client, name: &str, mobile: &str) -> crate::support::Answer {
    let (captcha_id, captcha) = visitor.captcha().await;
    let body = json!({ "name": name, "mobile": mobile, "captcha_id": captcha_id, "captcha": captcha });
    visitor.post("/auth/password/reset/start", body).await
}

fn finish(name: &str, mobile: &str, code: &str, password: &str) -> Value {
    json!({
        "name": name, "mobile": mobile, "sms_code": code, "new_password": password, "password_repeat": password,
    })
}

store_contract! {
    /// YW-PWD-01, YW-PWD-03: the new password signs in, the old one does not, other sessions have ended.
    #[test]
    async fn yw_pwd_03_a_change_ends_the_other_sessions(fresh: Fresh) {
        let server = Server::new(fresh);
        let owner = server.firm(&FIRM_ONE).await.owner;
        let mut other = server.visitor(1);
        other.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        owner.change_password(PASSWORD, "Other-pass2").await.well();
        owner.get("/yw/firm").await.well();
        assert_eq!(other.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(other.sign_in(FIRM_ONE.uscc, PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
        other.sign_in(FIRM_ONE.uscc, "Other-pass2").await.well();
    }

    /// YW-PWD-01: each refusal with its code; wrong old passwords count as at sign-in.
    #[test]
    async fn yw_pwd_01_refusals(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let change = async |old: &str, new: &str, repeat: &str| {
            let body = json!({ "old_password": old, "new_password": new, "password_repeat": repeat });
            firm.owner.post("/auth/password/change", body).await.codes()
        };
        assert_eq!(change(PASSWORD, "short1!", "short1!").await, "PWD_LENGTH");
        assert_eq!(change(PASSWORD, "abcdefgh", "abcdefgh").await, "PWD_CLASSES");
        assert_eq!(change(PASSWORD, "密码abc12345", "密码abc12345").await, "PWD_CHARS");
        assert_eq!(change(PASSWORD, &firm.mpn, &firm.mpn).await, "PWD_SAME_AS_ACCOUNT");
        assert_eq!(change(PASSWORD, PASSWORD, PASSWORD).await, "PWD_SAME_AS_OLD");
        assert_eq!(change(PASSWORD, "Other-pass2", "Other-pass3").await, "PWD_REPEAT");
        for _ in 0..4 {
            assert_eq!(change("Wrong-pass1", "Other-pass2", "Other-pass2").await, "AUTH_BAD_CREDENTIALS");
        }
        assert_eq!(change("Wrong-pass1", "Other-pass2", "Other-pass2").await, "AUTH_LOCKED");
        assert_eq!(change(PASSWORD, "Other-pass2", "Other-pass2").await, "AUTH_LOCKED");
    }

    /// YW-AUTH-08: the first answer is the same for pairs that exist and pairs that do not, and only the former get a message.
    #[test]
    async fn yw_auth_08_the_first_answer_does_not_reveal_accounts(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        server.firm(&FIRM_TWO).await;
        server.pass_seconds(60);
        let sent = async || server.visitor(9).get("/sim/outbox").await.body["messages"].as_array().unwrap().len();
        let before = sent().await;
        let known = start(&server.visitor(1), FIRM_ONE.uscc, FIRM_ONE.mobile).await.well();
        assert_eq!(sent().await, before + 1);
        for (name, mobile) in [
            (FIRM_ONE.uscc, FIRM_TWO.mobile),
            ("91330782TE5T00032D", "19977777777"),
            ("nobody", "19988888888"),
        ] {
            let visitor = server.visitor(2);
            let unknown = start(&visitor, name, mobile).await.well();
            assert_eq!(unknown.body, known.body, "{name}");
            let finished = visitor.post("/auth/password/reset/finish", finish(name, mobile, "000000", "Other-pass2"));
            assert_eq!(finished.await.codes(), "SMS_WRONG");
        }
        assert_eq!(sent().await, before + 1);
    }

    /// YW-AUTH-08, YW-AUTH-04: with the code a new password is set, sessions end, a lock is lifted; the code works once.
    #[test]
    async fn yw_auth_08_a_reset_lifts_the_lock_and_ends_all_sessions(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut visitor = server.visitor(1);
        for _ in 0..5 {
            visitor.sign_in(FIRM_ONE.uscc, "Wrong-pass1").await;
        }
        server.pass_seconds(60);
        start(&visitor, FIRM_ONE.uscc, FIRM_ONE.mobile).await.well();
        let code = visitor.newest_code(FIRM_ONE.mobile).await.unwrap();
        let at = "/auth/password/reset/finish";
        let try_with = |code: &str, password: &str| finish(FIRM_ONE.uscc, FIRM_ONE.mobile, code, password);
        assert_eq!(visitor.post(at, try_with(&code, "abcdefgh")).await.codes(), "PWD_CLASSES", "no code is spent on it");
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(visitor.post(at, try_with(wrong, "Other-pass2")).await.codes(), "SMS_WRONG");
        visitor.post(at, try_with(&code, "Other-pass2")).await.well();
        assert_eq!(visitor.post(at, try_with(&code, "Third-pass3")).await.codes(), "SMS_EXPIRED");
        assert_eq!(firm.owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        visitor.sign_in(FIRM_ONE.uscc, "Other-pass2").await.well();
    }

    /// YW-AUTH-08: staff get a one-time password from another operator, which opens nothing but its own change.
    #[test]
    async fn yw_auth_08_a_one_time_password_must_be_changed(fresh: Fresh) {
        let server = Server::new(fresh);
        let (operator, own) = server.staff("admin", "operator").await;
        let (_, reviewer) = server.staff("review.one", "reviewer").await;
        let refused = operator.post(&format!("/ops/people/{own}/password"), Value::Null).await;
        assert_eq!(refused.codes(), "FORBIDDEN");
        let given = operator.post(&format!("/ops/people/{reviewer}/password"), Value::Null).await.well();
        let password = given.text("/one_time_password");
        let mut client = server.visitor(1);
        assert_eq!(client.sign_in("review.one", PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
        let signed_in = client.sign_in("review.one", &password).await.well();
        assert_eq!(signed_in.body["person"]["must_change_password"], true);
        assert_eq!(client.get("/auth/devices").await.codes(), "AUTH_MUST_CHANGE_PASSWORD");
        client.change_password(&password, "Other-pass2").await.well();
        client.get("/auth/devices").await.well();
        let owner = server.firm(&FIRM_ONE).await.owner_id;
        let refused = operator.post(&format!("/ops/people/{owner}/password"), Value::Null).await;
        assert_eq!(refused.codes(), "NOT_FOUND", "a firm's people get theirs by SMS");
    }
}
