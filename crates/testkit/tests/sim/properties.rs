//! What must hold: always, after each pull, and when everything has come to rest.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Line, Order, Outcome, state::StateName};
use values::OrderId;

use crate::{desk::Desk, oracle, work::What, world::World};

/// P7: everybody sees what the server confirmed with everything laid over it that he did since.
pub(crate) async fn hold_always(desk: &Desk, seed: u64) {
    let faults = desk.host.store().rebase_faults().await.unwrap();
    assert_eq!(faults, Vec::<String>::new(), "P7: seed {seed}, desk {}", desk.number);
}

/// The same, and nobody sees half an import.
pub(crate) async fn hold_after_pull(desk: &Desk, seed: u64) {
    hold_always(desk, seed).await;
    nothing_is_half(desk, seed).await;
}

async fn nothing_is_half(desk: &Desk, seed: u64) {
    let halves = desk.host.store().half_imports().await.unwrap();
    assert_eq!(halves, Vec::<String>::new(), "half an import: seed {seed}, desk {}", desk.number);
}

/// An order as a desk shows it.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    order: Order,
    lines: Vec<Line>,
}

async fn shown(desk: &Desk, orders: &[OrderId]) -> BTreeMap<OrderId, Shown> {
    let mut shown = BTreeMap::new();
    for id in orders {
        let Some(mut order) = desk.host.store().order(*id).await.unwrap() else { continue };
        // What was done here and came to nothing has its hour here alone.
        order.updated_at = order.created_at;
        let lines = desk.host.stored_lines(*id).await;
        shown.insert(*id, Shown { order, lines });
    }
    shown
}

/// Everything that must hold in the end. The last desk began when all was over.
pub(crate) async fn hold_at_rest(world: &World) {
    let seed = world.seed;
    let (fresh, desks) = world.desks.split_last().unwrap();
    let on_server = shown(fresh, &world.orders).await;
    for desk in desks {
        let mine = shown(desk, &world.orders).await;
        for (id, theirs) in &on_server {
            assert_eq!(mine.get(id), Some(theirs), "P3: seed {seed}, desk {}, order {id}", desk.number);
        }
        for (id, order) in mine.iter().filter(|(id, _)| !on_server.contains_key(id)) {
            assert!(order.order.deleted, "P3: seed {seed}, desk {}: order {id} is no server's", desk.number);
        }
    }
    for desk in &world.desks {
        hold_always(desk, seed).await;
        if !world.forgot_tombstones {
            nothing_is_half(desk, seed).await;
        }
        let checks = desk.host.store().check_contents().await.unwrap();
        let faults: Vec<_> = checks.iter().filter(|check| !check.faults.is_empty()).collect();
        assert!(faults.is_empty(), "seed {seed}, desk {}: {faults:?}", desk.number);
    }
    for Shown { order, lines } in on_server.values() {
        assert_eq!(order.state.name(), StateName::Draft, "P6: seed {seed}");
        assert_eq!(order.sums, lines.iter().collect(), "P8: seed {seed}");
    }
    numbers_have_no_gaps(world).await;
    what_did_not_apply_is_visible(world).await;
    nothing_is_missing(world).await;
    oracle::agrees(world, fresh).await;
}

/// P1, P5: the server took each sealed mutation of each desk, once.
async fn numbers_have_no_gaps(world: &World) {
    for desk in &world.desks {
        let state = desk.host.store().sync_state().await.unwrap();
        let taken: Vec<i64> = world
            .server
            .taken
            .iter()
            .filter(|taken| taken.device == desk.number)
            .map(|taken| taken.seq)
            .collect();
        let all: Vec<i64> = (1..=state.sealed).collect();
        assert_eq!(taken, all, "P1, P5: seed {}, desk {}", world.seed, desk.number);
    }
}

/// P4: every conflict and every rejection stands under 需处理, on every desk.
async fn what_did_not_apply_is_visible(world: &World) {
    let told: BTreeSet<String> = world
        .server
        .taken
        .iter()
        .filter(|taken| matches!(taken.outcome, Outcome::Conflict(_) | Outcome::Rejected(_)))
        .map(|taken| taken.mutation.id.to_string())
        .collect();
    for desk in &world.desks {
        let seen: BTreeSet<String> =
            desk.host.store().attention_ids().await.unwrap().into_iter().map(|id| id.to_string()).collect();
        assert_eq!(seen, told, "P4: seed {}, desk {}", world.seed, desk.number);
    }
}

/// P2: the last thing that somebody typed into a field on his desk stands in the rows or the history, or in a mutation that
/// is to be decided; unless he took it back, or away, himself.
async fn nothing_is_missing(world: &World) {
    let everywhere = world.desks.last().unwrap().host.store().texts().await.unwrap();
    for (at, (number, done)) in world.done.iter().enumerate() {
        let is_over = world.done[at + 1..].iter().any(|(other, later)| {
            other == number
                && later.order == done.order
                && (later.what == What::Back
                    || (later.line, later.what) == (done.line, done.what)
                    || (later.what == What::Gone && later.line == done.line))
        });
        let What::Field(_) = done.what else { continue };
        if is_over || everywhere.contains(&done.text) {
            continue;
        }
        let desk = world.desks.iter().find(|desk| desk.number == *number).unwrap();
        let to_decide = desk.host.store().attention_texts().await.unwrap();
        assert!(to_decide.contains(&done.text), "P2: seed {}, desk {number}: {done:?}", world.seed);
    }
}
