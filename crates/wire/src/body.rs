//! A mutation as it is sealed: canonical JSON that never changes, and its hash.

mod deed;

use domain::{Mutation, mutation::LineContent};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use values::{Instant, MutationId, OrderId, Problem};

use self::deed::DeedTwin;
pub(crate) use self::deed::FactsTwin;
use crate::{
    PROTOCOL, accept,
    canonical::{canonical, sha256},
    ids,
    lines::LineTwin,
    refused::{malformed, malformed_at},
};

/// A sealed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its canonical text.
    pub text: String,
    /// The SHA-256 of the text.
    pub hash: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyTwin {
    protocol: u32,
    #[serde(with = "ids::id")]
    id: MutationId,
    #[serde(with = "ids::id")]
    order: OrderId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_rev: Option<i64>,
    at: i64,
    deed: DeedTwin,
}

impl From<&Mutation> for BodyTwin {
    fn from(mutation: &Mutation) -> Self {
        let Mutation { id, order, base_rev, at, deed } = mutation;
        Self {
            protocol: PROTOCOL,
            id: *id,
            order: *order,
            base_rev: *base_rev,
            at: at.millis(),
            deed: deed.into(),
        }
    }
}

/// How long the body of a mutation will be: as long as its JSON with the keys in any other order.
pub fn sealed_bytes(mutation: &Mutation) -> usize {
    let text = serde_json::to_string(&BodyTwin::from(mutation));
    text.expect("texts, ids and whole numbers are JSON").len()
}

/// By how much a line makes the body of a deed longer that brings it, without the comma before the next.
pub fn line_bytes(line: &LineContent) -> usize {
    serde_json::to_string(&LineTwin::from(line)).expect("texts, ids and whole numbers are JSON").len()
}

/// Seals a mutation under today's protocol.
pub fn seal(mutation: &Mutation) -> Body {
    let value =
        serde_json::to_value(BodyTwin::from(mutation)).expect("texts, ids and whole numbers are JSON");
    let text = canonical(&value).expect("a twin holds no floats");
    Body { hash: sha256(&text), text }
}

/// Opens a body by the schema of the protocol that it names.
///
/// # Errors
/// `CLIENT_TOO_OLD` for a protocol that is no longer read, with the release to install; `REQ_UNKNOWN_FIELD`, `REQ_MALFORMED`.
pub fn open(body: Value, min_version: &str) -> Result<Mutation, Problem> {
    let protocol = body.get("protocol").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    accept(protocol.ok_or_else(|| malformed_at("protocol"))?, min_version)?;
    let twin: BodyTwin = serde_json::from_value(body).map_err(|error| malformed(&error))?;
    let BodyTwin { protocol: _, id, order, base_rev, at, deed } = twin;
    let mutation = Mutation { id, order, base_rev, at: Instant::from_millis(at), deed: deed.try_into()? };
    check_bounds(&mutation)?;
    Ok(mutation)
}

/// `SYNC_BATCH_TOO_LARGE` for a mutation that names more lines than a body may.
fn check_bounds(mutation: &Mutation) -> Result<(), Problem> {
    if mutation.deed.line_count() > crate::BODY_LINES {
        return Err(Problem::new(values::Code::SyncBatchTooLarge));
    }
    Ok(())
}
