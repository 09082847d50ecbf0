//! What tests are made of: a host over a real encrypted store with a clock that stands still, ids from a seed, people
//! and devices by number; synthetic words; and ways into states that only a server can bring about.
//!
//! Leaned on by tests only. Nothing here names a real person, firm or number.

mod chance;
mod host;
mod told;
pub mod words;

pub use chance::Chance;
pub use host::TestHost;
pub use store_desk::{LinesPage, Store};
pub use told::{codes, refusal};
