//! What the screen may ask: one line each. A refusal crosses as a problem with its code; the screen has the sentences.

pub(crate) mod account;
pub(crate) mod app;
pub(crate) mod import;
pub(crate) mod lines;
pub(crate) mod orders;
pub(crate) mod sync;
pub(crate) mod system;
pub(crate) mod vault;

#[cfg(test)]
mod names;
#[cfg(test)]
mod tests;
