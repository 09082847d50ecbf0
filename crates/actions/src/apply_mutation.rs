//! Putting on what another desk (or this one, earlier) did: the one door by which the server takes pushes, and the desk's
//! naive rebase (docs/decisions/0009-sync.md). It is made of the moves of a step, which every verb uses.
//!
//! Contents are compared with contents. What conflicts has no effect and is told with both sides; the rest takes effect.
//! Everything is decided before anything is written.

mod head;
mod import;
mod lines;
mod meeting;

use domain::{
    Mutation, Order, Outcome,
    mutation::{Conflict, Contested, Deed, Entity, Side},
};
use values::{Code, Problem};

use crate::{
    fault::ActionError,
    host::{Host, Tx as _},
    step::Step,
};

/// Puts a mutation on, in a transaction of its own.
pub async fn apply_mutation<H: Host>(host: &H, mutation: &Mutation) -> Result<Outcome, ActionError> {
    let tx = host.begin().await?;
    let (tx, outcome) = put_on(host, tx, mutation).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// The same within a transaction that the caller began and commits, with whatever it keeps beside the effect: sequence
/// number, outcome, conflicts. Where the outcome is no effect at all (rejected, deferred, staged), nothing was written.
///
/// A part of an import is [`Outcome::Staged`]: the caller keeps it, and puts on what
/// [`ImportDeed::assemble`](domain::mutation::ImportDeed::assemble) makes of all parts when the last one is there.
pub async fn put_on<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
) -> Result<(H::Tx, Outcome), ActionError> {
    let found = tx.order(mutation.order).await?;
    let (order, deed) = match (found, &mutation.deed) {
        (_, Deed::ImportLines(import)) if !import.part.is_whole() => return Ok((tx, Outcome::Staged)),
        (found, Deed::CreateOrder { head }) => {
            return head::create(host, tx, mutation, head, found).await;
        }
        (None, _) if tx.creation_refused(mutation.order).await? => {
            return Ok((tx, Outcome::Rejected(Problem::new(Code::SyncParentRefused))));
        }
        (None, _) => return Ok((tx, Outcome::Deferred(Problem::new(Code::SyncOpHeld)))),
        (Some(order), deed) => (order, deed),
    };
    match deed {
        Deed::CreateOrder { .. } => unreachable!("the beginning of an order was taken above"),
        Deed::DeleteOrder { base } => head::delete(host, tx, mutation, order, *base).await,
        Deed::RestoreOrder => head::restore(host, tx, mutation, order).await,
        _ if order.deleted => Ok((tx, Outcome::Conflict(vec![order_is_gone()]))),
        Deed::EditOrder(edit) => head::edit(host, tx, mutation, order, edit).await,
        Deed::AddLines { currency, lines } => lines::add(host, tx, mutation, order, *currency, lines).await,
        Deed::EditLines { currency, lines } => lines::edit(host, tx, mutation, order, *currency, lines).await,
        Deed::RemoveLines { lines } => lines::remove(host, tx, mutation, order, lines).await,
        Deed::RestoreLines { currency, lines } => {
            lines::restore(host, tx, mutation, order, *currency, lines).await
        }
        Deed::ImportLines(import) => import::import(host, tx, mutation, order, import).await,
    }
}

/// Whatever was meant for an order that somebody deleted.
fn order_is_gone() -> Conflict {
    Conflict {
        entity: Entity::Order,
        group: Contested::Existence,
        code: Code::SyncConflict,
        base: Side::Kept,
        mine: Side::Kept,
        theirs: Side::Gone,
    }
}

/// What a mutation that may take effect has come to.
#[derive(Debug, Default)]
struct Met {
    conflicts: Vec<Conflict>,
    /// Whether others changed the same rows.
    merged: bool,
}

impl Met {
    fn outcome(self) -> Outcome {
        match (self.conflicts.is_empty(), self.merged) {
            (false, _) => Outcome::Conflict(self.conflicts),
            (true, true) => Outcome::Merged,
            (true, false) => Outcome::Applied,
        }
    }
}

/// A rejection: nothing was written, so the transaction can go on.
fn rejected<T>(tx: T, problem: Problem) -> Result<(T, Outcome), ActionError> {
    Ok((tx, Outcome::Rejected(problem)))
}

/// `LINE_LIMIT` if the order could not hold so many more.
fn check_room(order: &Order, more: usize, fewer: usize) -> Result<(), Problem> {
    let (more, fewer) = (i64::try_from(more).unwrap_or(i64::MAX), i64::try_from(fewer).unwrap_or(0));
    let lines = (order.sums.lines - fewer).saturating_add(more);
    if lines > domain::order::LINES_MAX { Err(Problem::new(Code::LineLimit)) } else { Ok(()) }
}

/// Whether removing so many lines would leave a confirmed order without any (`LINE_LAST`).
fn would_empty(order: &Order, fewer: usize) -> bool {
    let all = i64::try_from(fewer).is_ok_and(|fewer| fewer > 0 && fewer == order.sums.lines);
    all && order.state.confirmed().is_some()
}

/// Ends a step that brought this mutation's effect.
async fn finish<H: Host>(
    step: Step<'_, H>,
    mutation: &Mutation,
    met: Met,
) -> Result<(H::Tx, Outcome), ActionError> {
    Ok((step.close_under(mutation.id).await?, met.outcome()))
}
