//! Sealing, first half: what is left of an order's unsealed changes when they are sent.
//!
//! What was added and not sent travels as it stands now; several edits of a group are one, from the first *before* to what
//! stands now; what is back where it was travels not at all. Nothing is lost on the way: a line that was edited and then
//! removed travels with its edit, so that bringing it back brings the edit back on every desk.

mod seen;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::{
    Change, ContentHash, Deed, ImportFacts, ImportMode, Line, LineField, Order, OrderField,
    field::Entry,
    mutation::{
        ContentEdit, HeadEdit, HeadEntries, ImportDeed, LineBase, LineContent, LineEntries, Part, complete,
    },
};
use values::{ImportId, LineId};

use self::seen::{Seen, There};

/// What the desk has now, as far as the changes touch it.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The order.
    pub order: Order,
    /// Every line that a change names, and every line of the imports below.
    pub lines: HashMap<LineId, NowLine>,
    /// The imports among the changes: what is kept of each, and its lines, removed ones included, in their order.
    pub imports: Vec<(ImportFacts, Vec<LineId>)>,
    /// The amounts of all lines that are there ([`ContentHash::of_amounts`]). Needed where the line currency was edited.
    pub amounts: ContentHash,
    /// What all lines that are there say ([`ContentHash::of_lines`]). Needed where the order was deleted.
    pub contents: ContentHash,
}

/// A line as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NowLine {
    /// The line.
    pub line: Line,
    /// Whether it is removed.
    pub removed: bool,
}

/// What changes fold into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fold {
    /// These deeds, in this order; none where everything is back as it was.
    Deeds(Vec<Deed>),
    /// The order was made and deleted before anything of it was sent. The changes stay unsealed: if it is brought back,
    /// all of it travels.
    Withheld,
}

/// Folds the unsealed changes of one order, oldest first.
pub fn fold(changes: &[Change], rows: &Rows) -> Fold {
    let seen = Seen::of(changes, rows);
    if seen.created && rows.order.deleted {
        return Fold::Withheld;
    }
    let lines = LineDeeds::of(&seen, rows);
    let head = if seen.created {
        Some(Deed::CreateOrder { head: HeadEntries::of_head(&rows.order.fields) })
    } else {
        edited_head(&seen, rows).map(Deed::EditOrder)
    };
    let mut deeds: Vec<Deed> = head.into_iter().chain(lines.deeds(&seen, rows)).collect();
    let was_deleted = seen.was_deleted.unwrap_or(rows.order.deleted);
    // Brought back, worked on and deleted again: the work is not lost to whoever brings it back.
    if was_deleted && !seen.created && (!rows.order.deleted || !deeds.is_empty()) {
        deeds.insert(0, Deed::RestoreOrder);
    }
    if rows.order.deleted && (!was_deleted || !deeds.is_empty()) {
        let alive = Order { deleted: false, ..rows.order.clone() };
        deeds.push(Deed::DeleteOrder { base: ContentHash::of_order_row(&alive) + rows.contents });
    }
    Fold::Deeds(deeds)
}

/// The edit of the head, if it says anything else than before.
fn edited_head(seen: &Seen, rows: &Rows) -> Option<HeadEdit> {
    let now = HeadEntries::of_head(&rows.order.fields);
    let mut before = now.clone();
    for (field, entry) in &seen.head {
        before.set(*field, entry.clone());
    }
    let groups = complete(|field: OrderField| before.get(field).clone(), |field| now.get(field).clone());
    if groups.is_empty() {
        return None;
    }
    Some(HeadEdit {
        base: ContentHash::of_head(rows.order.id, &before),
        amounts: former_amounts(seen, rows),
        groups,
    })
}

/// The amounts as they stood before the changes: those of now, without what the changes did to them.
fn former_amounts(seen: &Seen, rows: &Rows) -> ContentHash {
    let mut amounts = rows.amounts;
    for (id, was) in seen.lines() {
        let Some(now) = rows.lines.get(&id) else { continue };
        let current = now.line.fields.entry(LineField::Amount);
        if !now.removed {
            amounts -= ContentHash::of_amount(id, &current);
        }
        if was.there == There::Live {
            let former = was.before.get(&LineField::Amount).unwrap_or(&current);
            amounts += ContentHash::of_amount(id, former);
        }
    }
    amounts
}

/// What became of the lines.
#[derive(Default)]
struct LineDeeds {
    /// Lines that stood before.
    edited: Vec<ContentEdit>,
    added: Vec<LineContent>,
    imported: HashMap<ImportId, Vec<LineContent>>,
    /// Lines that had been removed, as they stood.
    restored: Vec<LineContent>,
    /// Lines that had been removed.
    edited_after: Vec<ContentEdit>,
    /// With the change that removed each.
    removed: Vec<(usize, LineBase)>,
}

impl LineDeeds {
    fn of(seen: &Seen, rows: &Rows) -> Self {
        let mut deeds = Self::default();
        for (id, was) in seen.lines() {
            // A line that the store no longer has was never sent and is gone for good.
            let Some(now) = rows.lines.get(&id) else { continue };
            let content = LineContent::of(&now.line);
            let edit = edit_of(&content, &was.before);
            match was.there {
                There::Absent if now.removed => {}
                There::Absent => match was.import {
                    Some(import) => deeds.imported.entry(import).or_default().push(content),
                    None => deeds.added.push(content),
                },
                There::Live => {
                    if now.removed {
                        deeds.removed.push((was.removed_by, content.base()));
                    }
                    deeds.edited.extend(edit);
                }
                There::Removed if now.removed && edit.is_none() => {}
                There::Removed => {
                    deeds.restored.push(former(&content, &was.before));
                    deeds.edited_after.extend(edit);
                    if now.removed {
                        // It is brought back after the imports, so none of them can have taken its place.
                        deeds.removed.push((usize::MAX, content.base()));
                    }
                }
            }
        }
        deeds.added.sort_by_key(|line| line.place);
        deeds
    }

    fn deeds(mut self, seen: &Seen, rows: &Rows) -> Vec<Deed> {
        let currency = rows.order.fields.line_currency;
        let mut deeds = Vec::new();
        if !self.edited.is_empty() {
            deeds.push(Deed::EditLines { currency, lines: self.edited });
        }
        let travels = |(facts, lines): &&(ImportFacts, Vec<LineId>)| {
            let is_new = seen.imports.contains_key(&facts.id);
            is_new && (lines.is_empty() || self.imported.contains_key(&facts.id))
        };
        let travelling: Vec<&ImportFacts> =
            rows.imports.iter().filter(travels).map(|(facts, _)| facts).collect();
        let replacing = travelling.iter().rposition(|facts| facts.mode == ImportMode::Replace);
        for (at, facts) in travelling.into_iter().enumerate() {
            let import_at = seen.imports.get(&facts.id).copied().unwrap_or(0);
            let takes_place = Some(at) == replacing;
            let (replaced, other) =
                self.removed.into_iter().partition(|(removed_by, _)| takes_place && *removed_by < import_at);
            self.removed = other;
            let mut lines = self.imported.remove(&facts.id).unwrap_or_default();
            lines.sort_by_key(|line| line.place);
            let replaces = bases(replaced);
            let facts = facts.clone();
            deeds.push(Deed::ImportLines(ImportDeed { facts, part: Part::WHOLE, currency, replaces, lines }));
        }
        if !self.added.is_empty() {
            deeds.push(Deed::AddLines { currency, lines: self.added });
        }
        if !self.restored.is_empty() {
            deeds.push(Deed::RestoreLines { currency, lines: self.restored });
        }
        if !self.edited_after.is_empty() {
            deeds.push(Deed::EditLines { currency, lines: self.edited_after });
        }
        if !self.removed.is_empty() {
            deeds.push(Deed::RemoveLines { lines: bases(self.removed) });
        }
        deeds
    }
}

fn bases(removed: Vec<(usize, LineBase)>) -> Vec<LineBase> {
    removed.into_iter().map(|(_, base)| base).collect()
}

/// A line as it stood before its fields were edited.
fn former(now: &LineContent, before: &HashMap<LineField, Entry>) -> LineContent {
    let entries = LineEntries::of(|field| before.get(&field).unwrap_or(now.entries.get(field)).clone());
    LineContent { entries, ..now.clone() }
}

/// The edit of a line, if it says anything else than before.
fn edit_of(now: &LineContent, before: &HashMap<LineField, Entry>) -> Option<ContentEdit> {
    let former = former(now, before);
    let groups = complete(
        |field: LineField| former.entries.get(field).clone(),
        |field| now.entries.get(field).clone(),
    );
    (!groups.is_empty()).then(|| ContentEdit { base: former.base(), lookup: now.lookup, groups })
}
