//! `POST /api/v1/sync/push`: sealed mutations up, what became of them down.

use domain::{Mutation, Outcome};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use values::{Code, Problem};

use crate::{
    BODY_BYTES, PROTOCOL, PUSH_MUTATIONS, accept, body, canonical, ids, outcome::OutcomeTwin,
    refused::malformed, sha256,
};

/// What a device sends: its oldest unanswered mutations, in its order.
#[derive(Debug, Clone)]
pub struct PushRequest {
    /// In ascending numbers without gaps.
    pub mutations: Vec<Sealed>,
}

/// A mutation as it was sealed.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its number on its device, from 1 without gaps.
    pub seq: i64,
    /// The SHA-256 of its body; checked.
    pub hash: [u8; 32],
    /// Its body, as a server keeps it.
    pub text: String,
    /// What it says, or why it can never be put on: a body that makes no sense is an outcome of its own, because the
    /// queue behind it must move.
    pub mutation: Result<Mutation, Problem>,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushAnswer {
    /// The epoch of the firm's data; another one than the desk has means that it must load everything anew.
    pub epoch: String,
    /// One for each mutation from the first on, up to and including the first that is deferred.
    pub answered: Vec<Answered>,
}

/// What became of one mutation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its number.
    pub seq: i64,
    /// What became of it.
    pub outcome: Outcome,
    /// The firm's revision by which its effect is in the rows: it stays laid over them until the cursor has passed it.
    pub rev: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestTwin<'t> {
    protocol: u32,
    #[serde(borrow)]
    mutations: Vec<SealedTwin<'t>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedTwin<'t> {
    seq: i64,
    #[serde(with = "ids::sha")]
    hash: [u8; 32],
    #[serde(borrow)]
    body: &'t RawValue,
}

#[derive(Serialize, Deserialize)]
struct AnswerTwin {
    epoch: String,
    answered: Vec<AnsweredTwin>,
}

#[derive(Serialize, Deserialize)]
struct AnsweredTwin {
    seq: i64,
    outcome: OutcomeTwin,
    rev: i64,
}

/// The body of a request with these sealed mutations: number, hash, canonical text.
pub fn request_text<'t>(sealed: impl IntoIterator<Item = (i64, [u8; 32], &'t str)>) -> String {
    // The canonical texts go in as they are: they were sealed, and nobody writes them anew.
    let mut text = format!("{{\"protocol\":{PROTOCOL},\"mutations\":[");
    for (at, (seq, hash, body)) in sealed.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        text.push_str(&format!("{{\"seq\":{seq},\"hash\":\"{hash}\",\"body\":{body}}}"));
    }
    text.push_str("]}");
    text
}

impl PushRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// `CLIENT_TOO_OLD` with the release to install; `SYNC_BATCH_TOO_LARGE` above 200 mutations, or 256 KiB of bodies
    /// unless there is only one, or one body of more; `SYNC_MISMATCH` for a body that is not what was hashed;
    /// `REQ_UNKNOWN_FIELD`; `REQ_MALFORMED`, also for numbers that do not ascend one by one.
    pub fn read(text: &str, min_version: &str) -> Result<Self, Problem> {
        let RequestTwin { protocol, mutations } =
            serde_json::from_str(text).map_err(|error| malformed(&error))?;
        accept(protocol, min_version)?;
        if mutations.len() > PUSH_MUTATIONS {
            return Err(Problem::new(Code::SyncBatchTooLarge));
        }
        let mut bytes = 0;
        let mut read = Vec::with_capacity(mutations.len());
        for twin in mutations {
            let sealed = Sealed::read(twin, min_version)?;
            bytes += sealed.text.len();
            read.push(sealed);
        }
        if bytes > BODY_BYTES {
            return Err(Problem::new(Code::SyncBatchTooLarge));
        }
        let ascends = read.windows(2).all(|pair| pair[0].seq.checked_add(1) == Some(pair[1].seq));
        if !ascends || read.first().is_some_and(|first| first.seq < 1) {
            return Err(Problem::new(Code::ReqMalformed).in_field("seq"));
        }
        Ok(Self { mutations: read })
    }
}

impl Sealed {
    fn read(twin: SealedTwin<'_>, min_version: &str) -> Result<Self, Problem> {
        let SealedTwin { seq, hash, body } = twin;
        let text = if sha256(body.get()) == hash {
            body.get().to_owned()
        } else {
            // Written anew on its way it is still the same, if its canonical form is.
            let value = serde_json::from_str(body.get()).map_err(|error| malformed(&error))?;
            let text = canonical(&value)?;
            if sha256(&text) != hash {
                return Err(Problem::new(Code::SyncMismatch).in_field("hash"));
            }
            text
        };
        let mutation = body::open(&text, min_version);
        Ok(Self { seq, hash, text, mutation })
    }
}

impl PushAnswer {
    /// As JSON.
    pub fn text(&self) -> String {
        let Self { epoch, answered } = self;
        let twin = AnswerTwin {
            epoch: epoch.clone(),
            answered: answered
                .iter()
                .map(|Answered { seq, outcome, rev }| AnsweredTwin {
                    seq: *seq,
                    outcome: outcome.into(),
                    rev: *rev,
                })
                .collect(),
        };
        serde_json::to_string(&twin).expect("texts, ids and whole numbers are JSON")
    }

    /// Reads an answer; what an older desk does not know in it is passed over.
    ///
    /// # Errors
    /// `SYNC_ANSWER`
    pub fn read(text: &str) -> Result<Self, Problem> {
        let nonsense = || Problem::new(Code::SyncAnswer);
        let AnswerTwin { epoch, answered } = serde_json::from_str(text).map_err(|_| nonsense())?;
        let answered = answered
            .into_iter()
            .map(|AnsweredTwin { seq, outcome, rev }| {
                Ok(Answered { seq, outcome: outcome.try_into().map_err(|_: Problem| nonsense())?, rev })
            })
            .collect::<Result<_, Problem>>()?;
        Ok(Self { epoch, answered })
    }
}
