//! Every verb over the desk's real store: done, refused, taken back, done again.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod copies;
mod heads;
mod imports;
mod lines;
mod matrix;
mod merchants;
mod undoing;
