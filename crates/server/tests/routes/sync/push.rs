use axum::http::Method;
use domain::Deed;
use serde_json::{Value, json};
use store_server::store_contract;
use values::Currency;

use crate::support::{
    Client, Desk, FIRM_ONE, FIRM_TWO, Server, create, edit_remark, lines, mutation, new_order, outcomes,
    request,
};

fn add(order: values::OrderId, count: u32) -> domain::Mutation {
    mutation(order, Deed::AddLines { currency: Currency::CNY, lines: lines(count) })
}

/// Everything that the firm has, to see whether something changed.
async fn everything(client: &Client) -> Value {
    client.get("/sync/changes").await.well().body
}

store_contract! {
    /// CM-SYNC-01: what is sent takes effect once; sent again it is answered as before.
    #[test]
    async fn cm_sync_01_a_repeated_push_takes_effect_once(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let desk = Desk::new(&firm.owner);
        let order = new_order();
        let body = request(1, &[create(order), add(order, 3)]);
        let first = desk.send(&body).await.well();
        assert_eq!(outcomes(&first), ["applied", "applied"]);
        let before = everything(&firm.owner).await;
        assert_eq!(before["complete"]["device_seq"], 2);
        let again = desk.send(&body).await.well();
        assert_eq!(again.body, first.body);
        // The first was answered before, the second is new: a lost answer in the middle of a queue.
        let tail = request(2, &[add(order, 1)]);
        assert_eq!(desk.send(&tail).await.codes(), "SYNC_MISMATCH", "another body under a number");
        assert_eq!(everything(&firm.owner).await, before);
        let (rows, _) = desk.pull("").await;
        let count = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
        assert_eq!((count("order"), count("line"), count("change")), (1, 3, 2));
    }

    /// CM-SYNC-01: a number or an id that stands for something else is refused, and nothing changes (409).
    #[test]
    async fn cm_sync_01_numbers_and_ids_are_never_used_twice(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (desk, other) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let order = new_order();
        let made = create(order);
        desk.send(&request(1, std::slice::from_ref(&made))).await.well();
        let before = everything(&clerk).await;
        for (who, body) in [
            (&desk, request(1, &[create(new_order())])),
            (&desk, request(2, std::slice::from_ref(&made))),
            (&other, request(1, std::slice::from_ref(&made))),
        ] {
            assert_eq!(who.send(&body).await.codes(), "SYNC_MISMATCH");
        }
        assert_eq!(everything(&clerk).await, before);
    }

    /// CM-SYNC-01 (P5): a gap waits for the number that is missing, and so does what belongs to no order yet.
    #[test]
    async fn cm_sync_01_what_comes_too_early_waits(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        let order = new_order();
        let early = desk.send(&request(2, &[create(order)])).await.well();
        assert_eq!(outcomes(&early), ["deferred SYNC_OP_HELD"]);
        let orphan = [add(order, 1), create(new_order())];
        assert_eq!(desk.push(&orphan).await, ["deferred SYNC_OP_HELD"], "nothing behind it is looked at");
        let (rows, _) = desk.pull("").await;
        assert_eq!(rows, Vec::<Value>::new());
        assert_eq!(desk.push(&[create(order), orphan[0].clone()]).await, ["applied", "applied"]);
    }

    /// CM-SYNC-02: two devices edit one field of an order; the later one is told, and its content is on the firm's list.
    #[test]
    async fn cm_sync_02_a_conflict_keeps_both_sides(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (mut one, mut two) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let order = new_order();
        assert_eq!(one.push(&[create(order), edit_remark(order, "", "甲")]).await, ["applied", "applied"]);
        assert_eq!(two.push(&[edit_remark(order, "", "乙")]).await, ["conflict"]);
        let (rows, _) = one.pull("").await;
        let head = rows.iter().find(|row| row["kind"] == "order").unwrap();
        assert_eq!(head["head"]["remark"], "甲");
        let item = rows.iter().find(|row| row["kind"] == "attention").unwrap();
        assert_eq!(item["device"], json!(clerk.device));
        let conflict = &item["outcome"]["conflicts"][0];
        assert_eq!((&conflict["mine"], &conflict["theirs"]), (&json!({ "entries": ["乙"] }), &json!({ "entries": ["甲"] })));
        assert_eq!(conflict["group"], "remark");
    }

    /// CM-SYNC-02: what one person decided is decided for the firm; saying it again changes nothing, and others have no say.
    #[test]
    async fn cm_sync_02_a_decision_is_the_firms(fresh: Fresh) {
        let server = Server::new(fresh);
        let (firm, other) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (finance, _) = server.clerk(&firm, &FIRM_ONE, "zhao", "finance").await;
        let mut desk = Desk::new(&firm.owner);
        let order = new_order();
        let late = edit_remark(order, "", "乙");
        desk.push(&[create(order), edit_remark(order, "", "甲"), late.clone()]).await;
        let (_, cursor) = desk.pull("").await;
        let at = format!("/sync/attention/{}/settle", late.id);
        let settle = |client: &Client| {
            let (client, at) = (client.clone(), at.clone());
            async move { client.call(Method::POST, &at, Value::Null, None).await.codes() }
        };
        assert_eq!(settle(&finance).await, "FORBIDDEN");
        assert_eq!(settle(&other.owner).await, "NOT_FOUND");
        assert_eq!(settle(&firm.owner).await, "204");
        let (rows, after) = desk.pull(&cursor).await;
        assert_eq!((rows.len(), &rows[0]["kind"], &rows[0]["settled"]), (1, &json!("attention"), &json!(true)));
        assert_eq!(settle(&firm.owner).await, "204");
        assert_eq!(desk.pull(&after).await, (Vec::new(), after));
    }

    /// CM-SYNC-01 (P4): a body that makes no sense is an outcome, so that the queue behind it moves; the same again is the
    /// same.
    #[test]
    async fn cm_sync_01_a_senseless_body_holds_nothing_up(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let desk = Desk::new(&firm.owner);
        let order = new_order();
        let bodies = [
            json!({ "protocol": wire::PROTOCOL, "nonsense": true }),
            json!({ "protocol": wire::PROTOCOL, "order": order.to_string(), "deed": { "name": "launch_rocket" } }),
            json!("a text"),
            json!({ "protocol": 0 }),
        ];
        let sealed = |(seq, body): (usize, &Value)| {
            let text = wire::canonical(body).unwrap();
            let hash: String = wire::sha256(&text).iter().map(|byte| format!("{byte:02x}")).collect();
            json!({ "seq": seq + 1, "hash": hash, "body": body })
        };
        let mut push = request(5, &[create(order)]);
        let mut mutations: Vec<Value> = bodies.iter().enumerate().map(sealed).collect();
        mutations.extend(push["mutations"].as_array().unwrap().clone());
        push["mutations"] = mutations.into();
        let first = desk.send(&push).await.well();
        assert_eq!(outcomes(&first), [
            "rejected REQ_UNKNOWN_FIELD",
            "rejected REQ_MALFORMED",
            "rejected REQ_MALFORMED",
            "rejected CLIENT_TOO_OLD",
            "applied",
        ]);
        assert_eq!(desk.send(&push).await.well().body, first.body);
        let (rows, _) = desk.pull("").await;
        assert_eq!(rows.iter().filter(|row| row["kind"] == "attention").count(), 4);
    }

    /// CM-SYNC-01 (P4): a line that another order has already is of no desk of ours. The database refuses it within the
    /// transaction; the rejection is kept in another, and the queue moves.
    #[test]
    async fn cm_sync_01_what_the_database_refuses_is_rejected(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let mut desk = Desk::new(&firm.owner);
        let (one, two) = (new_order(), new_order());
        let all = lines(2);
        let add = |of| mutation(of, Deed::AddLines { currency: Currency::CNY, lines: all.clone() });
        let work = [create(one), add(one), create(two), add(two), edit_remark(two, "", "甲")];
        let expected = ["applied", "applied", "applied", "rejected REQ_MALFORMED", "applied"];
        assert_eq!(desk.push(&work).await, expected);
        let again = desk.send(&request(1, &work)).await.well();
        assert_eq!(outcomes(&again), expected);
        assert_eq!(desk.pull_order(two).await.iter().filter(|row| row["kind"] == "line").count(), 0);
    }

    /// CM-SYNC-01 (P4): what belongs to an order that was refused is refused with it.
    #[test]
    async fn cm_sync_01_a_refused_order_takes_its_lines_along(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (finance, _) = server.clerk(&firm, &FIRM_ONE, "wang", "finance").await;
        let mut desk = Desk::new(&finance);
        let order = new_order();
        assert_eq!(desk.push(&[create(order), add(order, 1)]).await, ["rejected FORBIDDEN", "rejected FORBIDDEN"]);
        let mut owner = Desk::new(&firm.owner);
        assert_eq!(owner.push(&[add(order, 1)]).await, ["rejected SYNC_PARENT_REFUSED"]);
    }

    /// YW-ACT-01 (DECISIONS, Sub-accounts): clerks and documents draft, finance reads.
    #[test]
    async fn yw_act_01_who_may_not_draft_only_reads(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let order = new_order();
        for (name, role, expected) in [
            ("li", "clerk", "applied"),
            ("wang", "documents", "applied"),
            ("zhao", "finance", "rejected FORBIDDEN"),
        ] {
            let (client, _) = server.clerk(&firm, &FIRM_ONE, name, role).await;
            let mut desk = Desk::new(&client);
            let work = if role == "clerk" { create(order) } else { add(order, 1) };
            let outcome = desk.push(&[work]).await;
            assert_eq!(outcome, [expected], "{role}");
            let (rows, _) = desk.pull("").await;
            assert!(rows.iter().any(|row| row["kind"] == "order"), "{role} reads");
        }
        // The staff belongs to no firm.
        let (operator, _) = server.staff("admin", "operator").await;
        let push = request(1, &[create(new_order())]);
        assert_eq!(operator.call(Method::POST, "/sync/push", push, None).await.codes(), "FORBIDDEN");
        assert_eq!(operator.get("/sync/changes").await.codes(), "FORBIDDEN");
        assert_eq!(operator.get(&format!("/sync/orders/{order}")).await.codes(), "FORBIDDEN");
    }

    /// YW-ACT-02: a suspended firm reads on and changes nothing; its outbox waits.
    #[test]
    async fn yw_act_02_a_suspended_firm_changes_nothing(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (operator, _) = server.staff("admin", "operator").await;
        let mut desk = Desk::new(&firm.owner);
        let order = new_order();
        desk.push(&[create(order)]).await;
        let at = format!("/ops/accounts/{}/suspend", firm.account);
        operator.post(&at, json!({ "reason": "材料待核" })).await.well();
        let refused = desk.send(&request(2, &[add(order, 1)])).await;
        assert_eq!(refused.codes(), "AUTH_SUSPENDED");
        let (rows, _) = desk.pull("").await;
        assert_eq!(rows.len(), 2, "its order and how it began");
    }
}
