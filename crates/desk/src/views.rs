//! What leaves the desk to be shown: flat, in the words of the data dictionary (spec 01 §17), money and months as text,
//! identity data masked unless somebody chose to see it (CM-SEC-03). The command line prints these as JSON.

pub mod mask;

pub mod problem;

pub mod entry;

pub mod order;

pub mod line;
pub mod list;

pub mod history;

pub mod attention;

pub use attention::{AttentionView, ConflictView};
pub use entry::EntryView;
pub use history::{ChangeView, HistoryEntry, ImportRecord, ImportView};
pub use line::LineView;
pub use mask::Sight;
pub use order::OrderView;
pub use problem::ProblemView;

#[cfg(test)]
mod tests;
