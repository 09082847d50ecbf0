//! The oracle: the mutations that the server took, each put on once, one after the other, over an empty store.

use actions::apply_mutation;
use domain::{Deed, Mutation, Outcome, mutation::ImportDeed};
use testkit::TestHost;
use values::{Code, ImportId};

use crate::{desk::Desk, world::World};

/// P1, P8: what everybody has is what each mutation does once, in the server's order; the sums with it.
pub(crate) async fn agrees(world: &World, fresh: &Desk) {
    let seed = world.seed;
    if world.forgot_tombstones {
        // Whoever brings back what the server has forgotten brings it back as new; the oracle forgets nothing.
        return;
    }
    let host = TestHost::seeded(seed * 16 + 15).await;
    let mut parts: Vec<(u8, ImportId, ImportDeed)> = Vec::new();
    for taken in &world.server.taken {
        let is_orphan =
            matches!(&taken.outcome, Outcome::Rejected(problem) if problem.code == Code::SyncParentRefused);
        if is_orphan {
            continue;
        }
        let mutation = whole(&mut parts, taken.device, taken.mutation.clone());
        let outcome = match apply_mutation(&host, &mutation).await {
            Ok(outcome) => outcome,
            Err(actions::ActionError::Refused(problems)) => {
                Outcome::Rejected(problems.into_iter().next().unwrap())
            }
            Err(actions::ActionError::Store(fault)) => panic!("{fault}: {:?}", fault.cause),
        };
        assert_eq!(outcome.name(), taken.outcome.name(), "P1: seed {seed}, {mutation:?}");
    }
    for id in &world.orders {
        let (mine, theirs) =
            (host.store().order(*id).await.unwrap(), fresh.host.store().order(*id).await.unwrap());
        let (Some(mine), Some(theirs)) = (&mine, &theirs) else {
            assert_eq!(mine.is_some(), theirs.is_some(), "P1: seed {seed}, order {id}");
            continue;
        };
        assert_eq!((&mine.fields, mine.deleted), (&theirs.fields, theirs.deleted), "P1: seed {seed}");
        assert_eq!(mine.sums, theirs.sums, "P8: seed {seed}, order {id}");
        let (mine, theirs) = (host.stored_lines(*id).await, fresh.host.stored_lines(*id).await);
        assert_eq!(mine, theirs, "P1: seed {seed}, order {id}");
    }
    host.store().close().await;
}

/// A part, or the whole import once its last part is there.
fn whole(parts: &mut Vec<(u8, ImportId, ImportDeed)>, device: u8, mutation: Mutation) -> Mutation {
    let Deed::ImportLines(part) = &mutation.deed else { return mutation };
    if part.part.is_whole() {
        return mutation;
    }
    let id = part.facts.id;
    parts.push((device, id, part.clone()));
    let of_import = parts.iter().filter(|(from, import, _)| (*from, *import) == (device, id));
    match ImportDeed::assemble(of_import.map(|(_, _, part)| part.clone()).collect()) {
        Some(import) => Mutation { deed: Deed::ImportLines(import), ..mutation },
        None => mutation,
    }
}
