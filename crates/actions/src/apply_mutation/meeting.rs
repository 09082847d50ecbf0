//! How edits of groups meet what stands there.

use domain::{
    Line, LineField, LineGroup,
    field::Entry,
    mutation::{
        Conflict, ContentEdit, Contested, Entity, GroupEdit, Grouped, LineContent, LineEntries, Meeting, Side,
    },
};
use values::{Code, Currency};

/// One group of one row that both sides changed.
pub(super) fn contested<F: Grouped>(
    entity: Entity,
    group: Contested,
    edit: &GroupEdit<F>,
    theirs: Side,
    code: Code,
) -> Conflict {
    let (base, mine) = (Side::Entries(edit.before()), Side::Entries(edit.after()));
    Conflict { entity, group, code, base, mine, theirs }
}

/// What the fields of an edit's group say now.
pub(super) fn now<F: Grouped>(edit: &GroupEdit<F>, current: impl Fn(F) -> Entry) -> Side {
    Side::Entries(edit.fields().iter().map(|field| current(field.field)).collect())
}

/// An edit of a line as it meets the line that stands there: the line afterwards, and what conflicts.
pub(super) struct EditedLine {
    pub(super) after: Line,
    pub(super) conflicts: Vec<Conflict>,
    /// Whether others changed other groups of it.
    pub(super) merged: bool,
}

impl EditedLine {
    pub(super) fn of(
        edit: &ContentEdit,
        before: &Line,
        entered: Currency,
        context: domain::LineContext,
    ) -> Self {
        let entity = Entity::Line(edit.base.id);
        let mut after = before.clone();
        let mut conflicts = Vec::new();
        // What the line would have said before this edit, as far as its groups go: the rest is others' doing.
        let mut former = LineEntries::of_line(&before.fields);
        for group in &edit.groups {
            for field in group.fields() {
                former.set(field.field, field.before.clone());
            }
            let code = match group.meet(|field| before.fields.entry(field)) {
                Meeting::Stands => continue,
                Meeting::Conflicts => Code::SyncConflict,
                Meeting::Applies => match forbidden(group, before, entered, context.currency) {
                    Some(code) => code,
                    None => {
                        for field in group.fields() {
                            after.fields.put(field.field, &field.after, context);
                        }
                        if group.group() == LineGroup::Merchant {
                            after.lookup = LineContent { lookup: edit.lookup, ..LineContent::of(&after) }
                                .line(after.place, context)
                                .lookup;
                        }
                        continue;
                    }
                },
            };
            let theirs = now(group, |field| before.fields.entry(field));
            conflicts.push(contested(entity, Contested::Line(group.group()), group, theirs, code));
        }
        let unedited = LineContent { entries: former, ..LineContent::of(before) }.base();
        Self { after, conflicts, merged: unedited != edit.base }
    }

    /// An edit of a line that is not there.
    pub(super) fn gone(edit: &ContentEdit) -> Vec<Conflict> {
        let entity = Entity::Line(edit.base.id);
        let groups = edit.groups.iter();
        groups
            .map(|group| {
                contested(entity, Contested::Line(group.group()), group, Side::Gone, Code::SyncConflict)
            })
            .collect()
    }
}

/// The rule that forbids an edit of a group that nobody else touched.
fn forbidden(
    edit: &GroupEdit<LineField>,
    line: &Line,
    entered: Currency,
    currency: Currency,
) -> Option<Code> {
    match edit.group() {
        LineGroup::Merchant | LineGroup::Month if line.linked => Some(Code::LineLinked),
        // An amount that was entered as yuan is no number of dollars.
        LineGroup::Measure if edit.changes(LineField::Amount) && entered != currency => {
            Some(Code::ImpCurrency)
        }
        _ => None,
    }
}

/// A line that would come, and cannot.
pub(super) fn unwelcome(content: &LineContent, theirs: Option<&Line>, code: Code) -> Conflict {
    let every =
        |entries: &LineEntries| Side::Entries(entries.iter().map(|(_, entry)| entry.clone()).collect());
    Conflict {
        entity: Entity::Line(content.id),
        group: Contested::Existence,
        code,
        base: Side::Gone,
        mine: every(&content.entries),
        theirs: theirs.map_or(Side::Gone, |line| every(&LineEntries::of_line(&line.fields))),
    }
}
