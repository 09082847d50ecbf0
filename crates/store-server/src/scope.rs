//! Whose rows a function of the store may touch.

use actions::Actor;
use values::FirmId;

/// A firm and who acts in it, as the session says; never from a request. Every function of the store that touches a
/// firm's rows takes one, and only the session's look-up in `accounts` makes one (decision 0010).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirmScope {
    firm: FirmId,
    actor: Actor,
}

impl FirmScope {
    /// The scope of a session that was just looked up.
    pub(crate) const fn of_session(firm: FirmId, actor: Actor) -> Self {
        Self { firm, actor }
    }

    /// The firm.
    pub const fn firm(&self) -> FirmId {
        self.firm
    }

    /// The person and the device.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// A scope out of nothing, for tests.
    #[cfg(feature = "testing")]
    pub const fn for_tests(firm: FirmId, actor: Actor) -> Self {
        Self { firm, actor }
    }
}
