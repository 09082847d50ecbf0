//! `/sync`

mod changes;
mod imports;
mod push;
mod refused;
