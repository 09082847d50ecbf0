use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{FIRM_ONE, PASSWORD, Server};

store_contract! {
    /// YW-AUTH-01, YW-AUTH-02: credit code and purchase number in either case, and the bound mobile.
    #[test]
    async fn yw_auth_01_both_names_and_the_mobile_sign_in(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        for name in [FIRM_ONE.uscc.to_lowercase(), firm.mpn.to_lowercase(), FIRM_ONE.mobile.to_owned()] {
            let signed_in = server.visitor(1).sign_in(&name, PASSWORD).await.well();
            assert_eq!(signed_in.text("/account/id"), firm.account, "{name}");
        }
        assert_eq!(server.visitor(1).sign_in("19911111111", PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
    }

    /// YW-AUTH-01: wrong names and wrong passwords are told alike; YW-AUTH-04: and locked alike, with the same work.
    #[test]
    async fn yw_auth_04_unknown_accounts_behave_the_same(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        let mut told: Vec<Vec<(u16, Value, u64)>> = Vec::new();
        for name in [FIRM_ONE.uscc, "91330782TE5T00032D", "19999999999", "no such name"] {
            let mut visitor = server.visitor(1);
            let mut answers = Vec::new();
            for _ in 0..6 {
                let work = server.app.passwords().work();
                let mut answer = visitor.sign_in(name, "Wrong-pass1").await;
                for problem in answer.body["problems"].as_array_mut().unwrap() {
                    problem.as_object_mut().unwrap().remove("request_id");
                }
                answers.push((answer.status.as_u16(), answer.body, server.app.passwords().work() - work));
            }
            told.push(answers);
        }
        for others in &told[1..] {
            assert_eq!(&told[0], others);
        }
        let codes: Vec<&str> = told[0].iter().map(|(_, body, _)| body["problems"][0]["code"].as_str().unwrap()).collect();
        let wrong = "AUTH_BAD_CREDENTIALS";
        assert_eq!(codes, [wrong, wrong, wrong, wrong, "AUTH_LOCKED", "AUTH_LOCKED"]);
        assert_eq!(told[0][2].1["problems"][0]["message_zh"], "账号或密码不正确，还可尝试 2 次");
        let work: Vec<u64> = told[0].iter().map(|(_, _, work)| *work).collect();
        assert_eq!(work, [1, 1, 1, 1, 1, 0]);
    }

    /// YW-AUTH-04: a lock holds for the right password too, passes by itself, and lasts longer the next time.
    #[test]
    async fn yw_auth_04_a_lock_passes_and_doubles(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        let mut visitor = server.visitor(1);
        for minutes in [15, 30] {
            for _ in 0..5 {
                visitor.sign_in(FIRM_ONE.uscc, "Wrong-pass1").await;
            }
            let locked = visitor.sign_in(FIRM_ONE.mobile, PASSWORD).await;
            assert_eq!(locked.codes(), "AUTH_LOCKED", "every name of the person is locked");
            assert_eq!(locked.body["problems"][0]["params"]["minutes"], minutes.to_string());
            server.pass_seconds(minutes * 60);
        }
        visitor.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
    }

    /// YW-AUTH-04: guesses that are sent at the same time get no more tries than guesses one after the other.
    #[test]
    async fn yw_auth_04_many_guesses_at_once_get_five_tries(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await;
        let mut bodies = Vec::new();
        for _ in 0..12 {
            let visitor = server.visitor(1);
            let (id, shown) = visitor.captcha().await;
            bodies.push((visitor.clone(), json!({
                "mode": "user", "name": FIRM_ONE.uscc, "password": "Wrong-pass1", "captcha_id": id,
                "captcha": shown, "device": visitor.device,
            })));
        }
        let before = server.app.passwords().work();
        let all = bodies.into_iter().map(|(visitor, body)| tokio::spawn(async move {
            visitor.post("/auth/login", body).await.codes()
        }));
        let mut codes = Vec::new();
        for one in all.collect::<Vec<_>>() {
            codes.push(one.await.unwrap());
        }
        assert!(server.app.passwords().work() - before <= 5, "{codes:?}");
        assert!(codes.iter().filter(|code| *code == "AUTH_LOCKED").count() >= 8, "{codes:?}");
    }

    /// YW-AUTH-03: a code by SMS stands for the captcha; one for another name does not.
    #[test]
    async fn yw_auth_03_a_code_by_sms_replaces_the_captcha(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        server.pass_seconds(60);
        let visitor = server.visitor(1);
        let wanted = json!({ "purpose": "sign_in", "mode": "user", "name": FIRM_ONE.uscc });
        let known = visitor.post("/sms/send", wanted).await.well();
        let code = visitor.newest_code(FIRM_ONE.mobile).await.unwrap();
        let login = |name: &str| json!({
            "mode": "user", "name": name, "password": PASSWORD, "sms_code": code, "device": visitor.device,
        });
        assert_eq!(visitor.post("/auth/login", login(&firm.mpn)).await.codes(), "SMS_EXPIRED");
        visitor.post("/auth/login", login(FIRM_ONE.uscc)).await.well();
        assert_eq!(visitor.post("/auth/login", login(FIRM_ONE.uscc)).await.codes(), "SMS_EXPIRED", "once");
        let wanted = json!({ "purpose": "sign_in", "mode": "user", "name": "nobody at all" });
        let unknown = visitor.post("/sms/send", wanted).await.well();
        assert_eq!(known.body, unknown.body, "the answer does not tell whether the name exists");
    }

    /// YW-OPS-02: suspended people sign in and change nothing; closed ones do not sign in.
    #[test]
    async fn yw_ops_02_suspended_and_closed(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let at = |what: &str| format!("/ops/accounts/{}/{what}", firm.account);
        assert_eq!(operator.post(&at("suspend"), json!({ "reason": "" })).await.codes(), "REASON_REQUIRED");
        operator.post(&at("suspend"), json!({ "reason": "资料待核实" })).await.well();
        let mut owner = server.visitor(1);
        let signed_in = owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        assert_eq!(signed_in.text("/account/state"), "suspended");
        owner.get("/yw/firm").await.well();
        let body = json!({ "short_name": "wang", "name": "示例丁", "role": "clerk", "password": "First-pass1" });
        let refused = owner.post("/yw/firm/people", body).await;
        assert_eq!(refused.codes(), "AUTH_SUSPENDED");
        assert!(refused.text("/problems/0/message_zh").contains("资料待核实"));
        assert_eq!(operator.post(&at("suspend"), json!({ "reason": "again" })).await.codes(), "ACCOUNT_STATE");
        operator.post(&at("lift"), Value::Null).await.well();
        operator.post(&at("close"), json!({ "reason": "企业注销" })).await.well();
        assert_eq!(owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.codes(), "AUTH_BAD_CREDENTIALS");
    }
}
