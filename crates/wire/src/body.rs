//! A mutation as it is sealed: canonical JSON that never changes, and its hash.

mod deed;

use domain::{Mutation, mutation::LineContent};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use values::{Instant, MutationId, OrderId, Problem};

use self::deed::DeedTwin;
pub(crate) use self::deed::FactsTwin;
use crate::{
    PROTOCOL, accept,
    canonical::sha256,
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
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_rev: Option<i64>,
    deed: DeedTwin,
    #[serde(with = "ids::id")]
    id: MutationId,
    #[serde(with = "ids::id")]
    order: OrderId,
    protocol: u32,
}

/// Of a body that cannot be read otherwise.
#[derive(Deserialize)]
struct Numbered {
    #[serde(default)]
    protocol: Option<u32>,
}

impl From<&Mutation> for BodyTwin {
    fn from(mutation: &Mutation) -> Self {
        let Mutation { id, order, base_rev, at, deed } = mutation;
        Self {
            at: at.millis(),
            base_rev: *base_rev,
            deed: deed.into(),
            id: *id,
            order: *order,
            protocol: PROTOCOL,
        }
    }
}

/// How long the body of a mutation will be.
pub fn sealed_bytes(mutation: &Mutation) -> usize {
    text(&BodyTwin::from(mutation)).len()
}

/// Lines that a deed brings, written as its body will have them: each is written once, before it is known how many bodies
/// there will be.
#[derive(Debug, Default)]
pub struct LinesText {
    text: String,
    lines: usize,
}

impl LinesText {
    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// By how many bytes it makes a body longer.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Puts another one's lines behind its own.
    pub fn append(&mut self, behind: &Self) {
        if self.lines > 0 && behind.lines > 0 {
            self.text.push(',');
        }
        self.text.push_str(&behind.text);
        self.lines += behind.lines;
    }
}

impl From<&LineContent> for LinesText {
    fn from(line: &LineContent) -> Self {
        Self { text: text(&LineTwin::from(line)), lines: 1 }
    }
}

/// Seals a mutation under today's protocol.
pub fn seal(mutation: &Mutation) -> Body {
    sealed(&BodyTwin::from(mutation))
}

/// Seals a mutation that brings lines, with these in the place of its own.
pub fn seal_lines(mutation: &Mutation, lines: &LinesText) -> Body {
    let written = RawValue::from_string(format!("[{}]", lines.text)).expect("lines are written as JSON");
    let twin = BodyTwin::from(mutation);
    sealed(&BodyTwin { deed: twin.deed.with_lines(written), ..twin })
}

/// The members of every twin stand in the order of their names, so that what is written is the canonical form.
fn sealed(twin: &BodyTwin) -> Body {
    let text = text(twin);
    Body { hash: sha256(&text), text }
}

fn text(twin: &impl Serialize) -> String {
    serde_json::to_string(twin).expect("texts, ids and whole numbers are JSON")
}

/// Opens a body by the schema of the protocol that it names.
///
/// # Errors
/// `CLIENT_TOO_OLD` for a protocol that is no longer read, with the release to install; `REQ_UNKNOWN_FIELD`, `REQ_MALFORMED`.
pub fn open(body: &str, min_version: &str) -> Result<Mutation, Problem> {
    let twin: BodyTwin = serde_json::from_str(body).map_err(|error| unread(body, &error, min_version))?;
    let BodyTwin { at, base_rev, deed, id, order, protocol } = twin;
    accept(protocol, min_version)?;
    let mutation = Mutation { id, order, base_rev, at: Instant::from_millis(at), deed: deed.try_into()? };
    check_bounds(&mutation)?;
    Ok(mutation)
}

/// Why a body cannot be read: because of its protocol, if that is not read here.
fn unread(body: &str, error: &serde_json::Error, min_version: &str) -> Problem {
    let numbered: Option<Numbered> = serde_json::from_str(body).ok();
    let Some(protocol) = numbered.and_then(|numbered| numbered.protocol) else {
        return malformed_at("protocol");
    };
    accept(protocol, min_version).err().unwrap_or_else(|| malformed(error))
}

/// `SYNC_BATCH_TOO_LARGE` for a mutation that names more lines than a body may.
fn check_bounds(mutation: &Mutation) -> Result<(), Problem> {
    if mutation.deed.line_count() > crate::BODY_LINES {
        return Err(Problem::new(values::Code::SyncBatchTooLarge));
    }
    Ok(())
}
