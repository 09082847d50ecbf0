//! The twin of a deed, taken apart field by field: a new kind of deed stops the build here.

use std::collections::BTreeMap;

use domain::{
    ContentHash, Deed, ImportFacts, ImportMode, LineField,
    mutation::{ContentEdit, HeadEdit, ImportDeed, LineBase, LineContent, Part},
};
use serde::{Deserialize, Serialize};
use values::{Code, Currency, ImportId, Problem};

use crate::{
    edits::{self, EditsTwin},
    entries::{self, EntriesTwin},
    ids,
    lines::{BaseTwin, LineEditTwin, LineTwin},
    refused::malformed_at,
};

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum DeedTwin {
    CreateOrder {
        head: EntriesTwin,
    },
    EditOrder {
        #[serde(with = "ids::hash")]
        base: ContentHash,
        #[serde(with = "ids::hash")]
        amounts: ContentHash,
        edits: EditsTwin,
    },
    DeleteOrder {
        #[serde(with = "ids::hash")]
        base: ContentHash,
    },
    RestoreOrder {},
    AddLines {
        currency: String,
        lines: Vec<LineTwin>,
    },
    EditLines {
        currency: String,
        lines: Vec<LineEditTwin>,
    },
    RemoveLines {
        lines: Vec<BaseTwin>,
    },
    RestoreLines {
        currency: String,
        lines: Vec<LineTwin>,
    },
    ImportLines {
        facts: FactsTwin,
        part: u32,
        parts: u32,
        currency: String,
        replaces: Vec<BaseTwin>,
        lines: Vec<LineTwin>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactsTwin {
    #[serde(with = "ids::id")]
    id: ImportId,
    file_name: String,
    #[serde(with = "ids::sha")]
    sha256: [u8; 32],
    mode: String,
    rows: u32,
    left_out: u32,
    duplicates: u32,
    errors: BTreeMap<String, u32>,
}

impl From<&Deed> for DeedTwin {
    fn from(deed: &Deed) -> Self {
        match deed {
            Deed::CreateOrder { head } => Self::CreateOrder { head: entries::to_twin(head) },
            Deed::EditOrder(HeadEdit { base, amounts, groups }) => {
                Self::EditOrder { base: *base, amounts: *amounts, edits: edits::to_twin(groups) }
            }
            Deed::DeleteOrder { base } => Self::DeleteOrder { base: *base },
            Deed::RestoreOrder => Self::RestoreOrder {},
            Deed::AddLines { currency, lines } => {
                Self::AddLines { currency: currency.code().to_owned(), lines: twins(lines) }
            }
            Deed::EditLines { currency, lines } => {
                Self::EditLines { currency: currency.code().to_owned(), lines: twins(lines) }
            }
            Deed::RemoveLines { lines } => Self::RemoveLines { lines: twins(lines) },
            Deed::RestoreLines { currency, lines } => {
                Self::RestoreLines { currency: currency.code().to_owned(), lines: twins(lines) }
            }
            Deed::ImportLines(ImportDeed { facts, part, currency, replaces, lines }) => Self::ImportLines {
                facts: facts.into(),
                part: part.number,
                parts: part.of,
                currency: currency.code().to_owned(),
                replaces: twins(replaces),
                lines: twins(lines),
            },
        }
    }
}

impl TryFrom<DeedTwin> for Deed {
    type Error = Problem;

    fn try_from(twin: DeedTwin) -> Result<Self, Problem> {
        Ok(match twin {
            DeedTwin::CreateOrder { head } => Self::CreateOrder { head: entries::from_twin(head)? },
            DeedTwin::EditOrder { base, amounts, edits } => {
                Self::EditOrder(HeadEdit { base, amounts, groups: edits::from_twin(edits)? })
            }
            DeedTwin::DeleteOrder { base } => Self::DeleteOrder { base },
            DeedTwin::RestoreOrder {} => Self::RestoreOrder,
            DeedTwin::AddLines { currency, lines } => {
                Self::AddLines { currency: read_currency(&currency)?, lines: contents(lines)? }
            }
            DeedTwin::EditLines { currency, lines } => Self::EditLines {
                currency: read_currency(&currency)?,
                lines: lines.into_iter().map(ContentEdit::try_from).collect::<Result<_, _>>()?,
            },
            DeedTwin::RemoveLines { lines } => Self::RemoveLines { lines: bases(lines) },
            DeedTwin::RestoreLines { currency, lines } => {
                Self::RestoreLines { currency: read_currency(&currency)?, lines: contents(lines)? }
            }
            DeedTwin::ImportLines { facts, part, parts, currency, replaces, lines } => {
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
            mode: mode.name().to_owned(),
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

fn contents(lines: Vec<LineTwin>) -> Result<Vec<LineContent>, Problem> {
    lines.into_iter().map(LineContent::try_from).collect()
}

fn bases(lines: Vec<BaseTwin>) -> Vec<LineBase> {
    lines.into_iter().map(LineBase::from).collect()
}

/// `MONEY_CURRENCY` for anything but the currencies of lines (YW-ORD-09).
fn read_currency(code: &str) -> Result<Currency, Problem> {
    domain::order::parse_line_currency(code).map_err(|problem| problem.in_field(LineField::Amount.name()))
}
