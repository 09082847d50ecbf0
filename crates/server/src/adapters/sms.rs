//! The SMS gateway (YW-AUTH-07).

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use values::{Code, Instant, Mobile, Problem};

use super::{http::Endpoint, partner};

/// Messages that a simulated gateway keeps; the oldest go.
const KEPT: usize = 1_000;

/// The gateway.
#[derive(Debug, Clone)]
pub enum Sms {
    /// Nobody said where it is.
    Absent,
    /// Messages are kept, to be read by the tester (CM-SIM-01).
    Simulated(Outbox),
    /// A service that takes `{mobile, text}`.
    #[allow(private_interfaces, reason = "made by `live` only")]
    Live(Endpoint),
}

/// What a simulated gateway was given.
#[derive(Debug, Clone, Default)]
pub struct Outbox(Arc<Mutex<VecDeque<SmsMessage>>>);

/// A message.
#[derive(Clone)]
pub struct SmsMessage {
    /// To whom.
    pub to: Mobile,
    /// What.
    pub text: String,
    /// When.
    pub at: Instant,
}

impl std::fmt::Debug for SmsMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SmsMessage")
    }
}

impl Outbox {
    /// The messages, oldest first.
    pub fn messages(&self) -> Vec<SmsMessage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn keep(&self, message: SmsMessage) {
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if messages.len() == KEPT {
            messages.pop_front();
        }
        messages.push_back(message);
    }
}

impl Sms {
    /// The gateway at this URL.
    ///
    /// # Errors
    /// The URL is none, or not https.
    pub fn live(url: &str, token: Option<values::Secret<String>>) -> anyhow::Result<Self> {
        Ok(Self::Live(Endpoint::new(url, token)?))
    }

    /// What it answers while it cannot be reached.
    pub(crate) fn away() -> Problem {
        partner(Code::ExtUnavailable, ZH, EN)
    }

    /// Whether it is simulated.
    pub const fn is_simulated(&self) -> bool {
        matches!(self, Self::Simulated(_))
    }

    /// The messages of a simulated one.
    pub const fn outbox(&self) -> Option<&Outbox> {
        match self {
            Self::Simulated(outbox) => Some(outbox),
            Self::Absent | Self::Live(_) => None,
        }
    }

    /// Hands a message over without waiting; what becomes of it is logged. The person asks again when nothing comes.
    pub fn send_later(&self, to: Mobile, text: String, now: Instant) {
        if let Self::Simulated(outbox) = self {
            return outbox.keep(SmsMessage { to, text, at: now });
        }
        let sms = self.clone();
        tokio::spawn(async move {
            if let Err(problem) = sms.send(to, text, now).await {
                tracing::warn!(code = problem.code.as_str(), "a code was not handed over");
            }
        });
    }

    /// Hands a message over.
    ///
    /// # Errors
    /// `EXT_NOT_CONFIGURED`, `EXT_UNAVAILABLE`.
    pub async fn send(&self, to: Mobile, text: String, now: Instant) -> Result<(), Problem> {
        match self {
            Self::Absent => Err(partner(Code::ExtNotConfigured, ZH, EN)),
            Self::Simulated(outbox) => {
                outbox.keep(SmsMessage { to, text, at: now });
                Ok(())
            }
            Self::Live(endpoint) => {
                let message = Message { mobile: to.as_string(), text };
                let taken: Option<Taken> = endpoint.post(&message, "sms").await;
                match taken {
                    Some(Taken { accepted: true }) => Ok(()),
                    Some(_) | None => Err(partner(Code::ExtUnavailable, ZH, EN)),
                }
            }
        }
    }
}

const ZH: &str = "短信平台";
const EN: &str = "the SMS gateway";

#[derive(Serialize)]
struct Message {
    mobile: String,
    text: String,
}

#[derive(Deserialize)]
struct Taken {
    accepted: bool,
}
