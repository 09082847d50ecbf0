//! Lines as mutations and pages carry them. The members of each object stand in the order of their names: so a body is written in
//! its canonical form ([`crate::canonical()`]) at once.

use std::borrow::Cow;

use domain::{
    ContentHash, Lookup,
    mutation::{ContentEdit, LineBase, LineContent, LineEntries},
};
use serde::{Deserialize, Serialize};
use values::{LineId, Problem};

use crate::{
    edits::{self, EditsTwin},
    entries, ids,
    refused::malformed_at,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineTwin {
    #[serde(with = "entries")]
    entries: LineEntries,
    #[serde(with = "ids::id")]
    id: LineId,
    lookup: Cow<'static, str>,
    place: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaseTwin {
    #[serde(with = "ids::hash")]
    hash: ContentHash,
    #[serde(with = "ids::id")]
    id: LineId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineEditTwin {
    edits: EditsTwin,
    #[serde(with = "ids::hash")]
    hash: ContentHash,
    #[serde(with = "ids::id")]
    id: LineId,
    lookup: Cow<'static, str>,
}

impl From<&LineContent> for LineTwin {
    fn from(content: &LineContent) -> Self {
        let LineContent { id, place, lookup, entries } = content;
        Self { id: *id, place: *place, lookup: lookup.name().into(), entries: entries.clone() }
    }
}

impl TryFrom<LineTwin> for LineContent {
    type Error = Problem;

    fn try_from(twin: LineTwin) -> Result<Self, Problem> {
        let LineTwin { id, place, lookup, entries } = twin;
        Ok(Self { id, place, lookup: read_lookup(&lookup)?, entries })
    }
}

impl From<&LineBase> for BaseTwin {
    fn from(base: &LineBase) -> Self {
        let LineBase { id, hash } = base;
        Self { id: *id, hash: *hash }
    }
}

impl From<BaseTwin> for LineBase {
    fn from(twin: BaseTwin) -> Self {
        let BaseTwin { id, hash } = twin;
        Self { id, hash }
    }
}

impl From<&ContentEdit> for LineEditTwin {
    fn from(edit: &ContentEdit) -> Self {
        let ContentEdit { base: LineBase { id, hash }, lookup, groups } = edit;
        Self { id: *id, hash: *hash, lookup: lookup.name().into(), edits: edits::to_twin(groups) }
    }
}

impl TryFrom<LineEditTwin> for ContentEdit {
    type Error = Problem;

    fn try_from(twin: LineEditTwin) -> Result<Self, Problem> {
        let LineEditTwin { id, hash, lookup, edits } = twin;
        let base = LineBase { id, hash };
        Ok(Self { base, lookup: read_lookup(&lookup)?, groups: edits::from_twin(edits)? })
    }
}

/// `REQ_MALFORMED`
pub(crate) fn read_lookup(name: &str) -> Result<Lookup, Problem> {
    const ALL: [Lookup; 5] = [Lookup::None, Lookup::Ok, Lookup::Pending, Lookup::Missing, Lookup::Mismatch];
    ALL.into_iter().find(|lookup| lookup.name() == name).ok_or_else(|| malformed_at("lookup"))
}
