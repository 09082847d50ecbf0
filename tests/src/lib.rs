//! What the whole-house tests stand on: the house as its manifests and sources describe it, and a window to look at.

#![allow(clippy::disallowed_methods, reason = "waits for a window, and nothing of the product leans on this")]

pub mod house;
pub mod window;
