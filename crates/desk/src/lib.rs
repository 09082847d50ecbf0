#![allow(clippy::disallowed_methods, reason = "the desk is where time and chance enter")]
//! The client without a window: vault and keys, backups, and the host under which the actions run.

pub mod keys;
pub mod vault;

pub mod backup;
pub mod block;
pub mod clock;
pub mod desk;
pub mod export;
pub mod import;
pub mod remote;
pub mod sync;
pub mod views;

// What is read from an open vault, for those who show it.
pub use store_desk::{
    AttentionEntry, AttentionItem, Check, Links, OrderColumn, OrderPage, OrderQuery, OrderRow, OrderSort,
    PlacedLine, StoreError, Total, WaitingOrder,
};
