//! Backups: one encrypted file with all that a restore needs but the key (CM-SEC-01, CM-OFF-01).
//!
//! A file is verified before it takes its name: its copy of the database was opened and checked, and what the disk
//! gives back has been read again. [`Backups`] keeps one per China day, seven days; [`restore`] is the way back.

mod file;
mod keep;
mod restore;
mod write;

pub(crate) use file::verify;
pub use file::{BackupFacts, facts};
pub use keep::Backups;
pub use restore::{RestoreKey, restore};

#[cfg(test)]
mod tests;
