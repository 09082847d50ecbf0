//! The store's rows as pages carry them, taken apart field by field.

use actions::{ActionError, Actor};
use domain::{
    Line, Order,
    mutation::{HeadEntries, LineEntries},
};
use store_server::{Attention, HistoryEntry, Patch, Position, StoreError};
use wire::{
    AttentionRow, ChangeRow, Complete, ImportRow, LineRow, OrderCheck, OrderRow, Page, Row,
    outcome::read_outcome,
};

pub(super) fn page(page: store_server::Page) -> Result<Page, ActionError> {
    let store_server::Page { rows, next, complete } = page;
    let complete = complete.map(|store_server::Complete { device_seq, orders }| {
        let check = |store_server::OrderCheck { order, lines, hash }| OrderCheck { order, lines, hash };
        Complete { rev: next.base, device_seq, orders: orders.into_iter().map(check).collect() }
    });
    let rows = rows.into_iter().map(|(position, patch)| row(position, patch)).collect::<Result<_, _>>()?;
    Ok(Page { epoch: next.epoch.to_string(), rows, complete })
}

fn row(position: Position, patch: Patch) -> Result<Row, StoreError> {
    let rev = position.rev;
    Ok(match patch {
        Patch::Order(order) => Row::Order(order_row(rev, *order)),
        Patch::Line { order, line, import, removed } => {
            let Line { id, place, fields, lookup, linked } = *line;
            let entries = LineEntries::of_line(&fields);
            Row::Line(LineRow { rev, id, order, place, entries, lookup, linked, import, removed })
        }
        Patch::Import { order, facts, imported, actor, at } => {
            let Actor { person, device } = actor;
            Row::Import(ImportRow { rev, order, facts, imported, person, device, at })
        }
        Patch::Change(entry) => Row::Change(change_row(rev, *entry)?),
        Patch::Attention(attention) => Row::Attention(attention_row(rev, *attention)?),
    })
}

fn order_row(rev: i64, order: Order) -> OrderRow {
    // Its sums follow from its lines.
    let Order { id, state, fields, sums: _, deleted, created_at, updated_at } = order;
    OrderRow { rev, id, state, head: HeadEntries::of_head(&fields), deleted, created_at, updated_at }
}

fn change_row(rev: i64, entry: HistoryEntry) -> Result<ChangeRow, StoreError> {
    let HistoryEntry { id, order, kind, lines, body, merged, actor, at } = entry;
    let body = serde_json::from_str(&body).map_err(|_| inconsistent("changes", "body", &id))?;
    let Actor { person, device } = actor;
    Ok(ChangeRow { rev, id, order, name: kind, lines, body, merged, person, device, at })
}

fn attention_row(rev: i64, attention: Attention) -> Result<AttentionRow, StoreError> {
    let Attention { id, order, kind, outcome, actor, resolved, at } = attention;
    let outcome = std::str::from_utf8(&outcome).ok().and_then(|text| read_outcome(text).ok());
    let outcome = outcome.ok_or_else(|| inconsistent("attention", "outcome", &id))?;
    let Actor { person, device } = actor;
    Ok(AttentionRow { rev, id, order, name: kind, outcome, person, device, at, settled: resolved })
}

fn inconsistent(table: &'static str, column: &'static str, id: &values::MutationId) -> StoreError {
    StoreError::Inconsistent { table, column, row: id.to_string() }
}
