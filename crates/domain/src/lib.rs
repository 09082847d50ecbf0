//! The trade itself, without I/O, clocks or chance: export orders (信保订单), their lines, their states, and the
//! changes that people make to them. What a desk may do and what a server accepts is decided here, once.
//!
//! Read in this order: [`field`] (a value, or the text as typed), [`line`](mod@line) and [`order`] (what is
//! recorded), [`state`] (what may be edited when), [`sums`], [`change`] (what a mutation is and how it is taken back),
//! [`ready`] (what a confirmation takes), [`mutation`] (what travels between desks and server). Beside them,
//! [`account`]: who may sign in, and as whom; [`file`]: what a file is for and what it may be; [`notice`] and [`parameter`]: what
//! the platform's operator announces and sets.

pub mod account;
pub mod change;
pub mod field;
pub mod file;
pub mod line;
pub mod mutation;
pub mod notice;
pub mod order;
pub mod parameter;
pub mod ready;
pub mod state;
pub mod sums;

pub use change::{Change, FieldEdit, ImportMode, LineEdit};
pub use field::{Entry, Field};
pub use file::{FileKind, FilePurpose};
pub use line::{Line, LineContext, LineField, LineFields, LineGroup, Lookup};
pub use mutation::{ContentHash, Deed, ImportFacts, Mutation, Outcome};
pub use order::{BuyerKind, Order, OrderField, OrderFields, OrderGroup};
pub use ready::{LineCheck, ReadyBuyer, ReadyLine, ReadyOrder};
pub use state::{OrderState, StateName};
pub use sums::Sums;
