//! What a row was before the changes: told by the first change that names it.

use std::collections::HashMap;

use domain::{Change, LineField, OrderField, field::Entry};
use values::{ImportId, LineId};

use super::Rows;

/// What the changes tell of the order before them.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Whether the order began with these changes.
    pub(super) created: bool,
    /// Whether it had been deleted, if a change tells.
    pub(super) was_deleted: Option<bool>,
    /// What fields of the head said.
    pub(super) head: HashMap<OrderField, Entry>,
    /// Which change each import is.
    pub(super) imports: HashMap<ImportId, usize>,
    order: Vec<LineId>,
    lines: HashMap<LineId, Was>,
}

/// A line before the changes.
#[derive(Debug)]
pub(super) struct Was {
    pub(super) there: There,
    /// The import that brought it, if that is one of the changes.
    pub(super) import: Option<ImportId>,
    /// What its fields said, of those that were edited.
    pub(super) before: HashMap<LineField, Entry>,
    /// The last change that removed it.
    pub(super) removed_by: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    Absent,
    Live,
    Removed,
}

impl Seen {
    pub(super) fn of(changes: &[Change], rows: &Rows) -> Self {
        let mut seen = Self::default();
        for (at, change) in changes.iter().enumerate() {
            match change {
                Change::CreateOrder { .. } => seen.created = true,
                Change::EditOrder { fields } => {
                    for edit in fields {
                        seen.head.entry(edit.field).or_insert_with(|| edit.before.clone());
                    }
                }
                Change::DeleteOrder => seen.was_deleted = seen.was_deleted.or(Some(false)),
                Change::RestoreOrder => seen.was_deleted = seen.was_deleted.or(Some(true)),
                Change::AddLines { lines } => {
                    lines.iter().for_each(|line| seen.touch(*line, There::Absent, None))
                }
                Change::ImportLines { import, .. } => {
                    seen.imports.insert(*import, at);
                    let of_import = rows.imports.iter().find(|(facts, _)| facts.id == *import);
                    for line in of_import.into_iter().flat_map(|(_, lines)| lines) {
                        seen.touch(*line, There::Absent, Some(*import));
                    }
                }
                Change::EditLines { lines } => {
                    for edit in lines {
                        seen.touch(edit.line, There::Live, None);
                        let Some(was) = seen.lines.get_mut(&edit.line) else { continue };
                        for field in &edit.fields {
                            was.before.entry(field.field).or_insert_with(|| field.before.clone());
                        }
                    }
                }
                Change::RemoveLines { lines } => {
                    for line in lines {
                        seen.touch(*line, There::Live, None);
                        if let Some(was) = seen.lines.get_mut(line) {
                            was.removed_by = at;
                        }
                    }
                }
                Change::RestoreLines { lines } => {
                    lines.iter().for_each(|line| seen.touch(*line, There::Removed, None));
                }
            }
        }
        seen
    }

    /// The lines that the changes name, in the order in which they first do.
    pub(super) fn lines(&self) -> impl Iterator<Item = (LineId, &Was)> {
        self.order.iter().filter_map(|id| Some((*id, self.lines.get(id)?)))
    }

    /// The first change that names a line tells what it was.
    fn touch(&mut self, line: LineId, there: There, import: Option<ImportId>) {
        let order = &mut self.order;
        self.lines.entry(line).or_insert_with(|| {
            order.push(line);
            Was { there, import, before: HashMap::new(), removed_by: 0 }
        });
    }
}
