//! For tests only: bugs that can be planted, so that the simulation shows that it finds them. Without the feature `planted`
//! none of this is in the program.

use std::cell::Cell;

/// A bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// A desk takes a lost answer for a failure.
    LostIsFailure,
    /// A server tells a number before what is written under it is there.
    EarlyNumber,
    /// A desk takes away what a pull does not name.
    AbsenceDeletes,
    /// A server does again what is sent again.
    RetryAnew,
    /// A desk puts rows on without what waits for them.
    RebaseForgets,
    /// A desk puts pages on as they come.
    HalfVisible,
}

thread_local! {
    static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// Plants a bug in everything that this thread does, or takes it out.
pub fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

/// Whether this bug is planted here.
pub fn is_planted(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}
