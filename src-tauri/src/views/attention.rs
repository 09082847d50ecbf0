//! 需处理 as the screen decides it: what both sides changed, side by side, and what the server did not take.

use std::collections::HashMap;

use actions::Actor;
use desk::{
    AttentionEntry, AttentionItem,
    views::{Sight, mask::shown},
};
use domain::{
    Deed, Entry, Line, LineField, LineGroup, Mutation, OrderField, OrderGroup, Outcome,
    mutation::{Conflict, Contested, Entity, Grouped, LineContent, Side},
};
use values::{Code, LineId, Problem};

use super::{
    EditView, ProblemView,
    grid::StepView,
    sync::{AttentionRow, AttentionView, ContestedField, ContestedGroup, ContestedView, SideState},
};

/// How many lines of what was refused are shown field by field.
const LINES_SHOWN: usize = 50;

/// What is known of a line besides its conflict: where it stands, and what tells it apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct LineFacts {
    pub(crate) number: Option<u32>,
    pub(crate) texts: Vec<String>,
}

impl LineFacts {
    /// Merchant, goods and month of a line, as far as they are filled in.
    pub(crate) fn texts_of(line: &Line) -> Vec<String> {
        [LineField::MerchantName, LineField::GoodsName, LineField::OrderMonth]
            .map(|field| line.fields.entry(field).text().to_owned())
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect()
    }
}

/// The lines that an item names: those of its conflicts.
pub(crate) fn lines_named(item: &AttentionItem) -> Vec<LineId> {
    let Outcome::Conflict(conflicts) = &item.entry.outcome else { return Vec::new() };
    let mut lines: Vec<LineId> = conflicts
        .iter()
        .filter_map(|conflict| match conflict.entity {
            Entity::Line(line) => Some(line),
            Entity::Order => None,
        })
        .collect();
    lines.dedup();
    lines
}

impl AttentionRow {
    pub(crate) fn of(entry: &AttentionEntry) -> Self {
        let head = entry.head.as_ref();
        let (problem, contested) = match &entry.outcome {
            Outcome::Conflict(conflicts) => (Problem::new(Code::SyncConflict), conflicts.len()),
            Outcome::Rejected(problem) => (problem.clone(), 0),
            // The store keeps no other outcome here.
            Outcome::Applied | Outcome::Merged | Outcome::Deferred(_) | Outcome::Staged => {
                (Problem::new(Code::Internal), 0)
            }
        };
        Self {
            id: entry.id.to_string(),
            order: entry.order.to_string(),
            order_no: head
                .and_then(|order| order.state.confirmed())
                .map(|confirmed| confirmed.order_no.to_string()),
            buyer_name: head
                .map(|order| order.fields.entry(OrderField::BuyerName).text().to_owned())
                .unwrap_or_default(),
            step: StepView { change: entry.kind.clone(), lines: 0 },
            problem: ProblemView::of(&problem),
            contested: u32::try_from(contested).unwrap_or(u32::MAX),
            at: entry.at.china_text(),
        }
    }
}

impl AttentionView {
    /// The view of an item; `facts` are of the lines that [`lines_named`] names.
    pub(crate) fn of(item: &AttentionItem, own: Actor, facts: &HashMap<LineId, LineFacts>) -> Self {
        let entry = &item.entry;
        let mut row = AttentionRow::of(entry);
        if let Some(mutation) = &item.mutation {
            row.step.lines = u32::try_from(mutation.deed.line_count()).unwrap_or(u32::MAX);
        }
        let contested = match &entry.outcome {
            Outcome::Conflict(conflicts) => conflicts
                .iter()
                .enumerate()
                .map(|(at, conflict)| contested(at, conflict, entry, facts))
                .collect(),
            _ => Vec::new(),
        };
        let edits = match (&entry.outcome, &item.mutation) {
            (Outcome::Rejected(_), Some(mutation)) => edits(mutation),
            _ => Vec::new(),
        };
        Self {
            row,
            person: match entry.actor {
                Some((person, _)) if person != own.person => super::history::short(&person.to_string()),
                _ => String::new(),
            },
            contested,
            edits,
        }
    }
}

/// Conflicts are decided in their order: their place is their key.
fn contested(
    at: usize,
    conflict: &Conflict,
    entry: &AttentionEntry,
    facts: &HashMap<LineId, LineFacts>,
) -> ContestedView {
    let line = match conflict.entity {
        Entity::Line(line) => Some(line),
        Entity::Order => None,
    };
    let known = line.and_then(|line| facts.get(&line)).cloned().unwrap_or_default();
    let sides = [&conflict.base, &conflict.mine, &conflict.theirs];
    let is_plain = conflict.code == Code::SyncConflict;
    ContestedView {
        key: at.to_string(),
        group: group(conflict.group),
        line: line.map(|line| line.to_string()),
        number: known.number,
        line_facts: known.texts,
        problem: (!is_plain).then(|| ProblemView::of(&Problem::new(conflict.code))),
        before: state(&conflict.base),
        mine: state(&conflict.mine),
        theirs: state(&conflict.theirs),
        fields: match (conflict.entity, conflict.group) {
            (_, Contested::Head(group)) => fields::<OrderField>(|field| field.group() == group, sides),
            (_, Contested::Line(group)) => fields::<LineField>(|field| field.group() == group, sides),
            (Entity::Order, Contested::Existence) => told(fields::<OrderField>(|_| true, sides)),
            (Entity::Line(_), Contested::Existence) => told(fields::<LineField>(|_| true, sides)),
        },
        mine_refused: refusal(conflict, entry),
    }
}

/// Why ours cannot be taken now.
fn refusal(conflict: &Conflict, entry: &AttentionEntry) -> Option<ProblemView> {
    let needs_content = matches!(conflict.mine, Side::Kept);
    if needs_content && !entry.is_here {
        return Some(ProblemView::of(&Problem::new(Code::NotFound).in_field("id")));
    }
    (!entry.is_ready).then(|| ProblemView::of(&Problem::new(Code::SyncOpHeld)))
}

/// The fields of a group with what each side says; a side that is not there says nothing.
fn fields<F: Grouped>(is_in: impl Fn(F) -> bool, [base, mine, theirs]: [&Side; 3]) -> Vec<ContestedField> {
    let of = |side: &Side, at: usize, field: F| match side {
        Side::Entries(entries) => {
            entries.get(at).map(|entry| masked(field.name(), entry)).unwrap_or_default()
        }
        Side::Gone | Side::Hash(_) | Side::Kept => String::new(),
    };
    F::EVERY
        .iter()
        .copied()
        .filter(|&field| is_in(field))
        .enumerate()
        .map(|(at, field)| ContestedField {
            field: field.name().to_owned(),
            before: of(base, at, field),
            mine: of(mine, at, field),
            theirs: of(theirs, at, field),
        })
        .collect()
}

/// Where a whole row is at stake, what nobody filled in says nothing.
fn told(fields: Vec<ContestedField>) -> Vec<ContestedField> {
    let says = |field: &ContestedField| {
        [&field.before, &field.mine, &field.theirs].iter().any(|text| !text.is_empty())
    };
    fields.into_iter().filter(says).collect()
}

fn masked(field: &'static str, entry: &Entry) -> String {
    shown(field, entry.text(), Sight::Masked).into_owned()
}

const fn state(side: &Side) -> SideState {
    match side {
        Side::Entries(_) => SideState::Said,
        Side::Gone => SideState::Gone,
        Side::Hash(_) | Side::Kept => SideState::There,
    }
}

const fn group(group: Contested) -> ContestedGroup {
    match group {
        Contested::Head(OrderGroup::Buyer) => ContestedGroup::Buyer,
        Contested::Head(OrderGroup::Destination) => ContestedGroup::Destination,
        Contested::Head(OrderGroup::Total) => ContestedGroup::Total,
        Contested::Head(OrderGroup::LineCurrency) => ContestedGroup::LineCurrency,
        Contested::Head(OrderGroup::Contract) => ContestedGroup::Contract,
        Contested::Head(OrderGroup::Remark) => ContestedGroup::Remark,
        Contested::Head(OrderGroup::Trace) => ContestedGroup::Trace,
        Contested::Line(LineGroup::Merchant) => ContestedGroup::Merchant,
        Contested::Line(LineGroup::Month) => ContestedGroup::Month,
        Contested::Line(LineGroup::Goods) => ContestedGroup::Goods,
        Contested::Line(LineGroup::Measure) => ContestedGroup::Measure,
        Contested::Existence => ContestedGroup::Existence,
    }
}

/// What a mutation was to write.
fn edits(mutation: &Mutation) -> Vec<EditView> {
    let added = |contents: &[LineContent]| -> Vec<EditView> {
        contents
            .iter()
            .take(LINES_SHOWN)
            .flat_map(|content| {
                content.entries.iter().filter(|(_, entry)| !entry.text().is_empty()).map(|(field, entry)| {
                    EditView::of(Some(content.id), None, field.name(), &Entry::Empty, entry)
                })
            })
            .collect()
    };
    match &mutation.deed {
        Deed::CreateOrder { head } => head
            .iter()
            .filter(|(_, entry)| !entry.text().is_empty())
            .map(|(field, entry)| EditView::of(None, None, field.name(), &Entry::Empty, entry))
            .collect(),
        Deed::EditOrder(edit) => edit
            .groups
            .iter()
            .flat_map(|group| group.fields())
            .filter(|edit| edit.before != edit.after)
            .map(|edit| EditView::of(None, None, edit.field.name(), &edit.before, &edit.after))
            .collect(),
        Deed::EditLines { lines, .. } => lines
            .iter()
            .take(LINES_SHOWN)
            .flat_map(|line| {
                line.groups
                    .iter()
                    .flat_map(|group| group.fields())
                    .filter(|edit| edit.before != edit.after)
                    .map(|edit| {
                        EditView::of(Some(line.base.id), None, edit.field.name(), &edit.before, &edit.after)
                    })
            })
            .collect(),
        Deed::AddLines { lines, .. } | Deed::RestoreLines { lines, .. } => added(lines),
        Deed::ImportLines(import) => added(&import.lines),
        Deed::RemoveLines { .. } | Deed::DeleteOrder { .. } | Deed::RestoreOrder => Vec::new(),
    }
}
