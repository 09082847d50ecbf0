//! How a request comes in and an answer goes out: ids, limits, bodies, sessions, idempotency, problems, logs.

mod call;
mod fault;
mod guard;
mod keyed;
mod reply;
mod views;

pub(crate) use call::{Call, PushCall, read_token};
pub(crate) use fault::{Fault, ProblemsBody};
pub(crate) use guard::guard;
pub(crate) use keyed::{Opened, close, open, open_rotation};
pub(crate) use reply::Reply;
pub(crate) use views::{AccountView, PersonView, SignedInView, TokensView};

/// Bodies of requests about accounts.
pub(crate) const BODY_BYTES: usize = 64 * 1024;

/// Bodies of pushes: sealed mutations, with room for their numbers and hashes and for a form that is not canonical.
pub(crate) const PUSH_BYTES: usize = 2 * wire::BODY_BYTES;
