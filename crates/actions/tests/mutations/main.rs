//! Putting mutations on, over a real store that stands for the server: every row of the table in
//! docs/decisions/0009-sync.md, and two desks in either order.

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

mod both_ways;
mod heads;
mod imports;
mod lines;
mod refused;
mod seen;
