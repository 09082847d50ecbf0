//! Whether there is a vault, and if it is not open, why.

use serde::Serialize;
use ts_rs::TS;

use super::ProblemView;

/// The state of the vault on this computer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VaultView {
    /// Open or not.
    pub state: VaultState,
    /// The folder it lies in, for people who want to look or to back it up by hand.
    pub folder: String,
    /// Why it is not open; `None` if it is.
    pub problem: Option<ProblemView>,
}

/// Whether the vault can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// Orders can be read.
    Open,
    /// `problem` says why not.
    Closed,
}
