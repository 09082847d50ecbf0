//! Field groups: an edit carries whole groups, before and after, and a group is what two edits meet in.

use values::{Code, Problem};

use super::entries::Grouped;
use crate::{
    change::FieldEdit,
    field::{Entry, RAW_FACTOR},
};

/// One field group before and after: every field of it, changed or not, in the order of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEdit<F> {
    fields: Vec<FieldEdit<F>>,
}

/// How an edit of a group meets what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// The group is as it was: the edit takes effect.
    Applies,
    /// The group says already what the edit would make it say.
    Stands,
    /// Somebody made something else of it.
    Conflicts,
}

impl<F: Grouped> GroupEdit<F> {
    /// The edit of this group, with each field's entries before and after.
    pub fn of(group: F::Group, mut entries: impl FnMut(F) -> (Entry, Entry)) -> Self {
        let fields = fields_of::<F>(group)
            .map(|field| {
                let (before, after) = entries(field);
                FieldEdit { field, before, after }
            })
            .collect();
        Self { fields }
    }

    /// Takes fields that came from elsewhere; `None` unless they are all the fields of one group, in order.
    pub fn whole(fields: Vec<FieldEdit<F>>) -> Option<Self> {
        let group = fields.first()?.field.group();
        let is_whole = fields.iter().map(|edit| edit.field).eq(fields_of::<F>(group));
        is_whole.then_some(Self { fields })
    }

    /// The group.
    pub fn group(&self) -> F::Group {
        self.fields[0].field.group()
    }

    /// Its fields.
    pub fn fields(&self) -> &[FieldEdit<F>] {
        &self.fields
    }

    /// What it said.
    pub fn before(&self) -> Vec<Entry> {
        self.fields.iter().map(|edit| edit.before.clone()).collect()
    }

    /// What it is to say.
    pub fn after(&self) -> Vec<Entry> {
        self.fields.iter().map(|edit| edit.after.clone()).collect()
    }

    /// Whether this field is different afterwards.
    pub fn changes(&self, field: F) -> bool {
        self.fields.iter().any(|edit| edit.field == field && edit.before != edit.after)
    }

    /// How it meets a row that says this now.
    pub fn meet(&self, current: impl Fn(F) -> Entry) -> Meeting {
        let current: Vec<Entry> = self.fields.iter().map(|edit| current(edit.field)).collect();
        meet(&self.before(), &current, &self.after())
    }

    /// `FIELD_TOO_LONG` for a text that no desk would have kept (YW-ORD-06).
    pub fn check_lengths(&self) -> Result<(), Problem> {
        self.fields.iter().try_for_each(|edit| check_length(edit.field, &edit.after))
    }
}

/// `FIELD_TOO_LONG` for a text of more than four times the field's length (YW-ORD-06).
pub fn check_length<F: Grouped>(field: F, entry: &Entry) -> Result<(), Problem> {
    let max = field.max_chars();
    let length = entry.text().chars().count();
    if length <= max.saturating_mul(RAW_FACTOR) {
        return Ok(());
    }
    Err(Problem::new(Code::FieldTooLong).with("max", max).with("n", length).in_field(field.name()))
}

/// How an edit from `base` to `mine` meets `current`; the same fields in each.
///
/// Equal results are no conflict: two people who correct the same mistake the same way agree.
pub fn meet(base: &[Entry], current: &[Entry], mine: &[Entry]) -> Meeting {
    if current == mine {
        Meeting::Stands
    } else if current == base {
        Meeting::Applies
    } else {
        Meeting::Conflicts
    }
}

/// The groups that differ between two rows, each whole.
pub fn complete<F: Grouped>(before: impl Fn(F) -> Entry, after: impl Fn(F) -> Entry) -> Vec<GroupEdit<F>> {
    let mut groups: Vec<F::Group> = Vec::new();
    for field in F::EVERY {
        let group = field.group();
        if !groups.contains(&group) && before(*field) != after(*field) {
            groups.push(group);
        }
    }
    groups.into_iter().map(|group| GroupEdit::of(group, |field| (before(field), after(field)))).collect()
}

fn fields_of<F: Grouped>(group: F::Group) -> impl Iterator<Item = F> {
    F::EVERY.iter().copied().filter(move |field| field.group() == group)
}
