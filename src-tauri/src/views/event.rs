//! What Rust tells the window by itself.

use serde::Serialize;
use ts_rs::TS;

/// The one event, `desk`: something moved while the screen was not asking.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeskEvent {
    /// Data changed, here or by another program.
    Changed {
        /// The change number as text: whoever has read a page of that revision knows of it. `None` where another vault, or
        /// a former state of this one, came in its place.
        revision: Option<String>,
    },
    /// How this computer stands with the server has moved; ask for it.
    Sync,
    /// The import went on; ask for its state.
    Import {
        /// Rows read or stored so far.
        rows: u32,
    },
    /// The vault was locked or closed.
    VaultClosed,
    /// Somebody started the program again; say `heard` at once.
    Summoned,
    /// A menu entry was chosen: its id.
    Menu {
        /// Such as `order.new` or `edit.undo`.
        id: String,
    },
    /// Files were dragged over the window or away from it.
    DragOver {
        /// Whether they are above it now.
        inside: bool,
    },
    /// Files were dropped.
    Dropped {
        /// Their paths.
        paths: Vec<String>,
    },
    /// The person wants to close the window; say `heard` at once, and answer with `close_window`.
    CloseAsked,
}
