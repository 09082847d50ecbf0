//! What a desk shows of rows that the server sent while its own mutations wait: the server's row, with what waits laid over it.
//!
//! Everybody keeps seeing his own edits (P7) until the server's answer to them has come down in the rows. Laying over
//! decides nothing: what conflicts is decided by the server and then told.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::{
    Deed, Lookup, OrderField,
    field::Entry,
    line::{LineField, LineGroup},
    mutation::{ContentEdit, GroupEdit, Grouped},
};
use values::LineId;
use wire::{LineRow, OrderRow};

/// What an order's waiting mutations hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overlay {
    head: HashMap<OrderField, Entry>,
    deleted: Option<bool>,
    lines: HashMap<LineId, LineOverlay>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct LineOverlay {
    entries: HashMap<LineField, Entry>,
    lookup: Option<Lookup>,
    removed: Option<bool>,
}

/// What becomes of a row that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laid<R> {
    /// Nothing waits for it: it becomes the working row.
    Plain(R),
    /// It becomes the before-image; this is the working row.
    Over {
        /// As the server has it.
        image: R,
        /// As the desk shows it.
        working: R,
    },
}

impl Overlay {
    /// What these deeds hold of one order, oldest first.
    pub fn of<'d>(deeds: impl IntoIterator<Item = &'d Deed>) -> Self {
        let mut overlay = Self::default();
        for deed in deeds {
            overlay.add(deed);
        }
        overlay
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.deleted.is_none() && self.lines.is_empty()
    }

    /// Whether something waits for this line.
    pub fn holds(&self, line: LineId) -> bool {
        self.lines.contains_key(&line)
    }

    /// Whether this line is to come back, with its content where the server never had it.
    pub fn restores(&self, line: LineId) -> bool {
        self.lines.get(&line).is_some_and(|held| held.removed == Some(false))
    }

    fn add(&mut self, deed: &Deed) {
        match deed {
            // What is new here is no row of the server's yet; once it is, it says what it was sent with.
            Deed::CreateOrder { .. } | Deed::AddLines { .. } => {}
            Deed::EditOrder(edit) => hold(&mut self.head, &edit.groups),
            Deed::DeleteOrder { .. } => self.deleted = Some(true),
            Deed::RestoreOrder => self.deleted = Some(false),
            Deed::EditLines { lines, .. } => lines.iter().for_each(|edit| self.edit(edit)),
            Deed::RemoveLines { lines } => {
                lines.iter().for_each(|base| self.line(base.id).removed = Some(true))
            }
            Deed::RestoreLines { lines, .. } => {
                lines.iter().for_each(|line| self.line(line.id).removed = Some(false));
            }
            Deed::ImportLines(import) => {
                import.replaces.iter().for_each(|base| self.line(base.id).removed = Some(true));
            }
        }
    }

    fn edit(&mut self, edit: &ContentEdit) {
        let line = self.line(edit.base.id);
        hold(&mut line.entries, &edit.groups);
        if edit.groups.iter().any(|group| group.group() == LineGroup::Merchant) {
            line.lookup = Some(edit.lookup);
        }
    }

    fn line(&mut self, id: LineId) -> &mut LineOverlay {
        self.lines.entry(id).or_default()
    }

    /// Lays what waits over an order's row.
    pub fn order(&self, row: OrderRow) -> Laid<OrderRow> {
        if self.head.is_empty() && self.deleted.is_none() {
            return Laid::Plain(row);
        }
        let mut working = row.clone();
        for (field, entry) in &self.head {
            working.head.set(*field, entry.clone());
        }
        working.deleted = self.deleted.unwrap_or(row.deleted);
        Laid::Over { image: row, working }
    }

    /// Lays what waits over a line's row.
    pub fn line_row(&self, row: LineRow) -> Laid<LineRow> {
        let Some(held) = self.lines.get(&row.id) else { return Laid::Plain(row) };
        let mut working = row.clone();
        for (field, entry) in &held.entries {
            working.entries.set(*field, entry.clone());
        }
        working.lookup = held.lookup.unwrap_or(row.lookup);
        working.removed = held.removed.unwrap_or(row.removed);
        Laid::Over { image: row, working }
    }
}

/// The last edit of a field is what waits; the fields of a group wait together.
fn hold<F: Grouped>(held: &mut HashMap<F, Entry>, groups: &[GroupEdit<F>]) {
    for edit in groups.iter().flat_map(GroupEdit::fields) {
        held.insert(edit.field, edit.after.clone());
    }
}
