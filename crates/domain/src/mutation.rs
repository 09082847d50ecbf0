//! What travels between desks and server (DECISIONS, Mutations): net, self-contained, with the values it started from.
//! A [`Change`](crate::Change) is what history keeps of one step; a mutation is what is left of many of them when they are
//! sent. The server compares contents with contents, never revisions, so a line that no server has confirmed needs no
//! special case.
//!
//! Read in this order: [`entries`] (the texts of a whole row), [`groups`] (what conflicts together), [`hash`], [`outcome`]
//! (what the server made of it).

pub mod entries;
pub mod groups;
pub mod hash;
pub mod outcome;
#[cfg(test)]
mod tests;

use values::{Code, Currency, ImportId, Instant, LineId, MutationId, OrderId};

pub use self::{
    entries::{Entries, Grouped, HeadEntries, LineEntries},
    groups::{GroupEdit, Meeting, complete, meet},
    hash::ContentHash,
    outcome::{Conflict, Contested, Entity, Outcome, Side},
};
use crate::{
    change::ImportMode,
    line::{Line, LineContext, LineField, Lookup},
    order::OrderField,
};

/// A body carries at most this many lines; a larger deed is split (DECISIONS, Rows).
pub const CHUNK_LINES: usize = 1_000;

/// One mutation of one order. It names no firm, person or device: those come from the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    /// Its id, under which history records it.
    pub id: MutationId,
    /// The order.
    pub order: OrderId,
    /// The order's revision as the desk had it; none if no server had confirmed it. For people who look into histories:
    /// nothing is decided by it.
    pub base_rev: Option<i64>,
    /// When it was done, by the desk's clock, which orders nothing.
    pub at: Instant,
    /// What.
    pub deed: Deed,
}

/// What a mutation does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Makes a draft.
    CreateOrder {
        /// What its head says.
        head: HeadEntries,
    },
    /// Edits groups of the head.
    EditOrder(HeadEdit),
    /// Deletes a draft.
    DeleteOrder {
        /// The order with its lines as they stood ([`ContentHash::of_order_row`], [`ContentHash::of_lines`]): the server may
        /// have moved lines that nobody touched.
        base: ContentHash,
    },
    /// Brings a deleted draft back.
    RestoreOrder,
    /// Adds lines behind the last one.
    AddLines {
        /// The currency in which their amounts were entered.
        currency: Currency,
        /// The lines, in their order.
        lines: Vec<LineContent>,
    },
    /// Edits groups of lines.
    EditLines {
        /// The currency in which amounts were entered.
        currency: Currency,
        /// Each line once.
        lines: Vec<ContentEdit>,
    },
    /// Removes lines.
    RemoveLines {
        /// Each as it stood.
        lines: Vec<LineBase>,
    },
    /// Brings removed lines back under their ids.
    RestoreLines {
        /// The currency of their amounts.
        currency: Currency,
        /// Each with what it says, since lines that were added and removed before anything was sent are new to the server.
        lines: Vec<LineContent>,
    },
    /// Adds a file's rows, and takes the lines away that they replace (清空后导入).
    ImportLines(ImportDeed),
}

/// An edit of a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadEdit {
    /// The head as it stood, to tell whether others changed other groups.
    pub base: ContentHash,
    /// The amounts of all lines as they stood ([`ContentHash::of_amount`]); what a change of the line currency starts
    /// from.
    pub amounts: ContentHash,
    /// Each group once.
    pub groups: Vec<GroupEdit<OrderField>>,
}

/// A line with everything that was entered into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineContent {
    /// Which.
    pub id: LineId,
    /// Where it stands on its desk: a proposal.
    pub place: i64,
    /// What the desk knew of its purchase number.
    pub lookup: Lookup,
    /// What was entered.
    pub entries: LineEntries,
}

/// An edit of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentEdit {
    /// The line as it stood.
    pub base: LineBase,
    /// What the desk knows of its purchase number now; counts where the merchant was edited.
    pub lookup: Lookup,
    /// Each group once.
    pub groups: Vec<GroupEdit<LineField>>,
}

/// A line as it stood, in 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineBase {
    /// Which.
    pub id: LineId,
    /// What it said ([`ContentHash::of_line`]).
    pub hash: ContentHash,
}

/// What is kept of an import (YW-IMP-16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFacts {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// The file's SHA-256.
    pub sha256: [u8; 32],
    /// Append or replace.
    pub mode: ImportMode,
    /// Data rows in the file.
    pub rows: u32,
    /// Rows left out: wrong ones and duplicates.
    pub left_out: u32,
    /// Suspected duplicates among the rows.
    pub duplicates: u32,
    /// How often each error was found.
    pub errors_by_code: Vec<(Code, u32)>,
}

/// An import, or a part of one: the server keeps parts aside and lets them take effect with the last, so that nobody sees
/// half an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDeed {
    /// What is kept of it; the same in every part.
    pub facts: ImportFacts,
    /// Which part this is.
    pub part: Part,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The lines that it takes the place of, each as it stood.
    pub replaces: Vec<LineBase>,
    /// The lines that it adds, in their order.
    pub lines: Vec<LineContent>,
}

/// Part `number` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl Part {
    /// All of it.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether nothing is missing besides it.
    pub const fn is_whole(self) -> bool {
        self.of == 1
    }
}

impl LineContent {
    /// What a line says.
    pub fn of(line: &Line) -> Self {
        let entries = LineEntries::of_line(&line.fields);
        Self { id: line.id, place: line.place, lookup: line.lookup, entries }
    }

    /// The line that it makes at this place. A value that no longer parses becomes raw text instead of being lost.
    pub fn line(&self, place: i64, context: LineContext) -> Line {
        let fields = self.entries.line_fields(context);
        let known = if fields.merchant_no.value().is_some() { self.lookup } else { Lookup::None };
        // A number that nobody looked up yet is pending, whatever a desk says.
        let lookup = if known == Lookup::None { fields.unasked_lookup() } else { known };
        Line { id: self.id, place, fields, lookup, linked: false }
    }

    /// It as it stands, in 16 bytes.
    pub fn base(&self) -> LineBase {
        LineBase { id: self.id, hash: ContentHash::of_line(self.id, &self.entries) }
    }
}

impl LineBase {
    /// A line as it stands.
    pub fn of(line: &Line) -> Self {
        LineContent::of(line).base()
    }
}

impl Deed {
    /// The mutation's name (DECISIONS, Mutations).
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CreateOrder { .. } => "create_order",
            Self::EditOrder(_) => "edit_order",
            Self::DeleteOrder { .. } => "delete_order",
            Self::RestoreOrder => "restore_order",
            Self::AddLines { .. } => "add_lines",
            Self::EditLines { .. } => "edit_lines",
            Self::RemoveLines { .. } => "remove_lines",
            Self::RestoreLines { .. } => "restore_lines",
            Self::ImportLines(_) => "import_lines",
        }
    }

    /// How many lines it names.
    pub fn line_count(&self) -> usize {
        match self {
            Self::CreateOrder { .. } | Self::EditOrder(_) | Self::DeleteOrder { .. } | Self::RestoreOrder => {
                0
            }
            Self::AddLines { lines, .. } | Self::RestoreLines { lines, .. } => lines.len(),
            Self::EditLines { lines, .. } => lines.len(),
            Self::RemoveLines { lines } => lines.len(),
            Self::ImportLines(import) => import.replaces.len() + import.lines.len(),
        }
    }
}

impl ImportDeed {
    /// Puts parts together again. `None` unless they are all the parts of one import, in order.
    pub fn assemble(parts: Vec<Self>) -> Option<Self> {
        let of = u32::try_from(parts.len()).ok()?;
        let mut numbered = (1..).zip(parts);
        let (_, mut whole) = numbered.next()?;
        if whole.part != (Part { number: 1, of }) {
            return None;
        }
        for (number, part) in numbered {
            let belongs = part.part == Part { number, of }
                && part.facts == whole.facts
                && part.currency == whole.currency;
            if !belongs {
                return None;
            }
            whole.replaces.extend(part.replaces);
            whole.lines.extend(part.lines);
        }
        whole.part = Part::WHOLE;
        Some(whole)
    }
}
