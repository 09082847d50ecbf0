//! Rows as pages carry them: what the server has, removed and deleted ones included, since absence never means deletion.

mod twin;

use domain::{
    ImportFacts, Lookup, OrderState, Outcome,
    mutation::{HeadEntries, LineEntries},
};
use serde_json::Value;
use values::{DeviceId, ImportId, Instant, LineId, MutationId, OrderId, PersonId, Problem};

pub(crate) use self::twin::RowTwin;
use crate::pull::Position;

/// A row of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An order.
    Order(OrderRow),
    /// A line.
    Line(LineRow),
    /// A record of an import.
    Import(ImportRow),
    /// A change of the history.
    Change(ChangeRow),
    /// What a person must decide.
    Attention(AttentionRow),
}

/// An order's row. Its sums follow from its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// The revision that wrote it.
    pub rev: i64,
    /// Which.
    pub id: OrderId,
    /// Its state with what came with it.
    pub state: OrderState,
    /// What its head says.
    pub head: HeadEntries,
    /// Whether it is deleted.
    pub deleted: bool,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A line's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The revision that wrote it.
    pub rev: i64,
    /// Which.
    pub id: LineId,
    /// Its order.
    pub order: OrderId,
    /// Where it stands.
    pub place: i64,
    /// What it says.
    pub entries: LineEntries,
    /// What is known of its purchase number.
    pub lookup: Lookup,
    /// Whether it is linked to a merchant's trade order.
    pub linked: bool,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Whether it was removed.
    pub removed: bool,
}

/// A record of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The revision that wrote it.
    pub rev: i64,
    /// Its order.
    pub order: OrderId,
    /// What is kept of it.
    pub facts: ImportFacts,
    /// How many lines it added.
    pub imported: u32,
    /// Who imported.
    pub person: PersonId,
    /// On which computer.
    pub device: DeviceId,
    /// When.
    pub at: Instant,
}

/// A change of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The revision that wrote it.
    pub rev: i64,
    /// The mutation's id.
    pub id: MutationId,
    /// Its order.
    pub order: OrderId,
    /// The mutation's name.
    pub name: String,
    /// How many lines it touched.
    pub lines: u32,
    /// What it changed, as history keeps it.
    pub body: Value,
    /// Whether it took effect beside others' changes.
    pub merged: bool,
    /// Who.
    pub person: PersonId,
    /// On which computer.
    pub device: DeviceId,
    /// When, by the server's clock.
    pub at: Instant,
}

/// A mutation that did not take effect, or not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionRow {
    /// The revision that wrote it.
    pub rev: i64,
    /// The mutation's id.
    pub id: MutationId,
    /// Its order.
    pub order: OrderId,
    /// The mutation's name.
    pub name: String,
    /// What the server made of it.
    pub outcome: Outcome,
    /// Who did it.
    pub person: PersonId,
    /// On which computer, which has the mutation whole.
    pub device: DeviceId,
    /// When, by the server's clock.
    pub at: Instant,
    /// Whether somebody decided.
    pub settled: bool,
}

impl Row {
    /// As JSON, as a page has it.
    pub fn text(&self) -> String {
        serde_json::to_string(&RowTwin::from(self)).expect("texts, ids and whole numbers are JSON")
    }

    /// The row that [`Row::text`] made this of.
    ///
    /// # Errors
    /// `REQ_MALFORMED`
    pub fn read(text: &str) -> Result<Self, Problem> {
        let twin: RowTwin = serde_json::from_str(text).map_err(|error| crate::refused::malformed(&error))?;
        twin.try_into()
    }

    /// The kind's number in a position: an order's row comes before its lines, imports before the lines that they brought.
    pub const fn kind(&self) -> u8 {
        match self {
            Self::Order(_) => 1,
            Self::Import(_) => 2,
            Self::Line(_) => 3,
            Self::Change(_) => 4,
            Self::Attention(_) => 5,
        }
    }

    /// Where it stands among the rows of a pull.
    pub const fn position(&self) -> Position {
        let (rev, id) = match self {
            Self::Order(row) => (row.rev, *row.id.as_uuid()),
            Self::Line(row) => (row.rev, *row.id.as_uuid()),
            Self::Import(row) => (row.rev, *row.facts.id.as_uuid()),
            Self::Change(row) => (row.rev, *row.id.as_uuid()),
            Self::Attention(row) => (row.rev, *row.id.as_uuid()),
        };
        Position { rev, kind: self.kind(), id }
    }

    /// The order that it belongs to.
    pub const fn order(&self) -> OrderId {
        match self {
            Self::Order(row) => row.id,
            Self::Line(row) => row.order,
            Self::Import(row) => row.order,
            Self::Change(row) => row.order,
            Self::Attention(row) => row.order,
        }
    }
}
