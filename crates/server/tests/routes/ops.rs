//! `/ops`

use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{Answer, FIRM_ONE, FIRM_TWO, PASSWORD, Server};

store_contract! {
    /// YW-OPS-01: found by credit code, number and name, page by page.
    #[test]
    async fn yw_ops_01_accounts_are_found(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (operator, _) = server.staff("admin", "operator").await;
        let found = async |query: &str| {
            let page = operator.get(&format!("/ops/accounts?{query}")).await.well();
            let ids = page.body["accounts"].as_array().unwrap().iter().map(|account| account["id"].as_str().unwrap().to_owned());
            (ids.collect::<Vec<_>>(), page.body["next"].as_str().map(str::to_owned))
        };
        assert_eq!(found(&format!("search={}", &FIRM_ONE.uscc.to_lowercase())).await.0, vec![one.account.clone()]);
        assert_eq!(found(&format!("search={}", two.mpn)).await.0, vec![two.account.clone()]);
        assert_eq!(found("search=%E8%B4%B8%E6%98%93").await.0, vec![two.account.clone()]); // 贸易
        assert_eq!(found("search=%25").await.0, Vec::<String>::new());
        let (first, next) = found("limit=1").await;
        let (rest, end) = found(&format!("limit=200&cursor={}", next.unwrap())).await;
        assert_eq!((first, &rest[..1], end), (vec![one.account.clone()], &[two.account.clone()][..], None));
        let detail = operator.get(&format!("/ops/accounts/{}", one.account)).await.well();
        assert_eq!(detail.text("/people/0/mobile"), "199****0001");
        assert_eq!(operator.get("/ops/accounts?limit=201").await.codes(), "REQ_MALFORMED");
        operator.post(&format!("/ops/accounts/{}/suspend", two.account), json!({ "reason": "资料" })).await.well();
        assert_eq!(found("state=suspended").await.0, vec![two.account.clone()]);
        assert_eq!(found("kind=firm&state=active").await.0, vec![one.account.clone()]);
        assert_eq!(found("kind=operator").await.0.len(), 1);
        assert_eq!(operator.get("/ops/accounts?kind=nobody").await.codes(), "CODE_UNKNOWN");
    }

    /// YW-OPS-01: an operator lifts a lock and ends sessions.
    #[test]
    async fn yw_ops_01_locks_are_lifted(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let mut visitor = server.visitor(1);
        for _ in 0..5 {
            visitor.sign_in(FIRM_ONE.uscc, "Wrong-pass1").await;
        }
        assert_eq!(visitor.sign_in(FIRM_ONE.uscc, PASSWORD).await.codes(), "AUTH_LOCKED");
        operator.post(&format!("/ops/accounts/{}/unlock", firm.account), Value::Null).await.well();
        visitor.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        operator.post(&format!("/ops/accounts/{}/end-sessions", firm.account), Value::Null).await.well();
        assert_eq!(visitor.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
    }

    /// YW-ACT-01: nobody but operators; and even they do not close their own account.
    #[test]
    async fn yw_act_01_only_operators_operate(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (reviewer, _) = server.staff("review.one", "reviewer").await;
        let at = |what: &str| format!("/ops/accounts/{}/{what}", firm.account);
        for client in [&firm.owner, &reviewer] {
            assert_eq!(client.get("/ops/accounts").await.codes(), "FORBIDDEN");
            for what in ["unlock", "lift", "end-sessions"] {
                assert_eq!(client.post(&at(what), Value::Null).await.codes(), "FORBIDDEN");
            }
            assert_eq!(client.post(&at("suspend"), json!({ "reason": "资料" })).await.codes(), "FORBIDDEN");
        }
        let (operator, id) = server.staff("admin", "operator").await;
        let found = operator.get("/ops/accounts?limit=200").await.well();
        let own = found.body["accounts"].as_array().unwrap().iter().find(|account| account["kind"] == "operator").unwrap();
        let close = format!("/ops/accounts/{}/close", own["id"].as_str().unwrap());
        assert_eq!(operator.post(&close, json!({ "reason": "mistake" })).await.codes(), "FORBIDDEN");
        assert_eq!(operator.get(&format!("/ops/accounts/{id}")).await.codes(), "NOT_FOUND");
    }

    /// CM-AUD-01: operators look into every trail, owners into their own, others into none; newest first, page by page.
    #[test]
    async fn cm_aud_01_the_trail_is_searched(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        server.visitor(1).sign_in(FIRM_ONE.uscc, "Wrong-pass1").await;
        let (operator, _) = server.staff("admin", "operator").await;
        let at = format!("/ops/accounts/{}/audit", firm.account);
        let all = operator.get(&at).await.well();
        let actions = |answer: &Answer| -> Vec<String> {
            let entries = answer.body["entries"].as_array().unwrap().clone();
            entries.iter().map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(actions(&all).last().map(String::as_str), Some("activate"));
        assert_eq!(all.body["entries"][0]["result"], "AUTH_BAD_CREDENTIALS");
        assert_eq!(all.body["next"], Value::Null);
        let mut paged = Vec::new();
        let mut before = String::new();
        loop {
            let page = operator.get(&format!("{at}?limit=2{before}")).await.well();
            paged.extend(actions(&page));
            match page.body["next"].as_i64() {
                Some(next) => before = format!("&before={next}"),
                None => break,
            }
        }
        assert_eq!(paged, actions(&all));
        let some = actions(&operator.get(&format!("{at}?action=sign_in")).await.well());
        assert!(some.len() >= 2 && some.iter().all(|action| action == "sign_in"), "{some:?}");
        assert_eq!(actions(&operator.get(&format!("{at}?refused=true")).await.well()), ["sign_in"]);
        assert_eq!(actions(&operator.get(&format!("{at}?from=2026-03-16")).await.well()), Vec::<String>::new());
        assert_eq!(operator.get(&format!("{at}?from=2026-03-15&to=2026-03-15")).await.well().body, all.body);
        let by = operator.get(&format!("{at}?person={}", firm.owner_id)).await.well();
        assert!(!actions(&by).is_empty() && actions(&by).len() < actions(&all).len(), "{by:?}");
        assert_eq!(operator.get(&format!("{at}?from=x")).await.codes(), "DATE_INVALID");
        assert_eq!(firm.owner.get("/yw/firm/audit").await.well().body, all.body);
        assert_eq!(clerk.get("/yw/firm/audit").await.codes(), "FORBIDDEN");
        assert_eq!(firm.owner.get(&at).await.codes(), "FORBIDDEN");
        assert_eq!(operator.get("/ops/accounts/01930d3c-7c00-7abc-8def-0123456789ab/audit").await.codes(), "NOT_FOUND");
        assert_eq!(operator.get(&format!("{at}?limit=0")).await.codes(), "REQ_MALFORMED");
    }

    /// CM-AUD-01: what happened is in an unbroken trail, without personal data.
    #[test]
    async fn cm_aud_01_the_trail_is_unbroken(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        server.visitor(1).sign_in(FIRM_ONE.uscc, "Wrong-pass1").await;
        firm.owner.change_password(PASSWORD, "Other-pass2").await.well();
        assert_eq!(server.store().broken_account_audit().await.unwrap(), None);
        let trail = server.store().account_audit_for_tests(&firm.account).await;
        let steps: Vec<String> = trail.iter().map(|(action, result)| format!("{action} {result}")).collect();
        assert_eq!(steps, ["activate ", "sign_in ", "sign_in AUTH_BAD_CREDENTIALS", "change_password "]);
        server.store().alter_account_audit_for_tests(&firm.account).await;
        let broken = server.store().broken_account_audit().await.unwrap();
        assert_eq!(broken, Some(format!("{}/2", firm.account)));
    }
}
