use serde_json::{Value, json};
use store_server::store_contract;

use crate::support::{Answer, FIRM_ONE, Server};

fn param(answer: &Answer, name: &str) -> Value {
    let params = answer.body["params"].as_array().unwrap();
    params.iter().find(|param| param["name"] == name).unwrap().clone()
}

store_contract! {
    /// YW-OPS-04: a change holds from its day on; desks hear of it before; the trail has both values.
    #[test]
    async fn yw_ops_04_in_force_from_its_day(fresh: Fresh) {
        let server = Server::new(fresh);
        let (operator, _) = server.staff("admin", "operator").await;
        let visitor = server.visitor(1);
        let told = async || param(&visitor.get("/content/params").await.well(), "customs_ceiling_usd");
        assert_eq!(told().await, json!({ "name": "customs_ceiling_usd", "value": "150000.00", "next": [] }));
        let at = "/ops/params/customs_ceiling_usd";
        operator.patch(at, json!({ "value": "200,000", "from": "2026-03-16" })).await.well();
        let waiting = told().await;
        assert_eq!((&waiting["value"], &waiting["next"]), (&json!("150000.00"), &json!([{ "from": "2026-03-16", "value": "200000.00" }])));
        server.pass_seconds(12 * 3_600); // midnight in China
        assert_eq!(told().await, json!({ "name": "customs_ceiling_usd", "value": "200000.00", "next": [] }));
        let operator = server.again(operator, "admin").await;
        let seen = param(&operator.get("/ops/params").await.well(), "customs_ceiling_usd");
        assert_eq!((&seen["kind"], &seen["min"], &seen["shipped"]), (&json!("usd"), &json!("0.01"), &json!("150000.00")));
        let own = operator.get("/ops/accounts?kind=operator").await.well().text("/accounts/0/id");
        let trail = operator.get(&format!("/ops/accounts/{own}/audit?action=set_parameter")).await.well();
        assert_eq!(trail.text("/entries/0/detail"), "customs_ceiling_usd from 2026-03-16: 150000.00 → 200000.00");
    }

    /// YW-OPS-04, `PARAM_RANGE`: bounds, days that have passed, names that are none, people who may not.
    #[test]
    async fn yw_ops_04_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let set = async |name: &str, value: &str, from: &str| {
            operator.patch(&format!("/ops/params/{name}"), json!({ "value": value, "from": from })).await.codes()
        };
        assert_eq!(set("picture_days", "29", "2026-03-15").await, "PARAM_RANGE");
        assert_eq!(set("picture_days", "x", "2026-03-14").await, "NUM_FORMAT DATE_RANGE");
        assert_eq!(set("confirm_requires_linked", "some", "2026-03-15").await, "CODE_UNKNOWN");
        assert_eq!(set("nothing", "1", "2026-03-15").await, "NOT_FOUND");
        assert_eq!(set("picture_days", "30", "2026-03-15").await, "204");
        let typed = json!({ "value": "60", "from": "2026-03-15" });
        assert_eq!(firm.owner.patch("/ops/params/picture_days", typed).await.codes(), "FORBIDDEN");
        assert_eq!(firm.owner.get("/ops/params").await.codes(), "FORBIDDEN");
        let told = param(&server.visitor(1).get("/content/params").await.well(), "picture_days");
        assert_eq!(told["value"], "30");
    }
}
