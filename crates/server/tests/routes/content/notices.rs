use axum::http::Method;
use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{Answer, Client, FIRM_ONE, FIRM_TWO, Server};

fn training() -> Value {
    json!({
        "kind": "training", "title": "系统操作培训", "text": "请携带营业执照。\n名额有限。", "from": "2026-03-15",
        "to": "2026-03-20", "training_on": "2026-03-18", "training_place": "示例会议室",
    })
}

async fn read(client: &Client, id: &str) -> Answer {
    client.call(Method::PUT, &format!("/content/notices/{id}/read"), Value::Null, None).await
}

/// Titles with their read marks.
fn told(answer: &Answer) -> Vec<String> {
    let notices = answer.body["notices"].as_array().unwrap();
    notices.iter().map(|notice| format!("{} {}", notice["title"].as_str().unwrap(), notice["read"])).collect()
}

store_contract! {
    /// YW-HELP-02: an operator publishes a training; visitors see it, each reader has marks of their own, and a change makes it
    /// unread again.
    #[test]
    async fn yw_help_02_published_read_and_changed(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (operator, _) = server.staff("admin", "operator").await;
        let visitor = server.visitor(1);
        assert_eq!(told(&visitor.get("/content/notices").await.well()), Vec::<String>::new());
        let id = operator.post("/ops/notices", training()).await.well().text("/id");
        let shown = visitor.get("/content/notices").await.well();
        assert_eq!(told(&shown), ["系统操作培训 false"]);
        assert_eq!(shown.text("/notices/0/training_place"), "示例会议室");
        assert_eq!(shown.text("/notices/0/text"), "请携带营业执照。\n名额有限。");
        assert_eq!(read(&one.owner, &id).await.codes(), "204");
        assert_eq!(read(&one.owner, &id).await.codes(), "204");
        assert_eq!(told(&one.owner.get("/content/notices").await.well()), ["系统操作培训 true"]);
        assert_eq!(told(&two.owner.get("/content/notices").await.well()), ["系统操作培训 false"]);
        server.pass_seconds(60);
        let mut other = training();
        other["title"] = json!("系统操作培训（改期）");
        operator.patch(&format!("/ops/notices/{id}"), other).await.well();
        assert_eq!(told(&one.owner.get("/content/notices").await.well()), ["系统操作培训（改期） false"]);
        assert_eq!(read(&visitor, &id).await.codes(), "AUTH_REQUIRED");
        assert_eq!(read(&one.owner, "01930d3c-7c00-7abc-8def-0123456789ab").await.codes(), "NOT_FOUND");
        assert_eq!(read(&one.owner, "x").await.codes(), "ID_INVALID");
    }

    /// YW-HELP-02: shown over its China days only, and not once it was taken back; operators still see it.
    #[test]
    async fn yw_help_02_shown_over_its_days(fresh: Fresh) {
        let server = Server::new(fresh);
        let (operator, _) = server.staff("admin", "operator").await;
        let visitor = server.visitor(1);
        let mut later = training();
        (later["from"], later["title"]) = (json!("2026-03-16"), json!("明天"));
        operator.post("/ops/notices", later).await.well();
        let id = operator.post("/ops/notices", training()).await.well().text("/id");
        let shown = async || told(&visitor.get("/content/notices").await.well());
        assert_eq!(shown().await, ["系统操作培训 false"]);
        server.pass_seconds(12 * 3_600 - 1); // 23:59:59 in China
        assert_eq!(shown().await, ["系统操作培训 false"]);
        server.pass_seconds(1);
        assert_eq!(shown().await, ["系统操作培训 false", "明天 false"]);
        let operator = server.again(operator, "admin").await;
        operator.post(&format!("/ops/notices/{id}/withdraw"), Value::Null).await.well();
        assert_eq!(shown().await, ["明天 false"]);
        assert_eq!(operator.post(&format!("/ops/notices/{id}/withdraw"), Value::Null).await.codes(), "NOT_FOUND");
        assert_eq!(operator.patch(&format!("/ops/notices/{id}"), training()).await.codes(), "NOT_FOUND");
        server.pass_seconds(5 * 24 * 3_600);
        assert_eq!(shown().await, Vec::<String>::new());
        let operator = server.again(operator, "admin").await;
        let first = operator.get("/ops/notices?limit=1").await.well();
        assert!(first.body["notices"][0]["withdrawn_at"].is_string(), "{first:?}");
        let rest = operator.get(&format!("/ops/notices?before={}", first.text("/next"))).await.well();
        assert_eq!((rest.text("/notices/0/title"), &rest.body["next"]), ("明天".to_owned(), &Value::Null));
    }

    /// YW-HELP-02, YW-ACT-01: all that is wrong is told at its field; nobody but operators writes or sees what is not shown.
    #[test]
    async fn yw_help_02_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let wrong = json!({ "kind": "training", "title": "", "text": "x", "from": "2026-03-20", "to": "2026-03-19" });
        let answer = operator.post("/ops/notices", wrong).await;
        assert_eq!(answer.codes(), "FIELD_REQUIRED FIELD_REQUIRED FIELD_REQUIRED DATE_RANGE");
        assert_eq!(answer.text("/problems/0/field"), "notice_title");
        assert_eq!(firm.owner.post("/ops/notices", training()).await.codes(), "FORBIDDEN");
        assert_eq!(firm.owner.get("/ops/notices").await.codes(), "FORBIDDEN");
        assert_eq!(operator.get("/ops/notices?limit=0").await.codes(), "REQ_MALFORMED");
        let mut stale = server.visitor(2);
        stale.token = Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned());
        assert_eq!(stale.get("/content/notices").await.codes(), "AUTH_REQUIRED", "who says to be somebody is");
    }
}
