//! Mutations of the order itself.

use domain::{
    Change, ContentHash, Line, Mutation, Order, OrderFields, OrderGroup, Outcome, change,
    mutation::{Conflict, Contested, Entity, HeadEdit, HeadEntries, Meeting, Side, groups::check_length},
};
use values::Code;

use super::{
    Met, finish,
    meeting::{contested, now},
    rejected,
};
use crate::{
    fault::ActionError,
    host::{Host, Tx},
    step::{CHUNK, Step},
};

pub(super) async fn create<H: Host>(
    host: &H,
    tx: H::Tx,
    mutation: &Mutation,
    head: &HeadEntries,
    found: Option<Order>,
) -> Result<(H::Tx, Outcome), ActionError> {
    if let Err(problem) = head.iter().try_for_each(|(field, entry)| check_length(field, entry)) {
        return rejected(tx, problem);
    }
    let fields = head.head_fields();
    if let Some(order) = found {
        // Ids are never given twice, so this is the same order as some restored server or desk knows it.
        let met = if order.fields == fields { Met::default() } else { exists_already(head, &order) };
        return Ok((tx, met.outcome()));
    }
    // A desk's clock may be years ahead; nothing was made in the future.
    let mut order = Order::new(mutation.order, mutation.at.min(host.now()));
    order.fields = fields;
    let change = Change::CreateOrder { fields: change::order_edits(&OrderFields::default(), &order.fields) };
    let mut step = Step::create_within(host, tx, order).await?;
    step.note(change);
    finish(step, mutation, Met::default()).await
}

fn exists_already(mine: &HeadEntries, theirs: &Order) -> Met {
    let every =
        |entries: &HeadEntries| Side::Entries(entries.iter().map(|(_, entry)| entry.clone()).collect());
    let conflict = Conflict {
        entity: Entity::Order,
        group: Contested::Existence,
        code: Code::SyncConflict,
        base: Side::Gone,
        mine: every(mine),
        theirs: every(&HeadEntries::of_head(&theirs.fields)),
    };
    Met { conflicts: vec![conflict], merged: false }
}

pub(super) async fn edit<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    edit: &HeadEdit,
) -> Result<(H::Tx, Outcome), ActionError> {
    let state = order.state.name();
    let stands = HeadEntries::of_head(&order.fields);
    let mut former = stands.clone();
    let mut met = Met::default();
    let mut puts = Vec::new();
    for group in &edit.groups {
        for field in group.fields() {
            former.set(field.field, field.before.clone());
        }
        let meeting = group.meet(|field| stands.get(field).clone());
        if meeting == Meeting::Stands {
            continue;
        }
        let first = group.fields()[0].field;
        let allowed = state.may_edit(group.group()).map_err(|problem| problem.in_field(first.name()));
        if let Err(problem) = allowed.and_then(|()| group.check_lengths()) {
            return rejected(tx, problem);
        }
        let code = match meeting {
            Meeting::Conflicts => Code::SyncConflict,
            // Amounts that somebody entered meanwhile were meant in the currency that they saw.
            _ if group.group() == OrderGroup::LineCurrency
                && amounts(&mut tx, &order).await? != edit.amounts =>
            {
                Code::ImpCurrency
            }
            _ => {
                puts.extend(group.fields().iter().map(|field| (field.field, field.after.clone())));
                continue;
            }
        };
        let theirs = now(group, |field| stands.get(field).clone());
        met.conflicts.push(contested(Entity::Order, Contested::Head(group.group()), group, theirs, code));
    }
    met.merged = ContentHash::of_head(order.id, &former) != edit.base;
    let mut step = Step::on(host, tx, host.now(), order);
    step.put_fields(puts)?;
    finish(step, mutation, met).await
}

/// The amounts of all lines, as a change of their currency starts from them.
async fn amounts<T: Tx>(tx: &mut T, order: &Order) -> Result<ContentHash, ActionError> {
    sum_of_lines(tx, order, |lines| ContentHash::of_amounts(lines)).await
}

/// The sum of a hash over all lines, a piece of them at a time. Currencies change and orders go seldom enough to look at
/// every line.
async fn sum_of_lines<T: Tx>(
    tx: &mut T,
    order: &Order,
    hash: impl Fn(&[Line]) -> ContentHash,
) -> Result<ContentHash, ActionError> {
    let mut sum = ContentHash::NONE;
    for chunk in tx.line_ids(order.id).await?.chunks(CHUNK) {
        sum += hash(&tx.lines(order.id, chunk).await?);
    }
    Ok(sum)
}

pub(super) async fn delete<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    base: ContentHash,
) -> Result<(H::Tx, Outcome), ActionError> {
    if order.deleted {
        return Ok((tx, Outcome::Applied));
    }
    if let Err(problem) = order.state.name().may_delete() {
        return rejected(tx, problem);
    }
    let lines = sum_of_lines(&mut tx, &order, |lines| ContentHash::of_lines(lines)).await?;
    if ContentHash::of_order_row(&order) + lines != base {
        let conflict = Conflict {
            entity: Entity::Order,
            group: Contested::Existence,
            code: Code::SyncConflict,
            base: Side::Hash(base),
            mine: Side::Gone,
            theirs: Side::Kept,
        };
        return Ok((tx, Outcome::Conflict(vec![conflict])));
    }
    let mut step = Step::on(host, tx, host.now(), order);
    step.order.deleted = true;
    step.note(Change::DeleteOrder);
    finish(step, mutation, Met::default()).await
}

pub(super) async fn restore<H: Host>(
    host: &H,
    tx: H::Tx,
    mutation: &Mutation,
    order: Order,
) -> Result<(H::Tx, Outcome), ActionError> {
    if !order.deleted {
        return Ok((tx, Outcome::Applied));
    }
    let mut step = Step::on(host, tx, host.now(), order);
    step.order.deleted = false;
    step.note(Change::RestoreOrder);
    finish(step, mutation, Met::default()).await
}
