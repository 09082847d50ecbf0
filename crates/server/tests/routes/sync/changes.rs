use serde_json::Value;
use store_server::store_contract;

use domain::Deed;
use values::Currency;

use crate::support::{Desk, FIRM_ONE, FIRM_TWO, Server, create, edit_remark, lines, mutation, new_order};

store_contract! {
    /// CM-SYNC-03: pages of a thousand rows, from a cursor on, and one order whole.
    #[test]
    async fn cm_sync_03_pages_tell_what_changed(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (mut one, two) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let (order, other) = (new_order(), new_order());
        let add = |of, count| mutation(of, Deed::AddLines { currency: Currency::CNY, lines: lines(count) });
        // Bodies have at most 256 KiB: some hundred lines each.
        one.push(&[create(order)]).await;
        for _ in 0..3 {
            assert_eq!(one.push(&[add(order, 400)]).await, ["applied"]);
        }
        one.push(&[create(other), add(other, 1)]).await;
        let (rows, cursor) = two.pull("").await;
        assert_eq!(rows.len(), 2 + 1_201 + 6);
        let (rows, same) = two.pull(&cursor).await;
        assert_eq!((rows, &same), (Vec::new(), &cursor));
        one.push(&[edit_remark(order, "", "甲")]).await;
        let (rows, _) = two.pull(&cursor).await;
        let kinds: Vec<&str> = rows.iter().map(|row| row["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["order", "change"]);
        assert_eq!(two.pull_order(order).await.len(), 1 + 1_200 + 5);
        assert_eq!(two.pull_order(other).await.len(), 1 + 1 + 2);
    }

    /// CM-SYNC-03: cursors of another history begin anew, those from ahead are another server's; what is no cursor is refused.
    #[test]
    async fn cm_sync_03_strange_cursors(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        desk.push(&[create(new_order())]).await;
        let (_, cursor) = desk.pull("").await;
        let epoch = cursor.rsplit_once('.').unwrap().0.to_owned();
        for strange in ["1-0.1", "other.1", "9999999999999-7.3"] {
            let page = desk.client.get(&format!("/sync/changes?cursor={strange}")).await.well().body;
            assert_eq!((page["epoch"].as_str(), &page["rows"]), (Some(epoch.as_str()), &Value::Array(Vec::new())));
            assert_eq!(page.get("complete"), None);
        }
        let ahead = format!("/sync/changes?cursor={epoch}.99");
        assert_eq!(desk.client.get(&ahead).await.codes(), "SYNC_MISMATCH");
        for wrong in ["cursor=x", "cursor=.1", "cursor=1-0.-1", "after=1", "after=1.9.01930d3c-7c00-7abc-8def-0123456789ab",
            "after=x.1.01930d3c-7c00-7abc-8def-0123456789ab", "limit=5"] {
            let answer = desk.client.get(&format!("/sync/changes?{wrong}")).await;
            assert_eq!(answer.codes(), "REQ_MALFORMED", "{wrong}");
        }
    }

    /// CM-SEC-05: another firm's orders do not exist, whoever names them.
    #[test]
    async fn cm_sec_05_rows_of_others_do_not_exist(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (mut ours, mut theirs) = (Desk::new(&one.owner), Desk::new(&two.owner));
        let order = new_order();
        let made = [create(order), mutation(order, Deed::AddLines { currency: Currency::CNY, lines: lines(1) })];
        ours.push(&made).await;
        let (before, cursor) = ours.pull("").await;
        assert_eq!(theirs.client.get(&format!("/sync/orders/{order}")).await.codes(), "NOT_FOUND");
        assert_eq!(theirs.client.get("/sync/orders/nonsense").await.codes(), "ID_INVALID");
        let (rows, _) = theirs.pull("").await;
        assert_eq!(rows, Vec::<Value>::new());
        // Our cursor is of another history to them.
        let page = theirs.client.get(&format!("/sync/changes?cursor={cursor}")).await;
        assert!(page.codes() == "SYNC_MISMATCH" || page.body["rows"] == Value::Array(Vec::new()), "{page:?}");
        // Ids, mutations and numbers of ours are free in their firm, and touch nothing of ours.
        assert_eq!(theirs.push(&[edit_remark(order, "", "乙")]).await, ["deferred SYNC_OP_HELD"]);
        assert_eq!(theirs.push(&made).await, ["applied", "applied"]);
        assert_eq!(theirs.push(&[edit_remark(order, "", "乙")]).await, ["applied"]);
        assert_eq!(ours.pull("").await, (before, cursor));
    }
}
