//! `Idempotency-Key` (CM-API-01): a mutating request takes effect once; sent again with the same key and body it gets the
//! same answer for 24 hours, with another body it is refused. The answer is kept in the effect's own transaction.

use std::time::Duration;

use actions::{
    ActionError,
    accounts::{AccountHost as _, AccountTx as _, Answer, Session},
};
use domain::account::REPEAT_WITHIN;
use values::{Code, MutationId, Problem, Secret};

use super::{Call, Fault, Reply};
use crate::host::{Replay, RequestHost};

const KEPT: Duration = Duration::from_secs(24 * 3_600);
const HEADER: &str = "idempotency-key";

/// What becomes of a request that may be repeated.
pub(crate) enum Opened {
    /// It is new: the verb runs in this host.
    New(RequestHost),
    /// It was answered before.
    Again(Reply),
}

/// Looks whether the request was answered before. `who` is signed in, if anybody is.
///
/// `REQ_IDEMPOTENCY_KEY` if the key is missing, is no UUIDv7, or was used for another request.
pub(crate) async fn open(call: &Call, who: Option<&Session>) -> Result<Opened, Fault> {
    let refused = || Problem::new(Code::ReqIdempotencyKey);
    let key = call.headers.get(HEADER).and_then(|value| value.to_str().ok()).ok_or_else(refused)?;
    let key = MutationId::parse(key).map_err(|_| refused())?;
    let person = who.map_or([0; 16], |session| *session.person.id.as_uuid().as_bytes());
    let keys = &call.app.keys;
    let host = call.host_with(Replay {
        key: keys.keyed(b"kept answer", &[key.as_uuid().as_bytes(), call.route.as_bytes(), &person]),
        request: keys.keyed(b"request", &[&call.body]),
        body: call.body.clone(),
        life: KEPT,
    });
    Ok(match answered(&host).await? {
        Some(reply) => Opened::Again(reply),
        None => Opened::New(host),
    })
}

/// The host of a rotation: the refresh token is its own key, and the answer is kept as long as it may be repeated.
pub(crate) fn open_rotation(call: &Call, token: &Secret<[u8; 32]>) -> RequestHost {
    let keys = &call.app.keys;
    call.host_with(Replay {
        key: keys.keyed(b"rotation", &[token.reveal()]),
        request: keys.keyed(b"request", &[&call.body]),
        body: call.body.clone(),
        life: REPEAT_WITHIN,
    })
}

/// The answer after the verb: its own, or that of the same request if it was faster.
pub(crate) async fn close<T>(
    host: &RequestHost,
    done: Result<T, ActionError>,
    answer: impl for<'a> FnOnce(&'a T) -> Answer<'a>,
) -> Result<Reply, Fault> {
    match done.map_err(Fault::from) {
        Ok(done) => Ok(Reply::of(&answer(&done))),
        Err(fault) if fault.is(Code::ReqIdempotencyKey) => answered(host).await?.ok_or(fault),
        Err(fault) => Err(fault),
    }
}

async fn answered(host: &RequestHost) -> Result<Option<Reply>, Fault> {
    let Some((key, request)) = host.kept_key() else { return Ok(None) };
    let mut tx = host.look().await?;
    let Some(kept) = tx.answer(&key).await?.filter(|kept| kept.until > host.now()) else {
        return Ok(None);
    };
    let reply = host.reply_again(&kept).filter(|_| kept.request == request);
    reply.map(Some).ok_or_else(|| Problem::new(Code::ReqIdempotencyKey).into())
}
