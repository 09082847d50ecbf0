use domain::{
    Deed,
    mutation::{LineBase, LineContent},
};
use serde_json::Value;
use store_server::store_contract;
use values::Currency;

use crate::support::{Desk, FIRM_ONE, PASSWORD, Server, create, edit_remark, lines, mutation, new_order};

const DAY: i64 = 24 * 3_600;

fn kinds(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["kind"].as_str().unwrap()).collect()
}

store_contract! {
    /// CM-SYNC-03: tombstones go after 180 days; a device that was away for longer is sent to a new epoch, one that was not goes
    /// on in its own.
    #[test]
    async fn cm_sync_03_tombstones_live_180_days(fresh: Fresh) {
        let server = Server::new(fresh);
        let mut firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        let order = new_order();
        let all = lines(2);
        let removed: Vec<LineBase> = all[..1].iter().map(LineContent::base).collect();
        let add = mutation(order, Deed::AddLines { currency: Currency::CNY, lines: all });
        desk.push(&[create(order), add]).await;
        let (_, old) = desk.pull("").await;
        assert_eq!(desk.push(&[mutation(order, Deed::RemoveLines { lines: removed })]).await, ["applied"]);
        let (_, newer) = desk.pull(&old).await;
        server.pass_seconds(179 * DAY);
        let gone = server.store().forget_old(server.now()).await.unwrap();
        assert_eq!(gone.tombstones, 0);
        server.pass_seconds(2 * DAY);
        firm.owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        desk.client = firm.owner.clone();
        assert_eq!(server.store().forget_old(server.now()).await.unwrap().tombstones, 1);
        let (rows, still) = desk.pull(&newer).await;
        assert_eq!((rows, &still), (Vec::new(), &newer), "it has heard of the removal");
        let page = desk.client.get(&format!("/sync/changes?cursor={old}")).await.well().body;
        let epoch = old.rsplit_once('.').unwrap().0;
        assert!(page["rows"] == Value::Array(Vec::new()) && page["epoch"] != epoch, "{page}");
        let (rows, anew) = desk.pull("").await;
        assert!(rows.iter().all(|row| row["removed"] != true) && anew.starts_with(page["epoch"].as_str().unwrap()));
        assert_eq!(rows.iter().filter(|row| row["kind"] == "line").count(), 1);
    }

    /// CM-SYNC-03: a device that begins gets 24 months; what is older comes when it is asked for, or changed.
    #[test]
    async fn cm_sync_03_a_new_device_gets_24_months(fresh: Fresh) {
        let server = Server::new(fresh);
        let mut firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        let (old, young) = (new_order(), new_order());
        let add = |of| mutation(of, Deed::AddLines { currency: Currency::CNY, lines: lines(1) });
        desk.push(&[create(old), add(old)]).await;
        server.pass_seconds(25 * 31 * DAY);
        firm.owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        desk.client = firm.owner.clone();
        desk.push(&[create(young), add(young)]).await;
        let begin = desk.client.get("/sync/changes").await.well().body;
        assert_eq!(kinds(begin["rows"].as_array().unwrap()), ["change", "order", "line", "change"]);
        assert_eq!(begin["complete"]["orders"].as_array().unwrap().len(), 1);
        let (_, cursor) = desk.pull("").await;
        assert_eq!(desk.pull_order(old).await.len(), 4, "asked for singly it comes whole");
        let older = desk.client.get("/sync/older").await.well();
        assert_eq!((older.text("/orders/0/id"), &older.body["orders"][0]["lines"]), (old.to_string(), &Value::from(1)));
        assert_eq!((older.body["orders"].as_array().unwrap().len(), &older.body["next"]), (1, &Value::Null));
        assert_eq!(desk.client.get(&format!("/sync/older?before={old}")).await.well().body["orders"], Value::Array(Vec::new()));
        assert_eq!(desk.client.get("/sync/older?limit=0").await.codes(), "REQ_MALFORMED");
        assert_eq!(desk.push(&[edit_remark(old, "", "甲")]).await, ["applied"]);
        let changed = desk.client.get(&format!("/sync/changes?cursor={cursor}")).await.well().body;
        assert_eq!(kinds(changed["rows"].as_array().unwrap()), ["order", "change"]);
        // By its check the device sees that it does not have the rest, and asks for it.
        assert_eq!(changed["complete"]["orders"][0]["lines"], 1);
    }

    /// CM-SYNC-03: after a restore every firm has another epoch, and every cursor of before leads to a new beginning.
    #[test]
    async fn cm_sync_03_a_restore_begins_another_epoch(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        desk.push(&[create(new_order())]).await;
        let (_, before) = desk.pull("").await;
        server.pass_seconds(60);
        assert_eq!(server.store().begin_new_epochs(server.now()).await.unwrap(), 1);
        let page = desk.client.get(&format!("/sync/changes?cursor={before}")).await.well().body;
        assert!(page.get("complete").is_none() && page["epoch"] != before.rsplit_once('.').unwrap().0);
        let (rows, after) = desk.pull("").await;
        assert_eq!((rows.len(), after.starts_with(page["epoch"].as_str().unwrap())), (2, true));
        for firm in server.store().firms().await.unwrap() {
            let checks = server.store().examine(firm).await.unwrap();
            assert!(checks.iter().all(|check| check.faults.is_empty()), "{checks:?}");
        }
    }
}
