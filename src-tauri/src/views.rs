//! What crosses to the screen: flat, ready to show, in the words of the data dictionary (spec 01 §17).
//!
//! Money, quantities and months are text, as on the wire; the screen formats but never computes. Identity data is
//! masked (CM-SEC-03). Pages are bounded, so that no screen can ask for everything at once (CM-UI-02). The TypeScript
//! twins are generated into `ui/packages/host/generated.ts`.

mod query;

mod cell;
mod line;
mod order;
mod problem;
mod vault;

pub use cell::{Cell, CountryCell};
pub use line::{LinePage, LineView};
pub use order::{BuyerKindView, LinkState, OrderPage, OrderRow, OrderView, SyncState};
pub use problem::{ProblemView, SeverityView};
pub use query::{OrderColumn, OrderQuery, OrderSort, OrderState, PageQuery};
pub use vault::{VaultState, VaultView};
