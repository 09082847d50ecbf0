//! Rows as pages carry them: what the server has, removed and deleted ones included, since absence never means deletion.

use domain::{
    ImportFacts, Lookup, OrderState, Outcome,
    mutation::{HeadEntries, LineEntries},
    state::{Confirmed, Declared, Voided},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{
    DeclarationNumber, DeviceId, ImportId, Instant, LineId, MutationId, OrderId, PersonId, Problem,
};

use crate::{
    body::FactsTwin,
    entries::{self, EntriesTwin},
    ids,
    lines::read_lookup,
    outcome::OutcomeTwin,
    pull::Position,
    refused::malformed_at,
};

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

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum RowTwin {
    Order {
        rev: i64,
        #[serde(with = "ids::id")]
        id: OrderId,
        state: StateTwin,
        head: EntriesTwin,
        deleted: bool,
        created_at: i64,
        updated_at: i64,
    },
    Line {
        rev: i64,
        #[serde(with = "ids::id")]
        id: LineId,
        #[serde(with = "ids::id")]
        order: OrderId,
        place: i64,
        entries: EntriesTwin,
        lookup: String,
        linked: bool,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "ids::maybe_id")]
        import: Option<ImportId>,
        removed: bool,
    },
    Import {
        rev: i64,
        #[serde(with = "ids::id")]
        order: OrderId,
        facts: FactsTwin,
        imported: u32,
        #[serde(with = "ids::id")]
        person: PersonId,
        #[serde(with = "ids::id")]
        device: DeviceId,
        at: i64,
    },
    Change {
        rev: i64,
        #[serde(with = "ids::id")]
        id: MutationId,
        #[serde(with = "ids::id")]
        order: OrderId,
        name: String,
        lines: u32,
        body: Value,
        merged: bool,
        #[serde(with = "ids::id")]
        person: PersonId,
        #[serde(with = "ids::id")]
        device: DeviceId,
        at: i64,
    },
    Attention {
        rev: i64,
        #[serde(with = "ids::id")]
        id: MutationId,
        #[serde(with = "ids::id")]
        order: OrderId,
        name: String,
        outcome: OutcomeTwin,
        #[serde(with = "ids::id")]
        person: PersonId,
        #[serde(with = "ids::id")]
        device: DeviceId,
        at: i64,
        settled: bool,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub(crate) enum StateTwin {
    Draft {},
    Confirmed { order_no: Box<str>, confirmed_at: i64 },
    Declared { order_no: Box<str>, confirmed_at: i64, declaration_no: String, declared_at: i64 },
    Voided { order_no: Box<str>, confirmed_at: i64, reason: Box<str>, voided_at: i64 },
}

impl From<&OrderState> for StateTwin {
    fn from(state: &OrderState) -> Self {
        match state {
            OrderState::Draft => Self::Draft {},
            OrderState::Confirmed(Confirmed { order_no, at }) => {
                Self::Confirmed { order_no: order_no.clone(), confirmed_at: at.millis() }
            }
            OrderState::Declared(Declared { confirmed, declaration, at }) => Self::Declared {
                order_no: confirmed.order_no.clone(),
                confirmed_at: confirmed.at.millis(),
                declaration_no: declaration.as_str().to_owned(),
                declared_at: at.millis(),
            },
            OrderState::Voided(Voided { confirmed, reason, at }) => Self::Voided {
                order_no: confirmed.order_no.clone(),
                confirmed_at: confirmed.at.millis(),
                reason: reason.clone(),
                voided_at: at.millis(),
            },
        }
    }
}

impl TryFrom<StateTwin> for OrderState {
    type Error = Problem;

    fn try_from(twin: StateTwin) -> Result<Self, Problem> {
        let at = Instant::from_millis;
        let confirmed = |order_no, millis| Confirmed { order_no, at: at(millis) };
        Ok(match twin {
            StateTwin::Draft {} => Self::Draft,
            StateTwin::Confirmed { order_no, confirmed_at } => {
                Self::Confirmed(confirmed(order_no, confirmed_at))
            }
            StateTwin::Declared { order_no, confirmed_at, declaration_no, declared_at } => {
                Self::Declared(Declared {
                    confirmed: confirmed(order_no, confirmed_at),
                    declaration: DeclarationNumber::restore(&declaration_no)
                        .ok_or_else(|| malformed_at("declaration_no"))?,
                    at: at(declared_at),
                })
            }
            StateTwin::Voided { order_no, confirmed_at, reason, voided_at } => Self::Voided(Voided {
                confirmed: confirmed(order_no, confirmed_at),
                reason,
                at: at(voided_at),
            }),
        })
    }
}

impl From<&Row> for RowTwin {
    fn from(row: &Row) -> Self {
        match row {
            Row::Order(OrderRow { rev, id, state, head, deleted, created_at, updated_at }) => Self::Order {
                rev: *rev,
                id: *id,
                state: state.into(),
                head: entries::to_twin(head),
                deleted: *deleted,
                created_at: created_at.millis(),
                updated_at: updated_at.millis(),
            },
            Row::Line(LineRow { rev, id, order, place, entries, lookup, linked, import, removed }) => {
                Self::Line {
                    rev: *rev,
                    id: *id,
                    order: *order,
                    place: *place,
                    entries: entries::to_twin(entries),
                    lookup: lookup.name().to_owned(),
                    linked: *linked,
                    import: *import,
                    removed: *removed,
                }
            }
            Row::Import(ImportRow { rev, order, facts, imported, person, device, at }) => Self::Import {
                rev: *rev,
                order: *order,
                facts: facts.into(),
                imported: *imported,
                person: *person,
                device: *device,
                at: at.millis(),
            },
            Row::Change(ChangeRow { rev, id, order, name, lines, body, merged, person, device, at }) => {
                Self::Change {
                    rev: *rev,
                    id: *id,
                    order: *order,
                    name: name.clone(),
                    lines: *lines,
                    body: body.clone(),
                    merged: *merged,
                    person: *person,
                    device: *device,
                    at: at.millis(),
                }
            }
            Row::Attention(AttentionRow { rev, id, order, name, outcome, person, device, at, settled }) => {
                Self::Attention {
                    rev: *rev,
                    id: *id,
                    order: *order,
                    name: name.clone(),
                    outcome: outcome.into(),
                    person: *person,
                    device: *device,
                    at: at.millis(),
                    settled: *settled,
                }
            }
        }
    }
}

impl TryFrom<RowTwin> for Row {
    type Error = Problem;

    fn try_from(twin: RowTwin) -> Result<Self, Problem> {
        let instant = Instant::from_millis;
        Ok(match twin {
            RowTwin::Order { rev, id, state, head, deleted, created_at, updated_at } => {
                Self::Order(OrderRow {
                    rev,
                    id,
                    state: state.try_into()?,
                    head: entries::from_twin(head)?,
                    deleted,
                    created_at: instant(created_at),
                    updated_at: instant(updated_at),
                })
            }
            RowTwin::Line { rev, id, order, place, entries, lookup, linked, import, removed } => {
                let (entries, lookup) = (entries::from_twin(entries)?, read_lookup(&lookup)?);
                Self::Line(LineRow { rev, id, order, place, entries, lookup, linked, import, removed })
            }
            RowTwin::Import { rev, order, facts, imported, person, device, at } => {
                let (facts, at) = (facts.try_into()?, instant(at));
                Self::Import(ImportRow { rev, order, facts, imported, person, device, at })
            }
            RowTwin::Change { rev, id, order, name, lines, body, merged, person, device, at } => {
                let at = instant(at);
                Self::Change(ChangeRow { rev, id, order, name, lines, body, merged, person, device, at })
            }
            RowTwin::Attention { rev, id, order, name, outcome, person, device, at, settled } => {
                let (outcome, at) = (outcome.try_into()?, instant(at));
                Self::Attention(AttentionRow { rev, id, order, name, outcome, person, device, at, settled })
            }
        })
    }
}
