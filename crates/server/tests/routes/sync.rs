//! `/sync`

mod ages;
mod changes;
mod described;
mod hints;
mod imports;
mod push;
mod refused;
