//! The desk's side of synchronisation (docs/decisions/0009-sync.md): what `sync::Engine` asks of the vault.
//!
//! Read in this order: `state` (how far things are), `seal` (unsealed changes become numbered bodies), `waiting` (what is laid over
//! the rows), `attention` (what a person must decide), `image` (what the server has of rows that something of ours is laid over),
//! `pull` (pages are kept aside and put on).

pub(crate) mod attention;
pub(crate) mod image;
#[cfg(feature = "testing")]
mod naive;
mod outbox;
mod outcome;
mod pull;
pub(crate) mod seal;
pub(crate) mod state;
pub(crate) mod waiting;

pub use attention::{AttentionEntry, AttentionItem};
pub(crate) use image::{LINE_IMAGE, ORDER_IMAGE};
pub use outbox::{SealedBody, SyncCounts, UnsentBody, WaitingOrder};
pub(crate) use pull::{Staging, check_confirmed};
pub use state::SyncState;
