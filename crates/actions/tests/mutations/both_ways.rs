//! Two desks that start from the same order, put on in either order: what each wanted stands in the end, or is told.

use domain::{
    Deed, Line, LineField, OrderField, Outcome,
    field::Entry,
    mutation::{ContentEdit, Contested, Entity, GroupEdit, HeadEntries, LineEntries, Meeting},
};
use testkit::{Chance, TestHost, words};
use values::LineId;

use crate::seen::{Seen, mutation};

const SEEDS: u64 = 40;
const SEEDS_FULL: u64 = 1_000;

/// The rows of an order as far as mutations decide them.
#[derive(Debug, PartialEq)]
struct Rows {
    deleted: bool,
    head: Vec<Entry>,
    /// By id: two desks' new lines stand behind each other in the order in which they came.
    lines: Vec<(LineId, LineEntries)>,
}

impl Rows {
    fn of(seen: &Seen) -> Self {
        let head = HeadEntries::of_head(&seen.order.fields);
        let mut lines: Vec<(LineId, LineEntries)> =
            seen.lines.iter().map(|line| (line.id, LineEntries::of_line(&line.fields))).collect();
        lines.sort_unstable_by_key(|(id, _)| *id);
        Self {
            deleted: seen.order.deleted,
            head: head.iter().map(|(_, entry)| entry.clone()).collect(),
            lines,
        }
    }

    fn line(&self, id: LineId) -> Option<&LineEntries> {
        self.lines.iter().find(|(line, _)| *line == id).map(|(_, entries)| entries)
    }
}

fn pick(chance: &mut Chance, texts: &[&'static str]) -> &'static str {
    texts[chance.below(texts.len())]
}

fn edit(chance: &mut Chance, host: &TestHost, seen: &Seen, line: &Line) -> ContentEdit {
    let field = LineField::ALL[chance.below(8)];
    let text = match field {
        LineField::MerchantNo => pick(chance, &["A123456", "B123456"]),
        LineField::MerchantName => pick(chance, &["样品商户", "Sample Toys"]),
        LineField::MerchantPhone => pick(chance, &["19900000077", "wrong"]),
        LineField::OrderMonth => pick(chance, &["2025-04", "2025-05"]),
        LineField::GoodsName => pick(chance, &["雨伞", "拉链"]),
        LineField::Quantity | LineField::Packages | LineField::Amount => pick(chance, &["5", "6", "six"]),
    };
    seen.edited(host, line.id, &[(field, text)])
}

/// A deed that a person at this desk might do.
fn deed(chance: &mut Chance, host: &TestHost, seen: &Seen) -> Deed {
    let lines: Vec<Line> = chance.some_of(&seen.lines, 3);
    let ids: Vec<LineId> = lines.iter().map(|line| line.id).collect();
    match chance.below(9) {
        0 => seen.edit_head(&[(OrderField::LineCurrency, "USD")]),
        1 => seen.edit_head(&[
            (OrderField::BuyerName, pick(chance, &["SAMPLE ONE", "SAMPLE TWO"])),
            (OrderField::Remark, pick(chance, &["one", "two"])),
        ]),
        2 => seen.delete(),
        3 => seen.add(host, 2),
        4 | 5 => {
            let lines = lines.iter().map(|line| edit(chance, host, seen, line)).collect();
            Deed::EditLines { currency: seen.currency(), lines }
        }
        6 | 7 => seen.remove(&ids),
        _ => Deed::ImportLines(seen.import(host, &ids, 2)),
    }
}

fn is_told(outcome: &Outcome, entity: Entity, group: Contested) -> bool {
    match outcome {
        Outcome::Rejected(_) => true,
        Outcome::Conflict(conflicts) => conflicts.iter().any(|conflict| {
            let order = conflict.entity == Entity::Order && conflict.group == Contested::Existence;
            order
                || (conflict.entity == entity
                    && (conflict.group == group || conflict.group == Contested::Existence))
        }),
        _ => false,
    }
}

/// What of a deed is neither there in the end nor told by any of the two outcomes.
fn lost(deed: &Deed, rows: &Rows, outcomes: &[&Outcome; 2]) -> Vec<String> {
    let mut lost = Vec::new();
    let told = |entity, group| outcomes.iter().any(|outcome| is_told(outcome, entity, group));
    let mut want = |holds: bool, entity, group| {
        if !holds && !told(entity, group) {
            lost.push(format!("{entity:?} {group:?}"));
        }
    };
    let of_line = |id: LineId| (Entity::Line(id), Contested::Existence);
    match deed {
        Deed::CreateOrder { .. } => {}
        Deed::EditOrder(edit) => {
            for group in &edit.groups {
                let holds = group.meet(|field| rows.head[field as usize].clone()) == Meeting::Stands;
                want(holds, Entity::Order, Contested::Head(group.group()));
            }
        }
        Deed::DeleteOrder { .. } => want(rows.deleted, Entity::Order, Contested::Existence),
        Deed::RestoreOrder => want(!rows.deleted, Entity::Order, Contested::Existence),
        Deed::AddLines { lines, .. } | Deed::RestoreLines { lines, .. } => {
            for line in lines {
                let (entity, group) = of_line(line.id);
                want(rows.line(line.id).is_some(), entity, group);
            }
        }
        Deed::EditLines { lines, .. } => {
            for edit in lines {
                let there = rows.line(edit.base.id);
                let stands = |group: &GroupEdit<LineField>| {
                    there.is_some_and(|row| group.meet(|field| row.get(field).clone()) == Meeting::Stands)
                };
                for group in &edit.groups {
                    want(stands(group), Entity::Line(edit.base.id), Contested::Line(group.group()));
                }
            }
        }
        Deed::RemoveLines { lines } => {
            for base in lines {
                let (entity, group) = of_line(base.id);
                want(rows.line(base.id).is_none(), entity, group);
            }
        }
        Deed::ImportLines(import) => {
            for base in &import.replaces {
                let (entity, group) = of_line(base.id);
                want(rows.line(base.id).is_none(), entity, group);
            }
            for line in &import.lines {
                let (entity, group) = of_line(line.id);
                want(rows.line(line.id).is_some(), entity, group);
            }
        }
    }
    lost
}

/// One order, and what became of both mutations.
async fn run(seed: u64, swapped: bool) -> (Rows, Outcome, Outcome, Vec<String>) {
    let host = TestHost::seeded(seed).await;
    let id = host.order(&words::buyer()).await;
    host.lines(id, &words::lines(4)).await;
    let seen = Seen::of(&host, id).await;
    let mut chance = Chance::new(seed);
    let deeds = [deed(&mut chance, &host, &seen), deed(&mut chance, &host, &seen)];
    let mutations = deeds.clone().map(|deed| mutation(&host, id, deed));
    let put = async |at: usize| actions::apply_mutation(&host, &mutations[at]).await.unwrap();
    let (mine, theirs) = if swapped {
        let theirs = put(1).await;
        (put(0).await, theirs)
    } else {
        let mine = put(0).await;
        (mine, put(1).await)
    };
    let after = Seen::of(&host, id).await;
    assert_eq!(after.order.sums, after.lines.iter().collect(), "seed {seed}");
    let rows = Rows::of(&after);
    let lost = deeds.iter().flat_map(|deed| lost(deed, &rows, &[&mine, &theirs])).collect();
    (rows, mine, theirs, lost)
}

/// CM-SYNC-02: two desks' mutations, whichever comes first: what was wanted stands or is told, and where nothing is told the
/// rows are the same both ways.
#[tokio::test]
async fn nothing_is_lost_in_silence() {
    let seeds = if std::env::var_os("XINBAO_FULL").is_some() { SEEDS_FULL } else { SEEDS };
    let (mut agreed, mut differed) = (0, 0);
    for seed in 0..seeds {
        let (rows, mine, theirs, lost) = run(seed, false).await;
        assert_eq!(lost, Vec::<String>::new(), "seed {seed}: {mine:?} {theirs:?}");
        let (other_rows, other_mine, other_theirs, lost) = run(seed, true).await;
        assert_eq!(lost, Vec::<String>::new(), "seed {seed}, swapped: {other_mine:?} {other_theirs:?}");
        let quiet = |outcome: &Outcome| matches!(outcome, Outcome::Applied | Outcome::Merged);
        if [&mine, &theirs, &other_mine, &other_theirs].into_iter().all(quiet) {
            assert_eq!(rows, other_rows, "seed {seed}");
            agreed += 1;
        } else {
            differed += 1;
        }
    }
    assert!(agreed >= seeds / 4 && differed >= seeds / 10, "{agreed} agreed, {differed} did not");
}
