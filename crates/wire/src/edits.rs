//! Edits of groups: an object of every field of each touched group, with what it said and what it is to say.

use std::collections::BTreeMap;

use domain::{
    FieldEdit,
    mutation::{GroupEdit, Grouped},
};
use values::Problem;

use crate::{
    entries::{EntryTwin, field},
    refused::malformed_at,
};

/// Field name → before, after.
pub(crate) type EditsTwin = BTreeMap<String, (EntryTwin, EntryTwin)>;

pub(crate) fn to_twin<F: Grouped>(groups: &[GroupEdit<F>]) -> EditsTwin {
    let fields = groups.iter().flat_map(GroupEdit::fields);
    fields
        .map(|FieldEdit { field, before, after }| (field.name().to_owned(), (before.into(), after.into())))
        .collect()
}

/// `REQ_UNKNOWN_FIELD`; `REQ_MALFORMED` if a group is not whole.
pub(crate) fn from_twin<F: Grouped>(twin: EditsTwin) -> Result<Vec<GroupEdit<F>>, Problem> {
    let mut edits: Vec<FieldEdit<F>> = Vec::with_capacity(twin.len());
    for (name, (before, after)) in twin {
        edits.push(FieldEdit { field: field(&name)?, before: before.into(), after: after.into() });
    }
    edits.sort_unstable_by_key(|edit| edit.field.index());
    let mut groups: Vec<F::Group> = Vec::new();
    for edit in &edits {
        if !groups.contains(&edit.field.group()) {
            groups.push(edit.field.group());
        }
    }
    let of_group = |group: F::Group| {
        let fields = edits.iter().filter(|edit| edit.field.group() == group).cloned().collect();
        GroupEdit::whole(fields).ok_or_else(|| malformed_at("edits"))
    };
    groups.into_iter().map(of_group).collect()
}
