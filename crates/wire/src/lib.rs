//! What crosses between desk and server: the serializable twins of mutations, outcomes and rows, and the protocol's number.
//! No I/O: bytes in, checked values out.
//!
//! Read in this order: [`canonical`] (the one form that is hashed), [`body`] (a mutation), [`push`] and [`pull`] (the two
//! exchanges), [`outcome`], [`row`], [`change`] (the history).
//!
//! A change of any shape changes a hash that a test watches ([`PROTOCOL`]); its history stands in `PROTOCOL.md`.

pub mod body;
pub mod canonical;
pub mod change;
mod edits;
mod entries;
mod ids;
mod kinds;
mod lines;
pub mod outcome;
pub mod pull;
pub mod push;
mod refused;
pub mod row;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use values::{Code, Problem};

pub use self::{
    body::{Body, LinesText, open, seal, seal_lines, sealed_bytes},
    canonical::{canonical, sha256},
    outcome::read_problem,
    pull::{Complete, Cursor, OrderCheck, Page, Position},
    push::{Answered, PushAnswer, PushRequest, Sealed},
    row::{AttentionRow, ChangeRow, ImportRow, LineRow, OrderRow, Row},
};

/// The number of the shapes in this crate. A sealed mutation names the number that it was sealed under.
pub const PROTOCOL: u32 = 1;

/// How many numbers back a server still reads: the desks of the two releases before.
pub const RELEASES_READ: u32 = 2;

/// A request pushes at most this many mutations (SYNC, Push).
pub const PUSH_MUTATIONS: usize = 200;

/// A body has at most this many bytes, and so have the bodies of a request together, unless it has only one.
pub const BODY_BYTES: usize = 256 * 1_024;

/// A body names at most this many lines.
pub const BODY_LINES: usize = domain::mutation::CHUNK_LINES;

/// A page has at most this many rows (CM-SYNC-03).
pub const PAGE_ROWS: usize = 1_000;

/// The oldest number that is still read.
pub const fn oldest() -> u32 {
    let oldest = PROTOCOL.saturating_sub(RELEASES_READ);
    if oldest == 0 { 1 } else { oldest }
}

/// Whether this number is read here.
///
/// # Errors
/// `CLIENT_TOO_OLD` for a number that is too far back; `min_version` is the release that people are told to install.
/// `REQ_MALFORMED` for a number that does not exist yet: the server is older than the desk, which waits.
pub fn accept(protocol: u32, min_version: &str) -> Result<(), Problem> {
    if protocol < oldest() {
        Err(Problem::new(Code::ClientTooOld).with("min_version", min_version))
    } else if protocol > PROTOCOL {
        Err(Problem::new(Code::ReqMalformed).in_field("protocol"))
    } else {
        Ok(())
    }
}
