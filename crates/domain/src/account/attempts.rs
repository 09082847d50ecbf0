//! How often something may be tried: registry checks (YW-REG-03), captchas (YW-AUTH-03), SMS codes (YW-AUTH-07).

use std::time::Duration;

use values::Instant;

use super::time::{between, later};

#[cfg(test)]
mod tests;

/// Over which time attempts are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The last so long.
    Sliding(Duration),
    /// The China date.
    ChinaDay,
}

/// So many within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub most: usize,
    /// Within which time.
    pub window: Window,
}

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// Unsuccessful registry checks of one credit code.
pub const REGISTRATIONS_PER_CODE: Limit = Limit { most: 5, window: Window::Sliding(HOUR) };
/// Unsuccessful registry checks from one device or source address.
pub const REGISTRATIONS_PER_SOURCE: Limit = Limit { most: 20, window: Window::ChinaDay };
/// So many unsuccessful checks may come before a captcha is asked for.
pub const VERIFICATIONS_WITHOUT_CAPTCHA: usize = 2;
/// Captchas for one source address.
pub const CAPTCHAS_PER_SOURCE: Limit = Limit { most: 30, window: Window::Sliding(MINUTE) };
/// The pause between two codes to one number.
pub const SMS_RESEND: Limit = Limit { most: 1, window: Window::Sliding(MINUTE) };
/// Codes to one number in an hour.
pub const SMS_PER_HOUR: Limit = Limit { most: 5, window: Window::Sliding(HOUR) };
/// Codes to one number on a China date.
pub const SMS_PER_DAY: Limit = Limit { most: 10, window: Window::ChinaDay };
/// Codes asked for from one source address in an hour, to whatever numbers: the limits per number do not keep a stranger
/// from sending one message to each of many people.
pub const SMS_PER_SOURCE: Limit = Limit { most: 30, window: Window::Sliding(HOUR) };

impl Limit {
    /// From when on attempts count at `now`.
    pub fn since(self, now: Instant) -> Instant {
        match self.window {
            Window::Sliding(span) => super::time::earlier(now, span),
            Window::ChinaDay => now.china_day().china_start(),
        }
    }

    /// How long the next attempt has to wait, given the past ones in ascending order; `None` if it may come now.
    ///
    /// An attempt in the future counts like one made now: clocks of two nodes may differ.
    pub fn wait(self, past: &[Instant], now: Instant) -> Option<Duration> {
        let since = self.since(now);
        let counted = &past[past.partition_point(|at| *at <= since && self.leaves(*at, since))..];
        // With `most` of them in the window, the next may come when the oldest that still counts has left it.
        let oldest = counted.len().checked_sub(self.most).map(|at| counted[at])?;
        let free = match self.window {
            Window::Sliding(span) => later(oldest.min(now), span),
            Window::ChinaDay => {
                let tomorrow = now.china_day().plus_days(1).unwrap_or(now.china_day());
                tomorrow.china_start()
            }
        };
        Some(between(now, free))
    }

    /// Whether an attempt at the very edge is out: a sliding window is open at its old end, a day closed at midnight.
    fn leaves(self, at: Instant, since: Instant) -> bool {
        match self.window {
            Window::Sliding(_) => true,
            Window::ChinaDay => at < since,
        }
    }
}
