//! The twins of rows, taken apart field by field.

use std::borrow::Cow;

use domain::{
    OrderState,
    mutation::{HeadEntries, LineEntries},
    state::{Confirmed, Declared, Voided},
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use values::{
    DeclarationNumber, DeviceId, ImportId, Instant, LineId, MutationId, OrderId, PersonId, Problem,
};

use super::{AttentionRow, ChangeRow, ImportRow, LineRow, OrderRow, Row};
use crate::{
    body::FactsTwin,
    entries, ids,
    kinds::{self, Kinds},
    lines::read_lookup,
    outcome::OutcomeTwin,
    refused::malformed_at,
};

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum RowTwin {
    Order(OrderTwin),
    Line(LineTwin),
    Import(ImportTwin),
    Change(ChangeTwin),
    Attention(AttentionTwin),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct OrderTwin {
    rev: i64,
    #[serde(with = "ids::id")]
    id: OrderId,
    state: StateTwin,
    #[serde(with = "entries")]
    head: HeadEntries,
    deleted: bool,
    created_at: i64,
    updated_at: i64,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct LineTwin {
    rev: i64,
    #[serde(with = "ids::id")]
    id: LineId,
    #[serde(with = "ids::id")]
    order: OrderId,
    place: i64,
    #[serde(with = "entries")]
    entries: LineEntries,
    lookup: Cow<'static, str>,
    linked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "ids::maybe_id")]
    import: Option<ImportId>,
    removed: bool,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ImportTwin {
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
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ChangeTwin {
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
}

#[derive(Serialize, Deserialize)]
pub(crate) struct AttentionTwin {
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
}

impl<'de> Deserialize<'de> for RowTwin {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        kinds::read(from)
    }
}

impl Kinds for RowTwin {
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(match kind {
            "order" => Self::Order(OrderTwin::deserialize(rest)?),
            "line" => Self::Line(LineTwin::deserialize(rest)?),
            "import" => Self::Import(ImportTwin::deserialize(rest)?),
            "change" => Self::Change(ChangeTwin::deserialize(rest)?),
            "attention" => Self::Attention(AttentionTwin::deserialize(rest)?),
            _ => return Ok(None),
        }))
    }
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
            Row::Order(row) => {
                let OrderRow { rev, id, state, head, deleted, created_at, updated_at } = row;
                Self::Order(OrderTwin {
                    rev: *rev,
                    id: *id,
                    state: state.into(),
                    head: head.clone(),
                    deleted: *deleted,
                    created_at: created_at.millis(),
                    updated_at: updated_at.millis(),
                })
            }
            Row::Line(row) => {
                let LineRow { rev, id, order, place, entries, lookup, linked, import, removed } = row;
                Self::Line(LineTwin {
                    rev: *rev,
                    id: *id,
                    order: *order,
                    place: *place,
                    entries: entries.clone(),
                    lookup: lookup.name().into(),
                    linked: *linked,
                    import: *import,
                    removed: *removed,
                })
            }
            Row::Import(row) => {
                let ImportRow { rev, order, facts, imported, person, device, at } = row;
                Self::Import(ImportTwin {
                    rev: *rev,
                    order: *order,
                    facts: facts.into(),
                    imported: *imported,
                    person: *person,
                    device: *device,
                    at: at.millis(),
                })
            }
            Row::Change(row) => {
                let ChangeRow { rev, id, order, name, lines, body, merged, person, device, at } = row;
                Self::Change(ChangeTwin {
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
                })
            }
            Row::Attention(row) => {
                let AttentionRow { rev, id, order, name, outcome, person, device, at, settled } = row;
                Self::Attention(AttentionTwin {
                    rev: *rev,
                    id: *id,
                    order: *order,
                    name: name.clone(),
                    outcome: outcome.into(),
                    person: *person,
                    device: *device,
                    at: at.millis(),
                    settled: *settled,
                })
            }
        }
    }
}

impl TryFrom<RowTwin> for Row {
    type Error = Problem;

    fn try_from(twin: RowTwin) -> Result<Self, Problem> {
        let instant = Instant::from_millis;
        Ok(match twin {
            RowTwin::Order(twin) => {
                let OrderTwin { rev, id, state, head, deleted, created_at, updated_at } = twin;
                let (created_at, updated_at) = (instant(created_at), instant(updated_at));
                Self::Order(OrderRow {
                    rev,
                    id,
                    state: state.try_into()?,
                    head,
                    deleted,
                    created_at,
                    updated_at,
                })
            }
            RowTwin::Line(twin) => {
                let LineTwin { rev, id, order, place, entries, lookup, linked, import, removed } = twin;
                let lookup = read_lookup(&lookup)?;
                Self::Line(LineRow { rev, id, order, place, entries, lookup, linked, import, removed })
            }
            RowTwin::Import(twin) => {
                let ImportTwin { rev, order, facts, imported, person, device, at } = twin;
                let (facts, at) = (facts.try_into()?, instant(at));
                Self::Import(ImportRow { rev, order, facts, imported, person, device, at })
            }
            RowTwin::Change(twin) => {
                let ChangeTwin { rev, id, order, name, lines, body, merged, person, device, at } = twin;
                let at = instant(at);
                Self::Change(ChangeRow { rev, id, order, name, lines, body, merged, person, device, at })
            }
            RowTwin::Attention(twin) => {
                let AttentionTwin { rev, id, order, name, outcome, person, device, at, settled } = twin;
                let (outcome, at) = (outcome.try_into()?, instant(at));
                Self::Attention(AttentionRow { rev, id, order, name, outcome, person, device, at, settled })
            }
        })
    }
}
