//! A whole import, with what it takes the place of, at once (清空后导入).

use domain::{Change, Mutation, Order, Outcome, mutation::ImportDeed};
use values::{Code, Problem};

use super::{
    Met, check_room, finish,
    lines::{Known, check_lines, newcomers, place, removable},
    rejected, would_empty,
};
use crate::{
    fault::ActionError,
    host::{Host, Tx as _},
    step::Step,
};

pub(super) async fn import<H: Host>(
    host: &H,
    mut tx: H::Tx,
    mutation: &Mutation,
    order: Order,
    import: &ImportDeed,
) -> Result<(H::Tx, Outcome), ActionError> {
    if let Err(problem) = order.state.name().may_edit_lines().and_then(|()| check_lines(&import.lines)) {
        return rejected(tx, problem);
    }
    let currency = order.fields.line_currency;
    let mut met = Met::default();
    let known = Known::load(&mut tx, order.id, import.lines.iter().map(|line| line.id)).await?;
    let new = newcomers(&import.lines, &known, import.currency, currency, &mut met);
    if met.conflicts.iter().any(|conflict| conflict.code == Code::ImpCurrency) {
        // A file is taken whole or not at all, and one currency is either the order's or not.
        let problem = Problem::new(Code::ImpCurrency)
            .with("file_currency", import.currency)
            .with("order_currency", currency);
        return rejected(tx, problem);
    }
    let mut replaced = Known::load(&mut tx, order.id, import.replaces.iter().map(|base| base.id)).await?;
    if replaced.live.values().any(|line| line.linked) {
        return rejected(tx, Problem::new(Code::ImpReplaceLinked));
    }
    let gone = removable(&import.replaces, &mut replaced, &mut met);
    if let Err(problem) = check_room(&order, new.len(), gone.len()) {
        return rejected(tx, problem);
    }
    if new.is_empty() && would_empty(&order, gone.len()) {
        return rejected(tx, Problem::new(Code::LineLast));
    }
    let placed = place(&mut tx, host, &order, new, &mut met).await?;
    let mut step = Step::on(host, tx, host.now(), order);
    step.remove(gone).await?;
    let (order, at, actor) = (step.order.id, step.at, host.actor());
    let facts = &import.facts;
    step.tx.insert_import(order, facts, at, actor).await?;
    for lines in placed.chunks() {
        step.insert(&lines, Some(facts.id)).await?;
    }
    let count = u32::try_from(placed.len()).expect("an order has at most 100,000 lines");
    step.tx.finish_import(facts.id, count).await?;
    step.note(Change::ImportLines { import: facts.id, mode: facts.mode, count });
    finish(step, mutation, met).await
}
