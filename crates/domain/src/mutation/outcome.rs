//! What the server made of a mutation, and what is left for a person to decide (需处理).

use values::{Code, LineId, Problem};

use super::ContentHash;
use crate::{field::Entry, line::LineGroup, order::OrderGroup};

/// What became of a mutation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect, or everything that it asks for stood there already.
    Applied,
    /// It took effect beside others' changes of the same rows; a note in the history.
    Merged,
    /// What conflicts had no effect, the rest had. Never empty.
    Conflict(Vec<Conflict>),
    /// It had no effect, and will have none.
    Rejected(Problem),
    /// It waits, and everything behind it: for the order that it belongs to, or for a number that is missing.
    Deferred(Problem),
    /// A part of an import; it waits for the others and holds nothing up.
    Staged,
}

/// Something that both sides changed. The server's value stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Of what.
    pub entity: Entity,
    /// Which part of it.
    pub group: Contested,
    /// `SYNC_CONFLICT`, or the rule that stood in the way where the part itself is as it was: `IMP_CURRENCY` where amounts
    /// met another line currency or the reverse, `LINE_LINKED`.
    pub code: Code,
    /// What ours started from.
    pub base: Side,
    /// What ours would have made of it.
    pub mine: Side,
    /// What stands there.
    pub theirs: Side,
}

/// A row of the mutation's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// The order itself.
    Order,
    /// A line of it.
    Line(LineId),
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contested {
    /// A group of the head.
    Head(OrderGroup),
    /// A group of a line.
    Line(LineGroup),
    /// Whether it is there at all: entries are then those of every field.
    Existence,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The entries of the contested fields, in the order of the row.
    Entries(Vec<Entry>),
    /// It is not there: never was, or was taken away.
    Gone,
    /// As it stood, known by its hash only.
    Hash(ContentHash),
    /// Too much to repeat: it stands in the mutation (`mine`), or in the order (`theirs`).
    Kept,
}

impl Outcome {
    /// Its name on the wire and in tables.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Merged => "merged",
            Self::Conflict(_) => "conflict",
            Self::Rejected(_) => "rejected",
            Self::Deferred(_) => "deferred",
            Self::Staged => "staged",
        }
    }

    /// Whether the queue moves on.
    pub const fn is_final(&self) -> bool {
        !matches!(self, Self::Deferred(_))
    }
}
