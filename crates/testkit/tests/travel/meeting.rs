//! Two desks that work on the same order without knowing of each other, push one after the other, and pull.

use std::collections::BTreeMap;

use domain::{
    LineField, Order, OrderField, Outcome,
    mutation::{Contested, Entity, Grouped, LineEntries, complete},
};
use testkit::{Chance, TestHost, words};
use values::{LineId, OrderId};

use crate::{desk::Desk, server::Server};

const SEEDS: u64 = 15;
const SEEDS_FULL: u64 = 400;

/// An order with its lines, as somebody has them.
struct Rows {
    order: Order,
    lines: BTreeMap<LineId, LineEntries>,
}

impl Rows {
    async fn of(host: &TestHost, id: OrderId) -> Self {
        let order = host.stored(id).await;
        let lines = host.stored_lines(id).await;
        assert_eq!(order.sums, lines.iter().collect());
        let contents = lines.into_iter().map(|line| (line.id, LineEntries::of_line(&line.fields)));
        Self { order, lines: contents.collect() }
    }
}

/// Groups in which `mine` differs from `base` and from `theirs` as well.
fn missing<F: Grouped>(
    base: impl Fn(F) -> domain::Entry,
    mine: impl Fn(F) -> domain::Entry,
    theirs: impl Fn(F) -> domain::Entry,
) -> Vec<F::Group> {
    let stands = |group: F::Group| {
        F::EVERY.iter().filter(|field| field.group() == group).all(|field| mine(*field) == theirs(*field))
    };
    let changed = complete(&base, &mine);
    changed.iter().map(|edit| edit.group()).filter(|group| !stands(*group)).collect()
}

/// What a desk made of `base` and is not among `theirs`.
fn unmet(base: &Rows, mine: &Rows, theirs: &Rows) -> Vec<(Entity, Contested)> {
    let mut unmet = Vec::new();
    if mine.order.deleted != theirs.order.deleted && mine.order.deleted != base.order.deleted {
        unmet.push((Entity::Order, Contested::Existence));
    }
    let head = |rows: &Rows| {
        let fields = rows.order.fields.clone();
        move |field: OrderField| fields.entry(field)
    };
    let groups = missing(head(base), head(mine), head(theirs));
    unmet.extend(groups.into_iter().map(|group| (Entity::Order, Contested::Head(group))));
    for (id, entries) in &mine.lines {
        let entity = Entity::Line(*id);
        match (base.lines.get(id), theirs.lines.get(id)) {
            (None, None) => unmet.push((entity, Contested::Existence)),
            (Some(former), Some(theirs)) => {
                let of = |entries: &LineEntries| {
                    let entries = entries.clone();
                    move |field: LineField| entries.get(field).clone()
                };
                let groups = missing(of(former), of(entries), of(theirs));
                unmet.extend(groups.into_iter().map(|group| (entity, Contested::Line(group))));
            }
            // Removed there: an edit of it is told, and one that said nothing new is no loss.
            (Some(former), None) if former != entries => unmet.push((entity, Contested::Existence)),
            (Some(_), None) | (None, Some(_)) => {}
        }
    }
    let gone = base.lines.keys().filter(|id| !mine.lines.contains_key(id) && theirs.lines.contains_key(id));
    unmet.extend(gone.map(|id| (Entity::Line(*id), Contested::Existence)));
    unmet
}

/// Whether somebody is told of it.
fn is_told(outcomes: &[Outcome], entity: Entity, group: Contested) -> bool {
    outcomes.iter().any(|outcome| match outcome {
        Outcome::Rejected(_) => true,
        Outcome::Conflict(conflicts) => conflicts.iter().any(|conflict| {
            let whole = conflict.group == Contested::Existence || group == Contested::Existence;
            let of_all = conflict.entity == Entity::Order && conflict.group == Contested::Existence;
            of_all || (conflict.entity == entity && (whole || conflict.group == group))
        }),
        _ => false,
    })
}

/// CM-SYNC-02: whatever two desks did to the same order, what each made of it is among the server's rows or somebody is
/// told (P2, P4); and then both have the same (P3).
#[tokio::test]
async fn two_desks_lose_nothing_in_silence() {
    let seeds = if std::env::var_os("XINBAO_FULL").is_some() { SEEDS_FULL } else { SEEDS };
    let (mut quiet, mut told) = (0, 0);
    for seed in 0..seeds {
        let mut chance = Chance::new(seed);
        let mut server = Server::new().await;
        let id = server.host.order(&words::buyer()).await;
        server.host.lines(id, &words::lines(5)).await;
        for round in 0..4 {
            let base = Rows::of(&server.host, id).await;
            if base.order.deleted {
                break;
            }
            let mut desks = Vec::new();
            for at in 0..2 {
                let mut desk = Desk::pulled(1 + 2 * round + at + 100 * seed, id, &server.host).await;
                for _ in 0..1 + chance.below(6) {
                    desk.do_anything(&mut chance).await;
                }
                desks.push(desk);
            }
            let mut outcomes = Vec::new();
            for desk in &mut desks {
                if let Some(request) = desk.seal(&mut chance).await {
                    outcomes.extend(server.take_beside_others(&request).await);
                }
            }
            let after = Rows::of(&server.host, id).await;
            for desk in &desks {
                let mine = Rows::of(&desk.host, id).await;
                let lost: Vec<_> = unmet(&base, &mine, &after)
                    .into_iter()
                    .filter(|(entity, group)| !is_told(&outcomes, *entity, *group))
                    .collect();
                assert_eq!(lost, [], "seed {seed}, round {round}: {outcomes:?}");
            }
            let conflicted =
                outcomes.iter().any(|one| matches!(one, Outcome::Conflict(_) | Outcome::Rejected(_)));
            if conflicted { told += 1 } else { quiet += 1 }
        }
    }
    assert!(quiet > seeds / 2 && told > seeds / 2, "{quiet} rounds were quiet, of {told} something was told");
}
