//! What the verbs leave in the desk's database, and what its reads and checks say of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod checks;
mod cost;
mod deciding;
mod merchants;
mod outcomes;
mod pull;
mod records;
mod refused;
mod seal;
mod searched;
mod sync;
