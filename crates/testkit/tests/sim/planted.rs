//! Bugs that people write: each is planted and must be found.

use values::planted::{Bug, plant};

use crate::failing;

/// So many seeds are tried; most bugs show within a few.
const TRIED: u64 = 60;

fn is_found(bug: Bug) {
    let found = (0..TRIED).step_by(4).any(|first| {
        let seeds: Vec<u64> = (first..first + 4).collect();
        !failing(&seeds, |_| plant(Some(bug))).is_empty()
    });
    assert!(found, "{bug:?} passes");
}

/// CM-SYNC-01: a lost answer is taken for a failure.
#[test]
fn a_lost_answer_is_no_failure() {
    is_found(Bug::LostIsFailure);
}

/// CM-SYNC-03: a number is told before what was written under it is there.
#[test]
fn a_number_is_not_told_early() {
    is_found(Bug::EarlyNumber);
}

/// CM-SYNC-03: what a pull does not name is deleted.
#[test]
fn absence_is_no_deletion() {
    is_found(Bug::AbsenceDeletes);
}

/// CM-SYNC-01: what is sent again is done again.
#[test]
fn a_retry_has_its_identity() {
    is_found(Bug::RetryAnew);
}

/// CM-SYNC-02: a pull takes what waits off the rows.
#[test]
fn a_rebase_does_not_forget() {
    is_found(Bug::RebaseForgets);
}

/// CM-SYNC-03: pages are put on as they come.
#[test]
fn half_an_import_is_not_visible() {
    is_found(Bug::HalfVisible);
}
