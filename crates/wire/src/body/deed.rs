//! The twin of a deed, taken apart field by field: a new kind of deed stops the build here.

use std::{borrow::Cow, collections::BTreeMap};

use domain::{
    ContentHash, Deed, ImportFacts, ImportMode, LineField,
    mutation::{ContentEdit, HeadEdit, HeadEntries, ImportDeed, LineBase, LineContent, Part},
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use values::{Code, Currency, ImportId, Problem};

use crate::{
    edits::{self, EditsTwin},
    entries, ids,
    kinds::{self, Kinds},
    lines::{BaseTwin, LineEditTwin, LineTwin},
    refused::malformed_at,
};

/// The kind stands among the other members in the order of their names, as the canonical form has it. Reading, it has been
/// read before them.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum DeedTwin {
    CreateOrder(CreateOrderTwin),
    EditOrder(EditOrderTwin),
    DeleteOrder(DeleteOrderTwin),
    RestoreOrder(RestoreOrderTwin),
    AddLines(LinesTwin),
    EditLines(EditLinesTwin),
    RemoveLines(RemoveLinesTwin),
    RestoreLines(LinesTwin),
    ImportLines(ImportTwin),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateOrderTwin {
    #[serde(with = "entries")]
    head: HeadEntries,
    #[serde(skip_deserializing)]
    kind: &'static str,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditOrderTwin {
    #[serde(with = "ids::hash")]
    amounts: ContentHash,
    #[serde(with = "ids::hash")]
    base: ContentHash,
    edits: EditsTwin,
    #[serde(skip_deserializing)]
    kind: &'static str,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeleteOrderTwin {
    #[serde(with = "ids::hash")]
    base: ContentHash,
    #[serde(skip_deserializing)]
    kind: &'static str,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RestoreOrderTwin {
    #[serde(skip_deserializing)]
    kind: &'static str,
}

/// Lines that are added or brought back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinesTwin {
    currency: String,
    #[serde(skip_deserializing)]
    kind: &'static str,
    lines: Lines,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditLinesTwin {
    currency: String,
    #[serde(skip_deserializing)]
    kind: &'static str,
    lines: Vec<LineEditTwin>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemoveLinesTwin {
    #[serde(skip_deserializing)]
    kind: &'static str,
    lines: Vec<BaseTwin>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImportTwin {
    currency: String,
    facts: FactsTwin,
    #[serde(skip_deserializing)]
    kind: &'static str,
    lines: Lines,
    part: u32,
    parts: u32,
    replaces: Vec<BaseTwin>,
}

/// Lines that a deed brings.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Lines {
    Twins(Vec<LineTwin>),
    /// Written before ([`super::LinesText`]).
    Written(Box<RawValue>),
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::Twins)
    }
}

impl<'de> Deserialize<'de> for DeedTwin {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        kinds::read(from)
    }
}

impl Kinds for DeedTwin {
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(match kind {
            "create_order" => Self::CreateOrder(CreateOrderTwin::deserialize(rest)?),
            "edit_order" => Self::EditOrder(EditOrderTwin::deserialize(rest)?),
            "delete_order" => Self::DeleteOrder(DeleteOrderTwin::deserialize(rest)?),
            "restore_order" => Self::RestoreOrder(RestoreOrderTwin::deserialize(rest)?),
            "add_lines" => Self::AddLines(LinesTwin::deserialize(rest)?),
            "edit_lines" => Self::EditLines(EditLinesTwin::deserialize(rest)?),
            "remove_lines" => Self::RemoveLines(RemoveLinesTwin::deserialize(rest)?),
            "restore_lines" => Self::RestoreLines(LinesTwin::deserialize(rest)?),
            "import_lines" => Self::ImportLines(ImportTwin::deserialize(rest)?),
            _ => return Ok(None),
        }))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactsTwin {
    duplicates: u32,
    errors: BTreeMap<String, u32>,
    file_name: String,
    #[serde(with = "ids::id")]
    id: ImportId,
    left_out: u32,
    mode: Cow<'static, str>,
    rows: u32,
    #[serde(with = "ids::sha")]
    sha256: [u8; 32],
}

impl From<&Deed> for DeedTwin {
    fn from(deed: &Deed) -> Self {
        let kind = deed.name();
        match deed {
            Deed::CreateOrder { head } => Self::CreateOrder(CreateOrderTwin { head: head.clone(), kind }),
            Deed::EditOrder(HeadEdit { base, amounts, groups }) => {
                let edits = edits::to_twin(groups);
                Self::EditOrder(EditOrderTwin { amounts: *amounts, base: *base, edits, kind })
            }
            Deed::DeleteOrder { base } => Self::DeleteOrder(DeleteOrderTwin { base: *base, kind }),
            Deed::RestoreOrder => Self::RestoreOrder(RestoreOrderTwin { kind }),
            Deed::AddLines { currency, lines } => Self::AddLines(lines_twin(*currency, kind, lines)),
            Deed::EditLines { currency, lines } => Self::EditLines(EditLinesTwin {
                currency: currency.code().to_owned(),
                kind,
                lines: twins(lines),
            }),
            Deed::RemoveLines { lines } => Self::RemoveLines(RemoveLinesTwin { kind, lines: twins(lines) }),
            Deed::RestoreLines { currency, lines } => Self::RestoreLines(lines_twin(*currency, kind, lines)),
            Deed::ImportLines(ImportDeed { facts, part, currency, replaces, lines }) => {
                Self::ImportLines(ImportTwin {
                    currency: currency.code().to_owned(),
                    facts: facts.into(),
                    kind,
                    lines: Lines::Twins(twins(lines)),
                    part: part.number,
                    parts: part.of,
                    replaces: twins(replaces),
                })
            }
        }
    }
}

fn lines_twin(currency: Currency, kind: &'static str, lines: &[LineContent]) -> LinesTwin {
    LinesTwin { currency: currency.code().to_owned(), kind, lines: Lines::Twins(twins(lines)) }
}

impl DeedTwin {
    /// With these lines in the place of its own, if it is a deed that brings lines.
    pub(super) fn with_lines(self, written: Box<RawValue>) -> Self {
        let lines = Lines::Written(written);
        match self {
            Self::AddLines(twin) => Self::AddLines(LinesTwin { lines, ..twin }),
            Self::RestoreLines(twin) => Self::RestoreLines(LinesTwin { lines, ..twin }),
            Self::ImportLines(twin) => Self::ImportLines(ImportTwin { lines, ..twin }),
            other @ (Self::CreateOrder(_)
            | Self::EditOrder(_)
            | Self::DeleteOrder(_)
            | Self::RestoreOrder(_)
            | Self::EditLines(_)
            | Self::RemoveLines(_)) => other,
        }
    }
}

impl TryFrom<DeedTwin> for Deed {
    type Error = Problem;

    fn try_from(twin: DeedTwin) -> Result<Self, Problem> {
        Ok(match twin {
            DeedTwin::CreateOrder(CreateOrderTwin { head, kind: _ }) => Self::CreateOrder { head },
            DeedTwin::EditOrder(EditOrderTwin { amounts, base, edits, kind: _ }) => {
                Self::EditOrder(HeadEdit { base, amounts, groups: edits::from_twin(edits)? })
            }
            DeedTwin::DeleteOrder(DeleteOrderTwin { base, kind: _ }) => Self::DeleteOrder { base },
            DeedTwin::RestoreOrder(RestoreOrderTwin { kind: _ }) => Self::RestoreOrder,
            DeedTwin::AddLines(LinesTwin { currency, kind: _, lines }) => {
                Self::AddLines { currency: read_currency(&currency)?, lines: contents(lines)? }
            }
            DeedTwin::EditLines(EditLinesTwin { currency, kind: _, lines }) => Self::EditLines {
                currency: read_currency(&currency)?,
                lines: lines.into_iter().map(ContentEdit::try_from).collect::<Result<_, _>>()?,
            },
            DeedTwin::RemoveLines(RemoveLinesTwin { kind: _, lines }) => {
                Self::RemoveLines { lines: bases(lines) }
            }
            DeedTwin::RestoreLines(LinesTwin { currency, kind: _, lines }) => {
                Self::RestoreLines { currency: read_currency(&currency)?, lines: contents(lines)? }
            }
            DeedTwin::ImportLines(twin) => {
                let ImportTwin { currency, facts, kind: _, lines, part, parts, replaces } = twin;
                if part == 0 || part > parts {
                    return Err(malformed_at("part"));
                }
                Self::ImportLines(ImportDeed {
                    facts: facts.try_into()?,
                    part: Part { number: part, of: parts },
                    currency: read_currency(&currency)?,
                    replaces: bases(replaces),
                    lines: contents(lines)?,
                })
            }
        })
    }
}

impl From<&ImportFacts> for FactsTwin {
    fn from(facts: &ImportFacts) -> Self {
        let ImportFacts { id, file_name, sha256, mode, rows, left_out, duplicates, errors_by_code } = facts;
        Self {
            id: *id,
            file_name: file_name.clone(),
            sha256: *sha256,
            mode: mode.name().into(),
            rows: *rows,
            left_out: *left_out,
            duplicates: *duplicates,
            errors: errors_by_code.iter().map(|(code, count)| (code.as_str().to_owned(), *count)).collect(),
        }
    }
}

impl TryFrom<FactsTwin> for ImportFacts {
    type Error = Problem;

    fn try_from(twin: FactsTwin) -> Result<Self, Problem> {
        let FactsTwin { id, file_name, sha256, mode, rows, left_out, duplicates, errors } = twin;
        let counted = |(name, count): (String, u32)| {
            Code::from_name(&name).map(|code| (code, count)).ok_or_else(|| malformed_at("errors"))
        };
        Ok(Self {
            id,
            file_name,
            sha256,
            mode: [ImportMode::Append, ImportMode::Replace]
                .into_iter()
                .find(|known| known.name() == mode)
                .ok_or_else(|| malformed_at("mode"))?,
            rows,
            left_out,
            duplicates,
            errors_by_code: errors.into_iter().map(counted).collect::<Result<_, _>>()?,
        })
    }
}

fn twins<'d, D, T: From<&'d D>>(of: &'d [D]) -> Vec<T> {
    of.iter().map(T::from).collect()
}

fn contents(lines: Lines) -> Result<Vec<LineContent>, Problem> {
    match lines {
        Lines::Twins(lines) => lines.into_iter().map(LineContent::try_from).collect(),
        Lines::Written(_) => Err(malformed_at("lines")),
    }
}

fn bases(lines: Vec<BaseTwin>) -> Vec<LineBase> {
    lines.into_iter().map(LineBase::from).collect()
}

/// `MONEY_CURRENCY` for anything but the currencies of lines (YW-ORD-09).
fn read_currency(code: &str) -> Result<Currency, Problem> {
    domain::order::parse_line_currency(code).map_err(|problem| problem.in_field(LineField::Amount.name()))
}
