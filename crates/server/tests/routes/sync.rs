//! `/sync`

mod ages;
mod changes;
mod hints;
mod imports;
mod push;
mod refused;
