//! What the verbs leave in the desk's database, and what its reads and checks say of it.

mod checks;
mod cost;
mod records;
mod sync;
