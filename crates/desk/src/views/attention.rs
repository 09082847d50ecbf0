//! What a person must decide (需处理), with its three sides: before, mine, the server's.

use actions::decide::fields_of;
use domain::{
    Entry, LineField, OrderField, Outcome,
    mutation::{Conflict, Contested, Entity, Grouped as _, Side},
};
use serde::Serialize;
use store_desk::AttentionEntry;
use wire::outcome::group_name;

use super::{EntryView, ProblemView, Sight};

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttentionView {
    /// The mutation's id.
    pub id: String,
    /// The order's id.
    pub order: String,
    /// `草稿-` and six characters.
    pub draft_no: String,
    /// The mutation's name, such as `edit_lines`.
    pub change: String,
    /// `conflict` or `rejected`.
    pub kind: &'static str,
    /// RFC 3339.
    pub at: String,
    /// Whether its whole content is on this computer; else another computer decides.
    pub is_here: bool,
    /// Whether ours can be written once more; `false` until the server's rows have come down.
    pub is_ready: bool,
    /// Why it was refused.
    pub problem: Option<ProblemView>,
    /// What both sides changed.
    pub conflicts: Vec<ConflictView>,
}

/// Something that both sides changed: fields of one row that are decided together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictView {
    /// The line; null for the order itself.
    pub line: Option<String>,
    /// `buyer`, `measure` and so on; `existence` where one side removed what the other changed.
    pub group: &'static str,
    /// `SYNC_CONFLICT`, or the rule in the way.
    pub code: &'static str,
    /// What ours started from.
    pub base: &'static str,
    /// What ours makes of it: `said`, `gone`, `there`.
    pub mine: &'static str,
    /// What stands at the server.
    pub theirs: &'static str,
    /// Field by field, where a side says something.
    pub fields: Vec<ContestedField>,
}

/// One field on three sides; null where a side says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContestedField {
    /// Its name in the data dictionary.
    pub field: &'static str,
    /// What ours started from.
    pub base: Option<EntryView>,
    /// What ours says.
    pub mine: Option<EntryView>,
    /// What stands at the server.
    pub theirs: Option<EntryView>,
}

impl AttentionView {
    /// The view of an entry; identity data is masked unless revealed.
    pub fn of(entry: &AttentionEntry, sight: Sight) -> Self {
        let (kind, problem, conflicts) = match &entry.outcome {
            Outcome::Rejected(problem) => ("rejected", Some(ProblemView::of(problem, sight)), &[][..]),
            Outcome::Conflict(conflicts) => ("conflict", None, &conflicts[..]),
            // The store keeps these two only.
            _ => ("other", None, &[][..]),
        };
        Self {
            id: entry.id.to_string(),
            order: entry.order.to_string(),
            draft_no: entry.order.draft_number(),
            change: entry.kind.clone(),
            kind,
            at: entry.at.to_string(),
            is_here: entry.is_here,
            is_ready: entry.is_ready,
            problem,
            conflicts: conflicts.iter().map(|conflict| ConflictView::of(conflict, sight)).collect(),
        }
    }
}

impl ConflictView {
    fn of(conflict: &Conflict, sight: Sight) -> Self {
        let Conflict { entity, group, code, base, mine, theirs } = conflict;
        let sides = [base, mine, theirs];
        let fields = match (entity, group) {
            (Entity::Order, Contested::Head(group)) => head(fields_of::<OrderField>(*group), sides, sight),
            (Entity::Order, _) => head(OrderField::EVERY.iter().copied(), sides, sight),
            (Entity::Line(_), Contested::Line(group)) => lines(fields_of::<LineField>(*group), sides),
            (Entity::Line(_), _) => lines(LineField::EVERY.iter().copied(), sides),
        };
        Self {
            line: match entity {
                Entity::Order => None,
                Entity::Line(line) => Some(line.to_string()),
            },
            group: group_name(*group),
            code: code.as_str(),
            base: state(base),
            mine: state(mine),
            theirs: state(theirs),
            fields,
        }
    }
}

fn head(fields: impl Iterator<Item = OrderField>, sides: [&Side; 3], sight: Sight) -> Vec<ContestedField> {
    told(fields, sides, OrderField::name, |field, entry| EntryView::of_order(field, entry, sight))
}

fn lines(fields: impl Iterator<Item = LineField>, sides: [&Side; 3]) -> Vec<ContestedField> {
    told(fields, sides, LineField::name, EntryView::of_line)
}

/// Fields of which at least one side says something; entries stand in the order of the row.
fn told<F: Copy>(
    fields: impl Iterator<Item = F>,
    sides: [&Side; 3],
    name: impl Fn(F) -> &'static str,
    view: impl Fn(F, &Entry) -> EntryView,
) -> Vec<ContestedField> {
    if !sides.iter().any(|side| matches!(side, Side::Entries(_))) {
        return Vec::new();
    }
    let one = |side: &Side, at: usize, field: F| match side {
        Side::Entries(entries) => entries.get(at).map(|entry| view(field, entry)),
        Side::Gone | Side::Hash(_) | Side::Kept => None,
    };
    let [base, mine, theirs] = sides;
    fields
        .enumerate()
        .map(|(at, field)| ContestedField {
            field: name(field),
            base: one(base, at, field),
            mine: one(mine, at, field),
            theirs: one(theirs, at, field),
        })
        .collect()
}

/// Whether a side has the row.
const fn state(side: &Side) -> &'static str {
    match side {
        Side::Entries(_) => "said",
        Side::Gone => "gone",
        Side::Hash(_) | Side::Kept => "there",
    }
}
