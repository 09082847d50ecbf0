//! Synchronisation as pure functions: no I/O, no clock, no chance. The stores and the transport carry out what is decided
//! here (docs/decisions/0009-sync.md).
//!
//! Read in this order: [`fold`](mod@fold) (many changes become few deeds), [`split`](mod@split) (deeds become bodies of a
//! bounded size), [`overlay`] (what a desk shows of rows that came while its own mutations wait), [`engine`] (when to push, pull,
//! wait and stop).

pub mod engine;
pub mod fold;
pub mod overlay;
pub mod split;

pub use self::{
    engine::{Effect, Engine, Event},
    fold::{Fold, NowLine, Rows, fold},
    overlay::Overlay,
    split::split,
};
