//! What the steps of the index and the writers of a store know of each other, so that steps may be large while nobody
//! else writes and still nobody waits for a large one.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

/// So many steps may leave their segments to be merged later, all at once. At 64 of them (`crisismerge`) FTS5 would do it
/// by itself, in one piece.
const UNMERGED_MAX: u32 = 56;

/// Shared by all who use one store.
#[derive(Debug)]
pub(crate) struct Turns {
    /// Writers of this program that wait for their turn.
    waiting: AtomicUsize,
    /// Steps since the last merge was done.
    unmerged: AtomicU32,
}

impl Default for Turns {
    fn default() -> Self {
        // Nobody knows what the program that wrote last has left behind.
        Self { waiting: AtomicUsize::new(0), unmerged: AtomicU32::new(UNMERGED_MAX) }
    }
}

impl Turns {
    /// Counts a writer as waiting until this is dropped.
    pub(crate) fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(self)
    }

    /// Whether whoever writes now should come to an end.
    pub(super) fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// A step wrote a segment.
    pub(super) fn wrote(&self) {
        self.unmerged.fetch_add(1, Ordering::Relaxed);
    }

    /// Nothing is left to merge.
    pub(super) fn merged(&self) {
        self.unmerged.store(0, Ordering::Relaxed);
    }

    /// Whether merging cannot be put off any longer.
    pub(super) fn must_merge(&self) -> bool {
        self.unmerged.load(Ordering::Relaxed) >= UNMERGED_MAX
    }
}

/// A writer that waits.
pub(crate) struct Waiting<'t>(&'t Turns);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
