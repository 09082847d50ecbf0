//! Partners (CM-ARCH-02): each live, simulated, or not configured.

mod http;
mod registry;
mod sms;

pub use registry::Registry;
pub use sms::{Outbox, Sms, SmsMessage};

use values::{Code, Problem};

/// `EXT_NOT_CONFIGURED` or `EXT_UNAVAILABLE` with the partner's name.
pub(crate) fn partner(code: Code, zh: &'static str, en: &'static str) -> Problem {
    Problem::new(code).with("partner_zh", zh).with("partner_en", en)
}
