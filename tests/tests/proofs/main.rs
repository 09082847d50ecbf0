//! Hard proofs, through the real `xinbao` only: what it has acknowledged stays, whatever ends it; what it keeps is
//! unreadable; several of them at once do not disturb each other; no file does harm.
//!
//! The everyday form takes minutes; `XINBAO_FULL=1` (`cargo xtask test --full`) the long one.

#![allow(clippy::disallowed_methods, reason = "measures the program that it starts and ends")]

mod program;
mod sheets;

mod ends;
mod hostile;
mod kill;
mod leak;
mod syncing;
mod together;
