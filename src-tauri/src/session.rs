//! The one desk behind the window.

use values::{Code, Problem};

use crate::views::{OrderPage, OrderQuery, OrderView, PageQuery, ProblemView, VaultState, VaultView};

/// What the window works on.
#[derive(Debug)]
pub struct Session;

impl Session {
    /// Looks for the vault at its default place. Never fails: a window without a vault says what to do.
    pub fn start() -> Self {
        Self
    }

    /// Whether orders can be read, and if not, why.
    pub async fn vault(&self) -> VaultView {
        VaultView {
            state: VaultState::Closed,
            folder: String::new(),
            problem: Some(missing()),
        }
    }

    /// A page of the order list (YW-ORD-01).
    ///
    /// # Errors
    /// `LOCAL_VAULT_MISSING` without a vault.
    pub async fn orders(&self, _query: OrderQuery) -> Result<OrderPage, ProblemView> {
        Err(missing())
    }

    /// One order and a page of its lines.
    ///
    /// # Errors
    /// `LOCAL_VAULT_MISSING` without a vault.
    pub async fn order(&self, _id: &str, _lines: PageQuery) -> Result<OrderView, ProblemView> {
        Err(missing())
    }
}

fn missing() -> ProblemView {
    ProblemView::from(&Problem::new(Code::LocalVaultMissing))
}
