//! What crosses to the screen: flat, ready to show, in the words of the data dictionary (spec 01 §17).
//!
//! Money, quantities and months are text, as on the wire; the screen formats but never computes. Pages are bounded
//! here, so that no screen can ask for everything at once (CM-UI-02). The TypeScript twins are generated into
//! `ui/packages/host/generated.ts`.

mod order;
mod problem;
mod vault;

pub use order::{
    Cell, CountryView, LineView, LinkState, OrderPage, OrderQuery, OrderRow, OrderState, OrderView,
    PageQuery, SyncState,
};
pub use problem::{ProblemView, SeverityView};
pub use vault::{VaultState, VaultView};
