//! The desk's side of synchronisation (docs/decisions/0009-sync.md): what `sync::Engine` asks of the vault.
//!
//! Read in this order: `state` (how far things are), `seal` (unsealed changes become numbered bodies), `waiting` (what is laid over
//! the rows), `attention` (what a person must decide).

#![allow(dead_code, reason = "putting pages on comes with the pull half")]

pub(crate) mod attention;
pub(crate) mod seal;
pub(crate) mod state;
pub(crate) mod waiting;

pub use state::SyncState;
