//! The desk's side of a server: one HTTP client per connection, accounts, tokens.
//!
//! Reading order: [`Address`] is where a server may be; `http` speaks to it within bounds and takes nothing on trust;
//! [`Remote`] is a connected server as one vault reaches it; `tokens` keeps what opens its doors; `accounts` are the verbs;
//! `transport` is what synchronisation asks.
//!
//! Whatever goes wrong here changes nothing on this computer: local work needs no server at any time.

mod accounts;
mod address;
mod connection;
mod content;
mod deciding;
mod error;
mod http;
mod joined;
mod kept;
mod older;
mod online;
mod registration;
mod session;
mod tokens;
mod transport;
mod unlocking;

pub use accounts::{
    Activated, Captcha, CodeFor, DeviceRow, MobileChange, Picture, Proof, Reset, SignIn, Verified,
    computer_name,
};
pub use address::Address;
pub use connection::{Connection, Remote, ServerInfo};
pub use content::{Content, Notice, content, mark_read};
pub use deciding::note_decided;
pub use error::{OddAnswer, RemoteError};
pub use joined::{Joined, joined};
pub use older::OlderOrder;
pub(crate) use online::may_queue;
pub use registration::{Draft, draft, forget_draft, keep_draft};
pub use transport::HintStream;
pub use unlocking::{forget_lock, is_locked_by_password, lock_by_password, renew_lock};

#[cfg(test)]
mod tests;
