//! How long ago this computer was signed in online (YW-AUTH-06). Drafting never asks; what only the server can accept is kept for it
//! up to 30 days after the last sign-in or renewal of the tokens.

use store_desk::{Store, StoreError};
use values::{Code, Instant, Problem};

use super::{Joined, kept};

/// For so many days requests of class Q are kept.
const DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Remembers that the server has let this computer in.
pub(super) async fn note(store: &Store, now: Instant) -> Result<(), StoreError> {
    kept::write(store, kept::ONLINE, &now.millis()).await
}

/// Lets pass a request that is kept for the server. A vault without an account keeps everything: nothing of it was ever signed in.
///
/// # Errors
/// `OFFLINE_TOO_LONG`; those of the store.
pub(crate) async fn may_queue(store: &Store, now: Instant) -> Result<Result<(), Problem>, StoreError> {
    let Some(joined) = kept::read::<Joined>(store, kept::ACCOUNT).await? else { return Ok(Ok(())) };
    let seen = || Instant::parse(&joined.as_of).ok().map(Instant::millis);
    let last = kept::read::<i64>(store, kept::ONLINE).await?.or_else(seen);
    // A clock that was set back since tells nothing; the server will.
    let too_long = last.is_some_and(|last| now.millis().saturating_sub(last) > DAYS * DAY_MS);
    Ok(if too_long { Err(Problem::new(Code::OfflineTooLong)) } else { Ok(()) })
}
