//! What the server made of a mutation, as an answer and as an entry of 需处理 carry it.

use std::collections::BTreeMap;

use domain::{
    ContentHash, Entry, LineGroup, OrderGroup, Outcome,
    mutation::{Conflict, Contested, Entity, Side},
};
use serde::{Deserialize, Serialize};
use values::{Code, Lang, LineId, Param, Problem};

use crate::{entries::EntryTwin, ids, refused::malformed_at};

/// The twin of [`Outcome`].
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum OutcomeTwin {
    Applied {},
    Merged {},
    Conflict { conflicts: Vec<ConflictTwin> },
    Rejected { problem: ProblemTwin },
    Deferred { problem: ProblemTwin },
    Staged {},
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ConflictTwin {
    /// Missing for the order itself.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "ids::maybe_id")]
    line: Option<LineId>,
    group: String,
    code: String,
    base: SideTwin,
    mine: SideTwin,
    theirs: SideTwin,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SideTwin {
    Entries(Vec<EntryTwin>),
    Hash(#[serde(with = "ids::hash")] ContentHash),
    Gone,
    Kept,
}

/// A code with its parameters and its field. Sentences are rendered where people are.
#[derive(Serialize, Deserialize)]
pub(crate) struct ProblemTwin {
    code: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<String, Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

/// An outcome as JSON, as a store keeps it beside its mutation.
pub fn outcome_text(outcome: &Outcome) -> String {
    serde_json::to_string(&OutcomeTwin::from(outcome)).expect("texts and ids are JSON")
}

/// The outcome that [`outcome_text`] made this of.
///
/// # Errors
/// `REQ_MALFORMED`
pub fn read_outcome(text: &str) -> Result<Outcome, Problem> {
    let twin: OutcomeTwin = serde_json::from_str(text).map_err(|error| crate::refused::malformed(&error))?;
    twin.try_into()
}

impl From<&Outcome> for OutcomeTwin {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Applied => Self::Applied {},
            Outcome::Merged => Self::Merged {},
            Outcome::Conflict(conflicts) => {
                Self::Conflict { conflicts: conflicts.iter().map(ConflictTwin::from).collect() }
            }
            Outcome::Rejected(problem) => Self::Rejected { problem: problem.into() },
            Outcome::Deferred(problem) => Self::Deferred { problem: problem.into() },
            Outcome::Staged => Self::Staged {},
        }
    }
}

impl TryFrom<OutcomeTwin> for Outcome {
    type Error = Problem;

    fn try_from(twin: OutcomeTwin) -> Result<Self, Problem> {
        Ok(match twin {
            OutcomeTwin::Applied {} => Self::Applied,
            OutcomeTwin::Merged {} => Self::Merged,
            OutcomeTwin::Conflict { conflicts } if conflicts.is_empty() => {
                return Err(malformed_at("conflicts"));
            }
            OutcomeTwin::Conflict { conflicts } => {
                Self::Conflict(conflicts.into_iter().map(Conflict::try_from).collect::<Result<_, _>>()?)
            }
            OutcomeTwin::Rejected { problem } => Self::Rejected(problem.into()),
            OutcomeTwin::Deferred { problem } => Self::Deferred(problem.into()),
            OutcomeTwin::Staged {} => Self::Staged,
        })
    }
}

impl From<&Conflict> for ConflictTwin {
    fn from(conflict: &Conflict) -> Self {
        let Conflict { entity, group, code, base, mine, theirs } = conflict;
        Self {
            line: match entity {
                Entity::Order => None,
                Entity::Line(line) => Some(*line),
            },
            group: group_name(*group).to_owned(),
            code: code.as_str().to_owned(),
            base: base.into(),
            mine: mine.into(),
            theirs: theirs.into(),
        }
    }
}

impl TryFrom<ConflictTwin> for Conflict {
    type Error = Problem;

    fn try_from(twin: ConflictTwin) -> Result<Self, Problem> {
        let ConflictTwin { line, group, code, base, mine, theirs } = twin;
        Ok(Self {
            entity: line.map_or(Entity::Order, Entity::Line),
            group: GROUPS
                .into_iter()
                .find(|known| group_name(*known) == group)
                .ok_or_else(|| malformed_at("group"))?,
            code: read_code(&code),
            base: base.into(),
            mine: mine.into(),
            theirs: theirs.into(),
        })
    }
}

impl From<&Side> for SideTwin {
    fn from(side: &Side) -> Self {
        match side {
            Side::Entries(entries) => Self::Entries(entries.iter().map(EntryTwin::from).collect()),
            Side::Hash(hash) => Self::Hash(*hash),
            Side::Gone => Self::Gone,
            Side::Kept => Self::Kept,
        }
    }
}

impl From<SideTwin> for Side {
    fn from(twin: SideTwin) -> Self {
        match twin {
            SideTwin::Entries(entries) => Self::Entries(entries.into_iter().map(Entry::from).collect()),
            SideTwin::Hash(hash) => Self::Hash(hash),
            SideTwin::Gone => Self::Gone,
            SideTwin::Kept => Self::Kept,
        }
    }
}

impl From<&Problem> for ProblemTwin {
    fn from(problem: &Problem) -> Self {
        // Row and column are a file's, and the text found is in the mutation.
        let Problem { code, params, field, row: _, column: _, value: _ } = problem;
        Self {
            code: code.as_str().to_owned(),
            params: params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            field: field.as_deref().map(str::to_owned),
        }
    }
}

impl From<ProblemTwin> for Problem {
    fn from(twin: ProblemTwin) -> Self {
        let ProblemTwin { code, params, field } = twin;
        let params = params.iter().map(|(name, value)| (name.as_str(), &**value));
        read_problem(read_code(&code), params, field)
    }
}

/// A problem that came from elsewhere. Parameters that no sentence of its code names are dropped.
pub fn read_problem<'p>(
    code: Code,
    params: impl Iterator<Item = (&'p str, &'p str)>,
    field: Option<String>,
) -> Problem {
    let params: Vec<Param> =
        params.filter_map(|(name, value)| Some((param_name(code, name)?, value.into()))).collect();
    Problem { params, field: field.map(Into::into), ..Problem::new(code) }
}

/// The parameter's name as it stands in a sentence of the catalogue, which lives as long as the program.
fn param_name(code: Code, name: &str) -> Option<&'static str> {
    [Lang::Zh, Lang::En].into_iter().find_map(|lang| {
        let mut rest = code.template(lang);
        loop {
            let (_, after) = rest.split_once('{')?;
            let (found, after) = after.split_once('}')?;
            if found == name {
                return Some(found);
            }
            rest = after;
        }
    })
}

/// A code of a newer release is `INTERNAL` to an older one: what became of the mutation counts, and its queue moves on.
fn read_code(name: &str) -> Code {
    Code::from_name(name).unwrap_or(Code::Internal)
}

pub(crate) const GROUPS: [Contested; 12] = [
    Contested::Head(OrderGroup::Buyer),
    Contested::Head(OrderGroup::Destination),
    Contested::Head(OrderGroup::Total),
    Contested::Head(OrderGroup::LineCurrency),
    Contested::Head(OrderGroup::Contract),
    Contested::Head(OrderGroup::Remark),
    Contested::Head(OrderGroup::Trace),
    Contested::Line(LineGroup::Merchant),
    Contested::Line(LineGroup::Month),
    Contested::Line(LineGroup::Goods),
    Contested::Line(LineGroup::Measure),
    Contested::Existence,
];

/// The name of a contested group.
pub const fn group_name(group: Contested) -> &'static str {
    match group {
        Contested::Head(OrderGroup::Buyer) => "buyer",
        Contested::Head(OrderGroup::Destination) => "destination",
        Contested::Head(OrderGroup::Total) => "total",
        Contested::Head(OrderGroup::LineCurrency) => "line_currency",
        Contested::Head(OrderGroup::Contract) => "contract",
        Contested::Head(OrderGroup::Remark) => "remark",
        Contested::Head(OrderGroup::Trace) => "trace",
        Contested::Line(LineGroup::Merchant) => "merchant",
        Contested::Line(LineGroup::Month) => "month",
        Contested::Line(LineGroup::Goods) => "goods",
        Contested::Line(LineGroup::Measure) => "measure",
        Contested::Existence => "existence",
    }
}
