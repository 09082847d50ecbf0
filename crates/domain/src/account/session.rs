//! Sessions: how long tokens live, what a refresh token may do, how many devices there are (CM-SEC-02).

use std::time::Duration;

use values::{Instant, SessionId};

use super::time::later;

#[cfg(test)]
mod tests;

/// How long an access token opens the door.
pub const ACCESS_LIFE: Duration = Duration::from_secs(30 * 60);
/// How long a refresh token may be used.
pub const REFRESH_LIFE: Duration = Duration::from_secs(14 * 24 * 3_600);
/// How long the answer to the newest rotation may be asked for again: a lost answer must not sign anybody out.
pub const REPEAT_WITHIN: Duration = Duration::from_secs(60);
/// Devices that one person may be signed in at.
pub const DEVICES: usize = 5;

/// What is known of a refresh token that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshFacts {
    /// When it was issued.
    pub issued_at: Instant,
    /// When it was used, if it was.
    pub used_at: Option<Instant>,
    /// Whether what its use gave has been used itself.
    pub successor_used: bool,
    /// Whether the device that shows it is the session's.
    pub same_device: bool,
    /// Whether the session was ended.
    pub revoked: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// It gives new tokens and is used up.
    Rotate,
    /// The answer that it gave is given again.
    Repeat,
    /// Somebody else has it too: the whole family ends (`AUTH_SESSION_REVOKED`).
    Reused,
    /// It is too old (`AUTH_SESSION_EXPIRED`).
    Expired,
    /// The session was ended before (`AUTH_SESSION_REVOKED`).
    Ended,
}

/// Decides over a refresh token.
pub fn refresh(facts: RefreshFacts, now: Instant) -> Refresh {
    if facts.revoked {
        return Refresh::Ended;
    }
    match facts.used_at {
        Some(used) if facts.same_device && !facts.successor_used && now < later(used, REPEAT_WITHIN) => {
            Refresh::Repeat
        }
        Some(_) => Refresh::Reused,
        // A token away from its device was carried off, whatever its age.
        None if !facts.same_device => Refresh::Reused,
        None if now >= later(facts.issued_at, REFRESH_LIFE) => Refresh::Expired,
        None => Refresh::Rotate,
    }
}

/// Which of a person's sessions end so that a new one has room: those that were unused longest.
pub fn sessions_to_replace(mut sessions: Vec<(SessionId, Instant)>) -> Vec<SessionId> {
    sessions.sort_by_key(|(id, used_at)| (*used_at, *id));
    let too_many = (sessions.len() + 1).saturating_sub(DEVICES);
    sessions.into_iter().take(too_many).map(|(id, _)| id).collect()
}
