//! Wrong passwords (YW-AUTH-04): five within 15 minutes lock for 15 minutes; each further lock within a day lasts twice
//! as long as the one before.
//!
//! A try counts as wrong from the moment it begins and is forgiven when it proves right, so that many tries at once get no
//! more than their five. Nothing here knows whether the account exists: unknown names are counted and locked alike.

use std::time::Duration;

use values::{Code, Instant, Problem};

use super::time::{between, earlier, later, minutes};

#[cfg(test)]
mod tests;

/// Wrong passwords before a lock.
const WRONG_BEFORE_LOCK: usize = 5;
/// From this wrong one on the answer tells how many are left.
const TELLS_FROM: usize = 3;
/// Within which time they count.
pub const WRONG_WINDOW: Duration = Duration::from_secs(15 * 60);
/// How long the first lock of a day lasts.
const FIRST_LOCK: Duration = Duration::from_secs(15 * 60);
/// How long a lock makes the next one longer; also the longest lock.
pub const LOCK_MEMORY: Duration = Duration::from_secs(24 * 3_600);

/// What a wrong password leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterWrong {
    /// The answer, `AUTH_BAD_CREDENTIALS`, from the third on with the tries that are left.
    Wrong(Problem),
    /// The account is locked from now on; the answer is `AUTH_LOCKED`.
    Locks(Problem),
}

/// When the newest of these locks (the instants at which they began, ascending) ends; `None` if there is none.
pub fn lock_ends(locks: &[Instant]) -> Option<Instant> {
    let newest = *locks.last()?;
    let before = locks.iter().filter(|at| **at > earlier(newest, LOCK_MEMORY)).count() - 1;
    let doubled = u32::try_from(before).ok().and_then(|times| 2_u32.checked_pow(times)).unwrap_or(u32::MAX);
    Some(later(newest, FIRST_LOCK.saturating_mul(doubled).min(LOCK_MEMORY)))
}

/// Whether a try may begin, given the wrong tries and the locks so far, both ascending.
///
/// # Errors
/// `AUTH_LOCKED` with the minutes that are left; also while five tries are under way at once.
pub fn before_try(wrong: &[Instant], locks: &[Instant], now: Instant) -> Result<(), Problem> {
    if let Some(end) = lock_ends(locks).filter(|end| *end > now) {
        return Err(locked(between(now, end)));
    }
    if counted(wrong, now) >= WRONG_BEFORE_LOCK { Err(locked(FIRST_LOCK)) } else { Ok(()) }
}

/// What follows a wrong password; `wrong` holds this one too, `locks` the earlier locks.
pub fn after_wrong(wrong: &[Instant], locks: &[Instant], now: Instant) -> AfterWrong {
    let count = counted(wrong, now);
    if count >= WRONG_BEFORE_LOCK {
        let all: Vec<Instant> = locks.iter().copied().chain([now]).collect();
        let end = lock_ends(&all).unwrap_or(now);
        return AfterWrong::Locks(locked(between(now, end)));
    }
    let problem = Problem::new(Code::AuthBadCredentials);
    if count < TELLS_FROM {
        return AfterWrong::Wrong(problem);
    }
    let left = WRONG_BEFORE_LOCK - count;
    AfterWrong::Wrong(
        problem
            .with("remaining_hint_zh", format!("，还可尝试 {left} 次"))
            .with("remaining_hint_en", format!("; {left} more before the account is locked")),
    )
}

/// `AUTH_LOCKED` with this wait.
pub fn locked(wait: Duration) -> Problem {
    Problem::new(Code::AuthLocked).with("minutes", minutes(wait).max(1))
}

fn counted(wrong: &[Instant], now: Instant) -> usize {
    let since = earlier(now, WRONG_WINDOW);
    wrong.iter().filter(|at| **at > since).count()
}
