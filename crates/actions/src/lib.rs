//! One verb a file: who may, load, let the domain decide, save. The same verbs run on the desk and on the server;
//! what differs between the two stands behind the ports in [`host`].
//!
//! Every verb is one transaction with its history, outbox and undo records ([`step`]); it either takes effect
//! whole or leaves nothing.

pub mod accounts;
pub mod add_lines;
pub mod apply_mutation;
pub mod create_order;
pub mod decide;
pub mod delete_order;
pub mod duplicate_order;
pub mod edit_lines;
pub mod edit_order;
mod fault;
pub mod host;
pub mod import_lines;
mod merchant;
pub mod paste_lines;
pub mod remove_lines;
pub mod restore_order;
mod step;
pub mod undo;

pub use add_lines::add_lines;
pub use apply_mutation::{apply_mutation, put_on};
pub use create_order::create_order;
pub use decide::{Wanted, decide};
pub use delete_order::delete_order;
pub use duplicate_order::duplicate_order;
pub use edit_lines::{TypedEdit, edit_lines};
pub use edit_order::edit_order;
pub use fault::{ActionError, Done, StoreFault};
pub use host::{
    Actor, AttentionTx, Host, ImportFacts, KnownMerchant, Record, Settlement, Tx, UndoStep, UndoTx,
};
pub use import_lines::{ImportRequest, Imported, ImportedRow, LineUpdate, import_lines};
pub use paste_lines::{Pasted, paste_lines};
pub use remove_lines::remove_lines;
pub use restore_order::restore_order;
pub use undo::{Undone, lines_of_step, redo, undo};
