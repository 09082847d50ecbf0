//! The words that everything else speaks: checked numbers, money, months, ids, texts, and the codes of what may be
//! wrong with them. Open to every crate, leans on none of ours, does no I/O and reads no clock.

pub mod code;
pub mod problem;

pub use code::Code;
pub use problem::{Accepted, Lang, Param, Problem, Severity};
