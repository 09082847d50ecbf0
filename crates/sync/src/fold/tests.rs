//! Folding against the oracle: whoever puts the deeds on what stood before has what stands now.

mod desk;
mod server;

use domain::{Deed, LineField, OrderField};

use self::{desk::Desk, server::Server};
use super::{Fold, fold};
use crate::split;

fn names(deeds: &[Deed]) -> Vec<&'static str> {
    deeds.iter().map(Deed::name).collect()
}

/// What travels of a desk's changes since `server`, put on it; the desk's rows must come out.
fn send(server: &mut Server, desk: &mut Desk) -> Vec<Deed> {
    let changes = std::mem::take(&mut desk.changes);
    match fold(&changes, &desk.rows()) {
        Fold::Withheld => panic!("the order is there"),
        Fold::Deeds(deeds) => {
            for deed in deeds.iter().cloned().flat_map(split) {
                server.put(deed);
            }
            server.agrees_with(desk);
            deeds
        }
    }
}

/// CM-SYNC-01: what was added and not sent travels as it stands now; what was removed does not travel.
#[test]
fn a_new_order_travels_as_it_stands() {
    let (mut server, mut desk) = (Server::default(), Desk::new(1));
    let lines = desk.add(3);
    desk.edit_line(lines[0], LineField::GoodsName, "雨伞");
    desk.edit_head(OrderField::Remark, "twice");
    desk.edit_head(OrderField::Remark, "once");
    desk.remove(&lines[1..2]);
    let deeds = send(&mut server, &mut desk);
    assert_eq!(names(&deeds), ["create_order", "add_lines"]);
    assert_eq!(deeds[1].line_count(), 2);
    assert_eq!(send(&mut server, &mut desk), Vec::new(), "nothing happened since");
}

/// CM-SYNC-01: several edits of a group are one; what is back where it was does not travel.
#[test]
fn edits_are_net() {
    let (mut server, mut desk) = (Server::default(), Desk::new(2));
    let lines = desk.add(2);
    send(&mut server, &mut desk);
    desk.edit_line(lines[0], LineField::Quantity, "5");
    desk.edit_line(lines[0], LineField::Quantity, "6");
    desk.edit_line(lines[1], LineField::GoodsName, "雨伞");
    desk.put_back(lines[1], LineField::GoodsName);
    desk.edit_head(OrderField::TotalUsd, "9");
    desk.edit_head(OrderField::TotalUsd, "");
    let deeds = send(&mut server, &mut desk);
    assert_eq!(names(&deeds), ["edit_lines"]);
    let Deed::EditLines { lines: edits, .. } = &deeds[0] else { panic!("{deeds:?}") };
    assert_eq!((edits.len(), edits[0].base.id, edits[0].groups.len()), (1, lines[0], 1));
}

/// CM-SYNC-01: lines that go and come back; an edit of a line that is removed afterwards is not lost to who brings it back.
#[test]
fn lines_go_and_come_back() {
    let (mut server, mut desk) = (Server::default(), Desk::new(3));
    let lines = desk.add(4);
    send(&mut server, &mut desk);
    desk.remove(&lines[..2]);
    desk.restore(&lines[..1]);
    desk.edit_line(lines[2], LineField::Amount, "77");
    desk.remove(&lines[2..3]);
    assert_eq!(names(&send(&mut server, &mut desk)), ["edit_lines", "remove_lines"]);
    desk.restore(&lines[2..3]);
    desk.edit_line(lines[2], LineField::Amount, "78");
    assert_eq!(names(&send(&mut server, &mut desk)), ["restore_lines", "edit_lines"]);
    let unsent = desk.add(1);
    desk.remove(&unsent);
    assert_eq!(names(&send(&mut server, &mut desk)), Vec::<&str>::new());
    desk.restore(&unsent);
    assert_eq!(names(&send(&mut server, &mut desk)), ["restore_lines"], "its first journey");
}

/// CM-SYNC-01, YW-IMP-14: an import names the lines that it takes the place of; what an import brought that was replaced
/// before it was sent never travels.
#[test]
fn imports_take_places() {
    let (mut server, mut desk) = (Server::default(), Desk::new(4));
    let lines = desk.add(3);
    send(&mut server, &mut desk);
    desk.edit_line(lines[0], LineField::GoodsName, "雨伞");
    desk.import(true, 2);
    desk.import(true, 4);
    let deeds = send(&mut server, &mut desk);
    assert_eq!(names(&deeds), ["edit_lines", "import_lines"]);
    let Deed::ImportLines(import) = &deeds[1] else { panic!("{deeds:?}") };
    assert_eq!((import.replaces.len(), import.lines.len()), (3, 4));
    desk.import(false, 0);
    assert_eq!(
        names(&send(&mut server, &mut desk)),
        ["import_lines"],
        "a record of an import that added nothing"
    );
}

/// CM-SYNC-01: the line currency starts from the amounts as they stood; lines travel in the currency of now.
#[test]
fn a_currency_starts_from_former_amounts() {
    let (mut server, mut desk) = (Server::default(), Desk::new(5));
    let lines = desk.add(3);
    send(&mut server, &mut desk);
    desk.edit_line(lines[0], LineField::Amount, "5");
    desk.remove(&lines[1..2]);
    desk.edit_head(OrderField::LineCurrency, "USD");
    desk.add(1);
    desk.edit_line(lines[2], LineField::Amount, "6");
    assert_eq!(
        names(&send(&mut server, &mut desk)),
        ["edit_order", "edit_lines", "add_lines", "remove_lines"]
    );
}

/// CM-SYNC-01: deleting comes last and starts from what it deletes; an order that nobody saw is deleted in silence.
#[test]
fn deleting_comes_last() {
    let (mut server, mut desk) = (Server::default(), Desk::new(6));
    desk.add(1);
    desk.delete();
    assert_eq!(fold(&desk.changes, &desk.rows()), Fold::Withheld);
    desk.undelete();
    assert_eq!(
        names(&send(&mut server, &mut desk)),
        ["create_order", "add_lines"],
        "all of it, once it is back"
    );
    desk.edit_head(OrderField::Remark, "late");
    desk.delete();
    assert_eq!(names(&send(&mut server, &mut desk)), ["edit_order", "delete_order"]);
    desk.undelete();
    desk.delete();
    assert_eq!(names(&send(&mut server, &mut desk)), Vec::<&str>::new());
    desk.undelete();
    desk.edit_head(OrderField::Remark, "later");
    desk.delete();
    assert_eq!(names(&send(&mut server, &mut desk)), ["restore_order", "edit_order", "delete_order"]);
    desk.undelete();
    assert_eq!(names(&send(&mut server, &mut desk)), ["restore_order"]);
}

/// CM-SYNC-01: random work, sealed at random moments: the deeds make of the former rows what the desk has now.
#[test]
fn random_work_folds_to_the_same_rows() {
    for seed in 0..400 {
        let (mut server, mut desk) = (Server::default(), Desk::new(1_000 + seed));
        for _ in 0..6 {
            for _ in 0..desk.chance(12) {
                desk.anything();
            }
            let withheld = fold(&desk.changes, &desk.rows()) == Fold::Withheld;
            if !withheld {
                send(&mut server, &mut desk);
            }
        }
    }
}
