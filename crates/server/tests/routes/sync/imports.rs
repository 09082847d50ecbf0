use domain::{
    Deed, ImportFacts, ImportMode, Mutation,
    mutation::{ImportDeed, LineBase, LineContent, Part},
};
use store_server::store_contract;
use values::{Currency, ImportId, OrderId};

use crate::support::{Desk, FIRM_ONE, Server, create, lines, mutation, new_order, request};

pub(super) fn parts(order: OrderId, of: u32, replaces: &[LineBase]) -> (Vec<Mutation>, Vec<LineContent>) {
    let all = lines(2 * of);
    let facts = ImportFacts {
        id: ImportId::from_uuid(*new_order().as_uuid()),
        file_name: "清单.xlsx".to_owned(),
        sha256: [7; 32],
        mode: ImportMode::Append,
        rows: 2 * of,
        left_out: 0,
        duplicates: 0,
        errors_by_code: Vec::new(),
    };
    let part = |number: u32| {
        let at = 2 * (number as usize - 1);
        mutation(
            order,
            Deed::ImportLines(ImportDeed {
                facts: facts.clone(),
                part: Part { number, of },
                currency: Currency::CNY,
                replaces: if number == 1 { replaces.to_vec() } else { Vec::new() },
                lines: all[at..at + 2].to_vec(),
            }),
        )
    };
    ((1..=of).map(part).collect(), all)
}

pub(super) async fn live_lines(desk: &Desk) -> usize {
    let (rows, _) = desk.pull("").await;
    rows.iter().filter(|row| row["kind"] == "line" && row["removed"] == false).count()
}

store_contract! {
    /// CM-SYNC-03: the parts of an import take effect together, with the last; nobody sees half of it.
    #[test]
    async fn cm_sync_03_nobody_sees_half_an_import(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (mut desk, other) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let order = new_order();
        let old = lines(3);
        let bases: Vec<LineBase> = old.iter().map(LineContent::base).collect();
        let add = mutation(order, Deed::AddLines { currency: Currency::CNY, lines: old });
        assert_eq!(desk.push(&[create(order), add]).await, ["applied", "applied"]);
        let (parts, _) = parts(order, 3, &bases);
        assert_eq!(desk.push(&parts[..1]).await, ["staged"]);
        assert_eq!(desk.push(&parts[1..2]).await, ["staged"]);
        assert_eq!(live_lines(&other).await, 3, "what it replaces stands until it takes effect");
        assert_eq!(desk.push(&parts[2..]).await, ["applied"]);
        assert_eq!(live_lines(&other).await, 6);
        // An answer was lost: each part is answered as before.
        let again = desk.send(&request(3, &parts)).await.well();
        assert_eq!(crate::support::outcomes(&again), ["staged", "staged", "applied"]);
        assert_eq!(live_lines(&other).await, 6);
    }

    /// CM-SYNC-03 (P4): a part that did not come makes the last one a rejection, which somebody is told of; the import is not
    /// lost in silence.
    #[test]
    async fn cm_sync_03_an_import_without_all_its_parts_is_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (mut desk, mut other) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let order = new_order();
        desk.push(&[create(order)]).await;
        let (mut three, _) = parts(order, 3, &[]);
        three.remove(1);
        assert_eq!(desk.push(&three).await, ["staged", "rejected REQ_MALFORMED"]);
        // Somebody else's device cannot finish what this one began.
        let (two, _) = parts(order, 2, &[]);
        assert_eq!(desk.push(&two[..1]).await, ["staged"]);
        assert_eq!(other.push(&two[1..]).await, ["rejected REQ_MALFORMED"]);
        // Parts of an import that nobody could ever finish.
        let (mut endless, _) = parts(order, 2, &[]);
        let Deed::ImportLines(first) = &mut endless[0].deed else { panic!("an import") };
        first.part.of = 1_000_000;
        assert_eq!(desk.push(&endless[..1]).await, ["rejected REQ_MALFORMED"]);
        assert_eq!(live_lines(&desk).await, 0);
    }

    /// CM-SYNC-01: an import of parts for an order that is not there waits with its last part, and takes effect once the order
    /// came.
    #[test]
    async fn cm_sync_01_the_last_part_waits_for_its_order(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (mut desk, mut other) = (Desk::new(&firm.owner), Desk::new(&clerk));
        let order = new_order();
        let (two, _) = parts(order, 2, &[]);
        assert_eq!(desk.push(&two).await, ["staged", "deferred SYNC_OP_HELD"]);
        other.push(&[create(order)]).await;
        assert_eq!(desk.push(&two[1..]).await, ["applied"]);
        assert_eq!(live_lines(&other).await, 4);
    }
}
