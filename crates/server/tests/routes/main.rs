//! The server's routes over the real router and real databases, in the order of the URL tree.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod auth;
mod consoles;
mod content;
mod every;
mod health;
mod idempotency;
mod logs;
mod openapi;
mod ops;
mod sim;
mod sms;
mod support;
mod sync;
mod uploads;
mod yw;
